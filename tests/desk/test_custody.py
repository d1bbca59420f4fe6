"""Detentions and figures in the form of a case, and what the form offers after an arrest or a release."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Affected, Case, Citation, Detention, Participation
from tests.desk.form import Form, errors
from tests.factories import (
    case,
    detention,
    event,
    organization,
    participate,
    person,
    proceeding,
    sanction,
    step,
    term,
)


def url(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def kind(code: str) -> int:
    return term("detention_kind", code).pk


@pytest.fixture
def held() -> tuple[Case, Participation, Participation]:
    record = case()
    first = participate(record, person("Anar Mammadov"), "target")
    second = participate(record, person("Sevda Quliyeva"), "target")
    return record, first, second


Held = tuple[Case, Participation, Participation]


def test_a_detention_is_entered_and_ended(leyla: Client, held: Held) -> None:
    record, first, _second = held
    prison = organization("Kurdakhani prison")
    form = Form(leyla, url(record))
    form.row(
        "detentions",
        0,
        whom=first.pk,
        detention_kind=kind("pretrial"),
        place="Baku",
        institution=prison.pk,
        began="Aug 2014",
        confirmed="May 2015",
        lawyer_access="true",
        family_access="false",
    )
    form.post()

    row = Detention.objects.get()
    assert (row.participation, row.began, row.confirmed) == (first, "2014-08", "2015-05")
    assert (row.lawyer_access, row.family_access, row.institution) == (True, False, prison)
    form = Form(leyla, url(record))
    assert form["detentions-0-whom"] == str(first.pk) and "→ some day in Aug" in form.page
    form["detentions-0-ended"] = "17 March 2016"
    form.post()
    row.refresh_from_db()
    assert row.ended == "2016-03-17"

    form = Form(leyla, url(record))
    form["detentions-0-ended"] = "2013"
    assert "The end is before the beginning." in form.post().content.decode()


def test_the_same_for_all_who_are_ticked(leyla: Client, held: Held) -> None:
    record, first, second = held
    form = Form(leyla, url(record))
    form.row("detentions", 0, whom=first.pk, also=[str(second.pk)], began="8 Aug 2014", place="Baku")
    form.post()

    rows = Detention.objects.order_by("pk")
    assert [(row.participation, row.began, row.place) for row in rows] == [
        (first, "2014-08-08", "Baku"),
        (second, "2014-08-08", "Baku"),
    ]
    form = Form(leyla, url(record))
    form["detentions-1-ended"] = "2015"
    form.post()
    assert [row.ended for row in rows.all()] == ["", "2015"]
    form = Form(leyla, url(record))
    form.data["detentions-0-DELETE"] = ["on"]
    form.post()
    assert [row.participation for row in rows.all()] == [second]


def test_who_acts_in_office_and_what_is_no_person_cannot_be_held(leyla: Client, held: Held) -> None:
    record, first, second = held
    participate(record, person("Rashid Aliyev"), "judge")
    participate(record, organization("Baku Serious Crimes Court"), "court")

    shown = Form(leyla, url(record)).response.context["sections"]

    rows = next(line.table for part in shown for line in part.lines if line.anchor == "detentions").rows
    offered = [pk for pk, _name in rows[0].form.fields["whom"].choices if pk]
    assert offered == [str(first.pk), str(second.pk)]


def test_nobody_is_held_who_is_not_in_the_case(leyla: Client, held: Held) -> None:
    record, _first, _second = held
    stranger = participate(case("Another"), person("Somebody else"))
    form = Form(leyla, url(record))
    form.row("detentions", 0, whom=stranger.pk, began="2014")
    assert "Select a valid choice" in " ".join(errors(form.post()))
    form.row("detentions", 0, whom="", began="2014")
    assert "Say who was held." in form.post().content.decode()
    assert not Detention.objects.exists()


@pytest.mark.parametrize(
    ("values", "stored", "said"),
    [
        ({"words": "hundreds of NGOs"}, "hundreds of NGOs", ""),
        ({"bound": "at_least", "number": 300}, "at least 300", ""),
        ({"number": 300}, "", "Say how the number is meant"),
        ({"bound": "about", "words": "some"}, "", "Give the number"),
        ({"done": "x"}, "", "Say it as the source does"),
    ],
)
def test_affected(leyla: Client, values: dict[str, Any], stored: str, said: str) -> None:
    record = case()
    if "done" in values:
        values = {"done": term("case_type", "dismissal").pk}
    form = Form(leyla, url(record))
    form.row("affected", 0, whom=term("affected", "ngos").pk, **values)

    page = form.post().content.decode()

    assert [str(row) for row in Affected.objects.all()] == ([stored] if stored else [])
    assert said in page


def test_what_disagrees_stands_beside_the_row_with_a_link_to_the_other_case(
    leyla: Client, held: Held
) -> None:
    record, first, _second = held
    assert first.person is not None
    elsewhere = case("Another case")
    detention(participate(elsewhere, first.person), "2014-08-01", "2015-01-01", place="Ganja")
    form = Form(leyla, url(record))
    form.row("detentions", 0, whom=first.pk, began="2014-09-01", ended="2014-10-01", place="Baku")

    page = form.post().content.decode()

    assert Detention.objects.count() == 2, "saved if she insists"
    row = page[page.index('id="detentions-0"') : page.index('id="detentions-1"')]
    assert "Held in two places at once" in row and f'href="{url(elsewhere)}#detentions"' in row
    assert "it is right: say why" in row
    top = page[: page.index('id="detentions-0"')]
    assert "Held in two places at once" in top


# ---------------------------------------------------------------- offers


def test_an_arrest_offers_to_open_a_detention(leyla: Client, held: Held) -> None:
    record, first, second = held
    event(record, "Arrest at the airport", "2014-08-08")
    page = leyla.get(url(record)).content.decode()
    assert "“Arrest at the airport” (8 August 2014): did a detention begin?" in page

    arrest = record.events.get()
    key = f"opens:event:{arrest.pk}"
    form = Form(leyla, url(record))
    form.data[f"offer-{key}"] = [str(first.pk)]
    form.post(_offer=key)

    row = Detention.objects.get()
    assert (row.participation, row.began, row.detention_kind and row.detention_kind.code) == (
        first,
        "2014-08-08",
        "police",
    )
    page = leyla.get(url(record)).content.decode()
    assert f'value="{second.pk}"' in page[page.index("did a detention begin") :], "the other is still asked"


def test_no_is_an_answer(leyla: Client, rasul: Client, held: Held) -> None:
    record, _first, _second = held
    arrest = event(record, "Arrest", "2014-08-08")
    Form(leyla, url(record)).post(_no_offer=f"opens:event:{arrest.pk}")

    assert not Detention.objects.exists()
    assert "did a detention begin?" not in rasul.get(url(record)).content.decode()


@pytest.mark.parametrize("ending", ["release", "exchange", "death"])
def test_a_release_or_a_death_offers_to_close_one(leyla: Client, held: Held, ending: str) -> None:
    record, first, _second = held
    row = detention(first, "2014-08-08")
    last = event(record, "The end of it", "2016-03-17", event_kind=ending)
    key = f"closes:event:{last.pk}"
    form = Form(leyla, url(record))
    assert "did a detention end?" in form.page
    form.post(_offer=key)

    row.refresh_from_db()
    assert row.ended == "2016-03-17"
    assert "did a detention end?" not in leyla.get(url(record)).content.decode()


def test_a_remand_and_a_sentence_of_prison_offer_too_a_suspended_one_does_not(
    leyla: Client, held: Held
) -> None:
    record, first, second = held
    made = proceeding(record, first, second)
    remand = step(made, "remand", "2014-08-09", first)
    convicted = step(made, "convicted", "2015-04-22")
    sanction(convicted, first, years=3, suspended=True)
    sanction(convicted, second, years=5)

    form = Form(leyla, url(record))
    opened = form.page.count("did a detention begin?")
    form.post(_offer=f"opens:step:{remand.pk}")
    form = Form(leyla, url(record))
    form.post(_offer=f"opens:step:{convicted.pk}")

    assert opened == 2
    found = {
        (row.participation, row.detention_kind and row.detention_kind.code) for row in Detention.objects.all()
    }
    assert found == {(first, "pretrial"), (second, "prison")}


def test_whoever_is_held_already_is_not_asked_about(leyla: Client, held: Held) -> None:
    record, first, second = held
    for row in (first, second):
        detention(row, "2014-08-08")
    event(record, "Arrest", "2014-08-08")

    assert "did a detention begin?" not in leyla.get(url(record)).content.decode()


def test_each_row_says_whether_it_is_sourced_and_can_be_tied(leyla: Client, held: Held) -> None:
    record, first, _second = held
    Citation.objects.update(everything=False)
    row = detention(first, "2014-08-08")
    figure = Affected.objects.create(case=record, words="hundreds", whom=term("affected", "ngos"))
    told = step(proceeding(record, first), "convicted", "2015")
    claims = [f"detention:{row.pk}", f"affected:{figure.pk}", f"step:{told.pk}"]
    form = Form(leyla, url(record))
    form["citations-0-used_for"] = claims
    form.post()

    assert {use.claim for use in record.citations.get().uses.all()} == set(claims)


def test_a_paragraph_of_the_narrative_is_a_claim(leyla: Client) -> None:
    record = case(narrative="He was taken at night.\n\nNobody knows where he was kept.")
    Citation.objects.update(everything=False)
    form = Form(leyla, url(record))
    assert "2: Nobody knows where he was kept." in form.page
    form["citations-0-used_for"] = ["narrative-2"]
    form.post()

    assert [use.claim for use in record.citations.get().uses.all()] == ["narrative-2"]


@pytest.mark.parametrize("freed", ["parole", "pardoned", "served", "acquitted", "quashed"])
def test_a_step_that_frees_offers_to_close_a_detention(leyla: Client, held: Held, freed: str) -> None:
    record, first, _second = held
    detention(first, "2017-05-12", kind="prison")
    trial = proceeding(record, first)
    at = step(trial, freed, "2018-01-10")
    form = Form(leyla, url(record))
    form.data[f"offer-closes:step:{at.pk}"] = [str(first.pk)]
    form.post(_offer=f"closes:step:{at.pk}")

    assert Detention.objects.get().ended == "2018-01-10"
    assert f"closes:step:{at.pk}" not in Form(leyla, url(record)).page


def test_a_verdict_that_convicts_and_acquits_offers_no_end(leyla: Client, held: Held) -> None:
    record, first, _second = held
    detention(first, "2014-12-05")
    trial = proceeding(record, first)
    step(trial, "convicted", "2015-09-01")
    step(trial, "acquitted", "2015-09-01")
    assert "did a detention end?" not in leyla.get(url(record)).content.decode()
