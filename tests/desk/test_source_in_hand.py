"""Leyla works through one paper: what she enters while it is in hand is cited from it, in the same save."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Citation, Event, Organization, Proceeding, Source
from tests.desk.form import Form, created
from tests.factories import case, event, participate, person, proceeding, source, term


@pytest.fixture
def paper(leyla: Client) -> Source:
    made = source("Verdict of 22 April")
    leyla.post("/desk/hand/", {"source": made.pk, "next": "/desk/"})
    return made


def url(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def cited(record: Any, paper: Source) -> set[str]:
    uses = [use for citation in record.citations.filter(source=paper) for use in citation.uses.all()]
    return {use.claim.partition(":")[0] for use in uses}


def unsourced() -> Case:
    record = case()
    Citation.objects.update(everything=False)
    return record


def test_it_is_shown_on_every_page_until_it_is_put_down(leyla: Client, rasul: Client, paper: Source) -> None:
    for address in ("/desk/", url(case()), "/desk/cases/person/"):
        assert "Source in hand:" in leyla.get(address).content.decode()
    assert "Source in hand:" not in rasul.get("/desk/").content.decode()

    answer = leyla.post("/desk/hand/down/", {"next": "/desk/cases/case/"})

    assert answer["Location"] == "/desk/cases/case/"
    assert "Source in hand:" not in leyla.get("/desk/").content.decode()
    assert leyla.post("/desk/hand/down/", {"next": "https://elsewhere.example/"})["Location"] == "/desk/"
    assert leyla.get("/desk/hand/").status_code == 405


def test_rows_of_a_case_are_tied_to_it_in_the_save_that_makes_them(leyla: Client, paper: Source) -> None:
    record = unsourced()
    event(record, "Known before")
    row = participate(record, person("Anar Mammadov"))
    form = Form(leyla, url(record))
    form.row("events", 1, title="Verdict", date="22 April 2015")
    form.row("participations", 1, party="ten others", role=term("role", "target").pk)
    form.row("detentions", 0, whom=row.pk, began="Aug 2014")
    form.row("affected", 0, words="dozens", whom=term("affected", "people").pk)
    form.row("proceedings", 0, kind=term("proceeding_kind", "criminal").pk, number="", authority="")
    form.post()

    assert cited(record, paper) == {"event", "participation", "detention", "affected"}
    verdict = Event.objects.get(title="Verdict")
    assert [use.event for use in record.citations.get(source=paper).uses.exclude(event=None)] == [verdict]
    page = leyla.get(url(record)).content.decode()
    assert "“Known before” has no source" in page and "“Verdict” has no source" not in page


def test_a_changed_row_keeps_the_sources_it_had(leyla: Client, paper: Source) -> None:
    record = unsourced()
    event(record, "Known before")
    form = Form(leyla, url(record))
    form["events-0-title"] = "Known for long"
    form.post()

    assert not record.citations.filter(source=paper).exists()


def test_steps_are_tied_in_the_case_at_the_page_that_is_open(leyla: Client, paper: Source) -> None:
    record = unsourced()
    made = proceeding(record, participate(record, person("Anar Mammadov"), "defendant"))
    for page, step in (("p. 1", "charged"), ("p. 9", "convicted"), ("p. 9", "appeal")):
        leyla.post("/desk/hand/", {"source": paper.pk, "locator": page, "next": "/desk/"})
        form = Form(leyla, url(made))
        form.row("steps", made.steps.count(), step_kind=term("step_kind", step).pk)
        form.post()

    places = {row.locator: row.uses.count() for row in record.citations.filter(source=paper)}
    assert places == {"p. 1": 1, "p. 9": 2}


def test_a_new_proceeding_event_or_body_is_cited_from_it_too(leyla: Client, paper: Source) -> None:
    record = unsourced()
    form = Form(leyla, f"/desk/cases/proceeding/add/?main_case={record.pk}")
    form["kind"] = term("proceeding_kind", "criminal").pk
    Proceeding.objects.get(pk=created(form.post()))
    assert cited(record, paper) == {"proceeding"}

    form = Form(leyla, "/desk/cases/event/add/")
    form["title"] = "A law"
    law = Event.objects.get(pk=created(form.post()))
    assert law.citations.get().everything and law.citations.get().source == paper

    form = Form(leyla, "/desk/cases/organization/add/")
    form["names-0-text"] = "Court of Grave Crimes"
    court = Organization.objects.get(pk=created(form.post()))
    assert court.citations.get().source == paper


def test_what_is_cited_for_everything_needs_no_further_tie(leyla: Client, paper: Source) -> None:
    record = case()
    record.citations.update(source=paper)
    form = Form(leyla, url(record))
    form.row("events", 0, title="Verdict")
    form.post()

    assert not record.citations.get().uses.exists()


def test_a_source_is_taken_in_hand_from_its_form_and_from_a_citation(leyla: Client) -> None:
    record = case()
    for address in (url(Source.objects.get()), url(record)):
        page = leyla.get(address).content.decode()
        assert 'form="hand-form"' in page and "Take in hand" in page
