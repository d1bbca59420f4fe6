"""A proceeding is entered whole: parties, charges, steps and sentences, for eleven as for one."""

import gzip
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Charge, Correction, Proceeding, Provision, Sanction, Step
from cases.models.proceedings import ProceedingParty
from cases.publishing.checks import problems
from tests.desk.form import Form, created, errors
from tests.factories import (
    case,
    charge,
    event,
    organization,
    participate,
    person,
    proceeding,
    provision,
    sanction,
    step,
    term,
)

SIGNED_IN = 2  # the session and the user


def url(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def kind(code: str) -> int:
    return term("step_kind", code).pk


def sanction_kind(code: str) -> int:
    return term("sanction_kind", code).pk


def trial(number: int = 3) -> tuple[Case, list[Any], Proceeding]:
    """A case with so many defendants, and an empty proceeding with all of them as parties."""
    record = case("Trial of the association")
    rows = [
        participate(record, person(f"Defendant {index:02}"), "defendant") for index in range(1, number + 1)
    ]
    return record, rows, proceeding(record, *rows)


def sentences(made: Proceeding) -> dict[str, str]:
    rows = Sanction.objects.filter(step__proceeding=made).select_related("party__participation__person")
    return {
        str(row.party): f"{row.years or '–'}y {row.sanction_kind.code}{' suspended' if row.suspended else ''}"
        for row in rows
    }


# ---------------------------------------------------------------- from the case and back


def test_it_is_opened_from_the_case_and_leads_back(leyla: Client) -> None:
    record, _rows, made = trial()
    assert f'href="{url(made).replace("/desk", "/desk")}"' in leyla.get(url(record)).content.decode()

    page = leyla.get(url(made)).content.decode()

    assert "Back to the case" in page and str(record) in page
    response = Form(leyla, url(made)).post("_close")
    assert response.redirect_chain[-1][0] == f"{url(record)}#proceedings"


def test_a_new_one_is_entered_whole_in_one_save(leyla: Client) -> None:
    record = case("Trial of two")
    first = participate(record, person("Anar Mammadov"), "defendant")
    second = participate(record, person("Sevda Quliyeva"), "defendant")
    state = participate(record, organization("Prosecutor"), "claimant")
    court, fraud = organization("Court of Grave Crimes"), provision("178.3.2")
    judge = person("Judge Aliyev")

    form = Form(leyla, f"/desk/cases/proceeding/add/?main_case={record.pk}")
    form["kind"] = term("proceeding_kind", "criminal").pk
    form["parties"] = [str(first.pk), str(second.pk)]
    form["brought_by"] = [str(state.pk)]
    form.row("numbers", 0, number="1(101)-12/2015", authority=court.pk)
    form.row("charges", 0, provision=fraud.pk, who="")
    form.row("steps", 0, date="12 May 2015", step_kind=kind("charged"), who="all", under="178.3.2")
    form.row(
        "steps",
        1,
        date="Aug 2015",
        step_kind=kind("convicted"),
        body=court.pk,
        text="Both were found guilty.",
        in_absentia="false",
        judges=[f"person:{judge.pk}"],
    )
    form.row("sanctions", 0, step=2, who="", sanction_kind=sanction_kind("prison"), years=3)
    form.row("sanctions", 1, step=2, who="Sevda", sanction_kind=sanction_kind("prison"), years=5, months=6)

    made = Proceeding.objects.get(pk=created(form.post()))

    assert {str(row): row.side for row in made.parties.all()} == {
        "Anar Mammadov": "party",
        "Sevda Quliyeva": "party",
        "Prosecutor": "brought_by",
    }
    assert {(str(row.party), row.provision) for row in made.charges.all()} == {
        ("Anar Mammadov", fraud),
        ("Sevda Quliyeva", fraud),
    }
    charged, convicted = made.steps.order_by("date_earliest")
    assert charged.date == "2015-05-12" and charged.charges.count() == 2 and not charged.parties.exists()
    assert [str(row) for row in convicted.officials.all()] == ["Judge Aliyev"]
    assert convicted.in_absentia is False and convicted.body == court
    assert sentences(made) == {"Anar Mammadov": "3y prison", "Sevda Quliyeva": "5y prison"}
    record.refresh_from_db()
    assert record.revision == 1


def test_who_is_unticked_and_still_charged_is_an_error_that_names_the_rows(leyla: Client) -> None:
    _record, rows, made = trial(2)
    charge(made, rows[0], provision())
    form = Form(leyla, url(made))
    form["parties"] = [str(rows[1].pk)]
    form.row("steps", 0, date="2015", step_kind=kind("hearing"), who="1")

    page = form.post().content.decode()

    assert f"{rows[0]} is still named in charge 1, step 1" in page
    assert made.parties.count() == 2 and not made.steps.exists()
    form["charges-0-who"], form["steps-0-who"] = "2", "2"
    form.post()
    assert [str(party) for party in made.parties.all()] == [str(rows[1])]


# ---------------------------------------------------------------- same for all


def test_a_verdict_over_eleven_is_entered_once_and_corrected_where_it_differs(leyla: Client) -> None:
    _record, _rows, made = trial(11)
    form = Form(leyla, url(made))
    form.row("steps", 0, date="2015", step_kind=kind("convicted"))
    form.row("sanctions", 0, step=1, sanction_kind=sanction_kind("prison"), years=3)
    form.post()
    assert set(sentences(made).values()) == {"3y prison"} and len(sentences(made)) == 11

    form = Form(leyla, url(made))
    assert form["sanctions-0-who"] == "1-11"
    form.row("sanctions", 1, step=1, who="4, 9", sanction_kind=sanction_kind("prison"), years=7)
    form.row("sanctions", 2, step=1, who="11", sanction_kind=sanction_kind("prison"), years=2, suspended="on")
    form.post()

    found = sentences(made)
    assert found["Defendant 04"] == found["Defendant 09"] == "7y prison"
    assert found["Defendant 11"] == "2y prison suspended"
    assert list(found.values()).count("3y prison") == 8 and len(found) == 11
    form = Form(leyla, url(made))
    assert [form[f"sanctions-{row}-who"] for row in range(3)] == ["1-3, 5-8, 10", "4, 9", "11"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("", set()),
        ("all", set()),
        ("2", {2}),
        ("1-3", {1, 2, 3}),
        ("1, 3; 5", {1, 3, 5}),
        ("4–6", {4, 5, 6}),
        ("all but 2-5", {1, 6}),
        ("Defendant 03", {3}),
    ],
)
def test_whom_a_row_names(leyla: Client, typed: str, named: set[int]) -> None:
    _record, rows, made = trial(6)
    form = Form(leyla, url(made))
    form.row("steps", 0, step_kind=kind("convicted"), who=typed)

    form.post()

    parties = Step.objects.get().parties.all()
    assert {rows.index(party.participation) + 1 for party in parties} == named


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7", "There is no number 7."),
        ("2-9", "There is no number 2-9."),
        ("Defendant", "Which one: 1 Defendant 01"),
        ("Nobody", "Nobody in the case is called “Nobody”."),
    ],
)
def test_a_code_that_names_nobody_is_refused_and_kept(leyla: Client, typed: str, said: str) -> None:
    _record, _rows, made = trial(6)
    form = Form(leyla, url(made))
    form.row("steps", 0, step_kind=kind("convicted"), who=typed)

    response = form.post()

    assert said in " ".join(errors(response)) and f'value="{typed}"' in response.content.decode()
    assert not Step.objects.exists()


def test_numbers_mean_whom_they_meant_when_the_form_was_read(leyla: Client, rasul: Client) -> None:
    _record, rows, made = trial(3)
    hers = Form(leyla, url(made))
    rows[0].delete()  # a colleague takes the first out of the case
    hers.row("steps", 0, step_kind=kind("convicted"), who="2")
    hers.post()
    assert [party.participation for party in Step.objects.get().parties.all()] == [rows[1]]

    hers.row("steps", 0, step_kind=kind("convicted"), who="1")
    assert "took number 1 out of the case" in " ".join(errors(hers.post(_overwrite="1")))


# ---------------------------------------------------------------- parties and charges


def test_whoever_a_row_names_is_a_party_and_stays_one_while_it_does(leyla: Client) -> None:
    record = case()
    first = participate(record, person("Anar Mammadov"), "defendant")
    participate(record, person("Sevda Quliyeva"), "witness")
    made = proceeding(record)
    form = Form(leyla, url(made))
    form.row("charges", 0, provision=provision().pk, who="1")
    form.post()
    assert [party.participation for party in made.parties.all()] == [first]

    form = Form(leyla, url(made))
    form.data.pop("parties")
    form.post()
    assert made.parties.count() == 1

    form = Form(leyla, url(made))
    form.data.pop("parties")
    form.data["charges-0-DELETE"] = ["on"]
    form.post()
    assert not made.parties.exists() and not Charge.objects.exists()


def test_a_charge_under_another_provision_stays_the_charge_that_steps_tick(leyla: Client) -> None:
    _record, rows, made = trial(2)
    wrong, right = provision("178.3.2"), provision("179.1", "Embezzlement")
    charged = [charge(made, row, wrong) for row in rows]
    told = step(made, "charged", "2015")
    told.charges.set(charged)
    form = Form(leyla, url(made))
    assert (form["charges-0-who"], form["steps-0-under"]) == ("1-2", "178.3.2")
    form["charges-0-provision"] = right.pk
    form.post()

    assert set(told.charges.all()) == set(charged)
    assert {row.provision for row in made.charges.all()} == {right}


def test_a_provision_stands_in_one_row(leyla: Client) -> None:
    _record, rows, made = trial(2)
    charge(made, rows[0], provision())
    form = Form(leyla, url(made))
    form.row("charges", 1, provision=provision().pk, who="2")

    assert "This provision has a row already." in form.post().content.decode()


def test_sides_are_one_or_the_other(leyla: Client) -> None:
    _record, rows, made = trial(2)
    form = Form(leyla, url(made))
    form["brought_by"] = [str(rows[0].pk)]
    assert "either party or brought it" in form.post().content.decode()

    form["parties"] = [str(rows[1].pk)]
    form.post()
    assert {row.participation: row.side for row in made.parties.all()} == {
        rows[0]: ProceedingParty.Side.BROUGHT_BY,
        rows[1]: ProceedingParty.Side.PARTY,
    }


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"step": 5}, "There is no step of this number."),
        ({"years": 3, "indefinite": "on"}, "It is either indefinite or has a length."),
        ({"amount": "100"}, "Say in which currency."),
        ({"amount": "100", "currency": "MANAT"[:3]}, "is no currency"),
    ],
)
def test_a_sanction_that_cannot_be_is_refused(leyla: Client, values: dict[str, Any], said: str) -> None:
    _record, _rows, made = trial(2)
    step(made, "convicted", "2015")
    form = Form(leyla, url(made))
    form.row("sanctions", 0, **{"step": 1, "sanction_kind": sanction_kind("fine"), **values})

    assert said in form.post().content.decode()
    assert not Sanction.objects.exists()


# ---------------------------------------------------------------- what follows from a save


def test_saving_makes_every_case_it_belongs_to_a_draft_again(leyla: Client) -> None:
    _record, _rows, made = trial()
    other = case("Another")
    made.other_cases.add(other)
    Case.objects.update(state="unchanged")
    form = Form(leyla, url(made))
    form.post()
    assert set(Case.objects.values_list("state", flat=True)) == {"unchanged"}, "an untouched save"

    form.row("steps", 0, step_kind=kind("opened"))
    form.post()

    assert set(Case.objects.values_list("state", "revision")) == {("draft", 1)}


def test_the_second_of_two_is_told(leyla: Client, rasul: Client) -> None:
    _record, _rows, made = trial()
    hers, his = Form(leyla, url(made)), Form(rasul, url(made))
    his.row("steps", 0, step_kind=kind("opened"))
    his.post()
    hers.row("steps", 0, step_kind=kind("charged"), text="What she typed.")

    page = hers.post().content.decode()

    assert "rasul changed this record at" in page and "What she typed." in page
    assert Step.objects.get().step_kind.code == "opened"
    hers.post(_overwrite=str(Case.objects.get().revision))
    assert Step.objects.count() == 2


def test_a_step_that_is_corrected_keeps_what_it_said(leyla: Client, researcher: User) -> None:
    _record, rows, made = trial(2)
    told = step(made, "convicted", "2015-05-12", text="Four years.")
    sanction(told, rows[0], years=4)
    form = Form(leyla, url(made))
    form["steps-0-date"] = "13 May 2015"
    form["sanctions-0-years"] = "3"
    form.post()

    kept = Correction.objects.get()
    assert kept.by == researcher and kept.step == told
    assert kept.was == {"date": "12 May 2015", "sanctions": "Defendant 01: Prison, 4 years"}
    page = leyla.get(url(made)).content.decode()
    assert "it said before" in page and "12 May 2015" in page

    form = Form(leyla, url(made))
    form["steps-0-judges"] = [f"person:{person('Judge Aliyev').pk}"]
    form.post()
    assert Correction.objects.count() == 1, "what was empty and is filled is no correction"


def test_a_step_that_is_taken_out_leaves_what_it_said(leyla: Client) -> None:
    _record, _rows, made = trial(1)
    step(made, "convicted", "2015-05-12", text="Four years.")
    form = Form(leyla, url(made))
    form["steps-0-text"] = "Three years."
    form.post()
    form = Form(leyla, url(made))
    form["steps-0-DELETE"] = "on"
    form.post()

    assert not Step.objects.exists()
    page = leyla.get(url(made)).content.decode()
    assert "Steps that were taken out" in page and "Four years." in page and "Three years." in page


def test_what_disagrees_stands_beside_the_step_and_is_saved_if_she_insists(leyla: Client) -> None:
    record, _rows, made = trial(2)
    acquitted = step(made, "acquitted", "2018-01-10")
    form = Form(leyla, url(made))
    form.row("steps", 1, date="March 2018", step_kind=kind("hearing"))
    page = form.post().content.decode()

    heard = Step.objects.exclude(pk=acquitted.pk).get()
    assert "nothing reopened the proceeding" in page
    row = page[page.index('id="steps-1"') :]
    assert row.index("nothing reopened") < row.index('id="steps-2"')
    [key] = [one.key for one in problems(record) if one.key.startswith("contradiction:")]
    assert key.startswith(f"contradiction:acquittal:{heard.pk}:{acquitted.pk}:")
    case_page = leyla.get(url(record)).content.decode()
    assert f'href="{url(made)}#steps"' in case_page, "the case leads to the form where it is settled"
    leyla.post(f"/desk/cases/case/{record.pk}/dismiss/", {"key": key, "remark": "It was held by mistake."})
    page = leyla.get(url(made)).content.decode()
    assert "nothing reopened" not in page[page.index('id="steps-1"') :]
    assert "Set aside: It was held by mistake. (leyla)" in page


def test_provisions_are_found_by_number_and_by_title(leyla: Client) -> None:
    fraud = provision("178.3.2", "Fraud")
    provision("1781", "Another law", instrument="Tax Code")

    def found(typed: str) -> list[str]:
        query = {"app_label": "cases", "model_name": "charge", "field_name": "provision", "term": typed}
        rows = leyla.get("/desk/autocomplete/", query).json()["results"]
        return [f"{row['text']} | {row['beside']}" for row in rows]

    assert f"{fraud} | Criminal Code, Azerbaijan" in found("178")
    assert found("frau") == ["178.3.2 Fraud | Criminal Code, Azerbaijan"]
    assert found("178 tax") == ["1781 Another law | Tax Code, Azerbaijan"]
    assert found("criminal 178.3.2") == ["178.3.2 Fraud | Criminal Code, Azerbaijan"]


def test_a_provision_is_added_in_place_where_it_belongs(leyla: Client) -> None:
    provision("178.3.2")
    form = Form(leyla, "/desk/cases/provision/add/?_popup=1&name=178.3.3")
    assert (form["code"], form["level"]) == ("178.3.3", "item")
    assert form["parent"] == str(Provision.objects.get(code="178.3").pk)

    form["title"] = "Fraud by a group"
    form.post("_save")

    made = Provision.objects.get(code="178.3.3")
    assert [row.code for row in made.lineage()] == ["", "178", "178.3", "178.3.3"]


# ---------------------------------------------------------------- thirty parties, sixty steps


def mass_trial() -> Proceeding:
    record, rows, made = trial(30)
    court, judge = organization("Court of Grave Crimes"), person("Judge Aliyev")
    for code in ("178.3.2", "192.2", "213.1"):
        under = provision(code, "Fraud")
        for row in rows:
            charge(made, row, under)
    event(record)
    for number in range(60):
        some = rows[number % 7 :: 3]
        told = step(
            made, "hearing" if number % 10 else "convicted", f"20{10 + number // 6}-05-12", *some, body=court
        )
        told.text = f"What was said on day {number} of the trial."
        told.save()
        told.officials.create(person=judge)
        told.charges.set(made.charges.all()[number::9])
        if not number % 10:
            for row in some:
                sanction(told, row, years=3 + number % 4)
    return made


# session, user, 2 permissions; the proceeding, its cases, numbers and theirs; parties, participants, charges,
# provisions; steps with parties, charges, officials, corrections; the order of steps, sanctions; terms and
# their labels, countries; the standing of the case's page
def test_thirty_parties_and_sixty_steps_in_thirty_queries_and_150_kb(leyla: Client) -> None:
    made = mass_trial()
    leyla.get(url(made))  # content types are read once a process

    with CaptureQueriesContext(connection) as asked:
        response = leyla.get(url(made))

    assert len(asked) <= 30
    assert len(gzip.compress(response.content)) < 150_000
