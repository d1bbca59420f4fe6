"""What looks like a number and is none, or none that a table can hold, is named: in forms and addresses."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from tests.desk.form import Form
from tests.factories import case, charge, official_number, organization, participate, person, provision
from tests.factories import proceeding as brought

ADD = "/desk/cases/case/add/"
SUPERSCRIPT, TOO_LONG = "²", "9" * 26

wrong = pytest.mark.parametrize("number", [SUPERSCRIPT, TOO_LONG])


@wrong
def test_a_look_up_of_twins_leaves_nobody_out_for_it(leyla: Client, number: str) -> None:
    person("Sevda Quliyeva")

    answer = leyla.get("/desk/twins/person/", {"name": "Sevda Quliyeva", "own": number})

    assert [twin["name"] for twin in answer.json()["twins"]] == ["Sevda Quliyeva"]


@wrong
@pytest.mark.parametrize(
    "name",
    [
        "participations-0-who",
        "citations-0-source",
        "proceedings-0-authority",
        "proceedings-0-body",
        "relations-0-other",
        "detentions-0-whom",
        "types",
    ],
)
def test_a_field_of_a_case_says_so_and_everything_typed_stays(leyla: Client, name: str, number: str) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A blogger in Ganja"
    form.row("texts", 0, title="What took an hour to write")
    typed = f"person:{number}" if name.endswith("who") else number
    form.data[name] = [typed]

    page = form.post().content.decode()

    assert not Case.objects.exists()
    assert "Nothing was saved yet" in page
    assert "What took an hour to write" in page
    assert f"“{typed}”" in page or f" {typed} " in page


def test_a_bare_number_is_no_judge(leyla: Client) -> None:
    record = case()
    trial = brought(record, participate(record, person("Anar Hüseynli")))
    form = Form(leyla, f"/desk/cases/proceeding/{trial.pk}/change/")
    form.row("steps", 0, date="2018")
    form.data["steps-0-judges"] = ["8"]

    page = form.post().content.decode()

    assert "This person or organization is not in the record any more: “8”." in page


@wrong
@pytest.mark.parametrize("name", ["charges-0-was", "charges-0-provision", "roll", "parties", "main_case"])
def test_a_field_of_a_proceeding_is_answered(leyla: Client, name: str, number: str) -> None:
    record = case()
    him = participate(record, person("Anar Hüseynli"))
    trial = brought(record, him)
    charge(trial, him, provision())
    form = Form(leyla, f"/desk/cases/proceeding/{trial.pk}/change/")
    form.data[name] = [number]

    assert form.post().status_code == 200


@wrong
@pytest.mark.parametrize("kind, name", [("event", "shared_by"), ("proceeding", "other_cases")])
def test_a_field_that_takes_several_records_names_it(
    leyla: Client, kind: str, name: str, number: str
) -> None:
    form = Form(leyla, f"/desk/cases/{kind}/add/")
    form.data[name] = [number]

    assert f"“{number}” is not a valid value." in form.post().content.decode()


@wrong
def test_pasted_lines_survive_a_wrong_count_of_rows(leyla: Client, number: str) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A blogger in Ganja"
    form.data |= {"events-TOTAL_FORMS": [number], "lines-events": ["12 May 2017; arrest; Tbilisi"]}

    assert form.post().status_code == 200


@wrong
@pytest.mark.parametrize(
    "address",
    [
        "/desk/who/?term={}",
        "/desk/search/?q={}",
        "/desk/cases/case/?q={}",
        "/desk/cases/person/?q={}",
        "/desk/cases/case/?id__in={}",
        "/desk/cases/case/?began_earliest__year={}",
        "/desk/cases/provision/?of={}",
        "/desk/cases/proceeding/add/?main_case={}",
        "/desk/cases/event/add/?case={}",
    ],
)
def test_an_address_is_answered(leyla: Client, address: str, number: str) -> None:
    official_number(case(), "1/2017", organization())

    assert leyla.get(address.format(number), follow=True).status_code == 200


@wrong
def test_no_source_is_taken_in_hand(leyla: Client, number: str) -> None:
    answer: Any = leyla.post("/desk/hand/", {"source": number})

    assert answer.status_code == 404
