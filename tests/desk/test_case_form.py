"""A researcher writes a case, in any order, and keeps every line."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import (
    Case,
    Citation,
    Event,
    Organization,
    Participation,
    Proceeding,
    ProceedingNumber,
)
from tests.desk.form import Form, created
from tests.factories import case, event, official_number, organization, participate, person, source, term

ADD = "/desk/cases/case/add/"


def change(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def test_a_working_title_alone_makes_a_draft(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A blogger in Ganja"

    draft = Case.objects.get(pk=created(form.post()))

    assert (draft.working_title, draft.state, draft.revision) == ("A blogger in Ganja", "draft", 1)
    assert draft.changed_by is not None and draft.changed_by.username == "leyla"
    assert not draft.texts.exists() and not draft.events.exists() and not draft.citations.exists()


def test_without_a_working_title_nothing_is_saved_and_it_says_so(leyla: Client) -> None:
    response = Form(leyla, ADD).post()

    assert not Case.objects.exists()
    assert b"Nothing was saved yet" in response.content


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("texts", {"summary": "Only a summary so far."}),
        ("texts", {"title": "Only a title so far"}),
        ("events", {"title": "Only what happened"}),
        ("events", {"date": "Aug 2014"}),
        ("events", {"place": "Ganja"}),
        ("participations", {"party": "three men in plain clothes"}),
    ],
)
def test_any_part_may_be_saved_while_the_others_are_empty(
    leyla: Client, prefix: str, values: dict[str, str]
) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    if prefix == "participations":
        values = {**values, "role": str(term("role", "alleged_perpetrator").pk)}
    form.row(prefix, 0, **values)

    draft = Case.objects.get(pk=created(form.post()))

    row = getattr(draft, prefix).get()
    for name, value in values.items():
        assert str(getattr(row, f"{name}_id", getattr(row, name))) in {value, "2014-08"}


def test_a_whole_case_in_one_go(leyla: Client) -> None:
    her, court = person("Sevda Quliyeva"), organization("Court of Grave Crimes")
    paper = source("A newspaper")
    form = Form(leyla, ADD)
    form["working_title"] = "Sevda"
    form["types"] = [str(term("case_type", "criminal").pk)]
    form["lead_country"] = "Azərbaycan"
    form.row("texts", 0, language="az", title="Sevda", summary="Həbs", narrative="Bir\n\nİki")
    form.row("countries", 0, country="Gürcüstan", role=term("country_role", "place").pk)
    form.row("participations", 0, who=f"person:{her.pk}", role=term("role", "target").pk)
    form.row("participations", 1, who=f"organization:{court.pk}", role=term("role", "court").pk)
    form.row("proceedings", 0, number="1(101)-12/2017", authority=court.pk, kind=_kind())
    form["began"] = "8 or 9 April 1994"
    form.row("events", 0, date="12.05.2017", title="Arrest", country="GE", place="Tbilisi")
    form.row("citations", 0, source=paper.pk, locator="p. 3", used_for=["everything"])

    record = Case.objects.get(pk=created(form.post()))

    assert record.lead_country_id == "AZ" and record.began == "[1994-04-08,1994-04-09]"
    assert {row.country_id for row in record.countries.all()} == {"GE"}
    assert [str(row) for row in record.participations.all()] == ["Sevda Quliyeva", "Court of Grave Crimes"]
    number = ProceedingNumber.objects.get()
    assert (number.number, number.authority, number.proceeding.main_case) == (
        "1(101)-12/2017",
        court,
        record,
    )
    happened = record.events.get()
    assert (happened.date, happened.country_id, happened.working_title) == ("2017-05-12", "GE", "Arrest")
    assert record.citations.get().everything


def _kind() -> int:
    return term("proceeding_kind", "criminal").pk


# ---------------------------------------------------------------- uncertain dates


def test_a_date_that_cannot_be_read_stays_as_it_was_typed(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    form["began"] = "32.13.2017"
    form.row("events", 0, date="sometime in spring", title="Arrest", text="A long text that took an hour.")

    page = form.post().content.decode()

    assert not Case.objects.exists()
    for typed in ("32.13.2017", "sometime in spring", "A long text that took an hour."):
        assert typed in page
    assert page.count("Examples: 2014") == 2  # the error shows right ones, in both places


def test_what_was_understood_stands_under_a_date(leyla: Client) -> None:
    record = case(began="2017-05")
    event(record, date="2017-05/..")

    page = leyla.get(change(record)).content.decode()

    assert 'value="May 2017"' in page and "→ some day in May 2017" in page
    assert "→ from May 2017, end not known" in page


def test_a_date_that_may_be_read_in_two_ways_says_so_while_one_types_and_where_it_stays(
    leyla: Client,
) -> None:
    words = "→ 12 May 2017. The day was read first; if you mean 5 December 2017, write 2017-12-05."

    assert leyla.get("/desk/understood/", {"text": "12/05/2017"}).json() == {"understood": words}

    form = Form(leyla, ADD)  # without a title: nothing is saved, and what was typed is shown again
    form["began"] = "12/05/2017"
    assert words in form.post().content.decode()


def test_before_and_after_a_date_are_kept_and_shown_again_in_words(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    form["began"], form["ended"] = "before 2014", "after 2016-05"
    draft = Case.objects.get(pk=created(form.post()))

    assert (draft.began, draft.ended) == ("[..2013]", "[2016-06..]")
    again = Form(leyla, change(draft))
    assert (again["began"], again["ended"]) == ("in or before 2013", "in or after June 2016")
    assert "→ once, some time in or before 2013" in again.page


def test_an_end_before_the_beginning_is_an_error_of_the_form(leyla: Client) -> None:
    record = case(began="2017")
    form = Form(leyla, change(record))
    form["ended"] = "2016"

    response = form.post()

    assert b"The end is before the beginning." in response.content
    assert Case.objects.get().ended == ""


def test_a_country_is_known_by_its_name_in_three_languages_and_asks_which_one(leyla: Client) -> None:
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    form["lead_country"] = "Guinea-"
    assert Case.objects.get(pk=created(form.post())).lead_country_id == "GW"

    form["lead_country"] = "Korea"
    assert "Which one: " in form.post().content.decode()
    form["lead_country"] = "Atlantis"
    assert "No country is called “Atlantis”." in form.post().content.decode()
    form["lead_country"] = "Грузия"
    assert Case.objects.get(pk=created(form.post())).lead_country_id == "GE"


# ---------------------------------------------------------------- rows


def test_a_row_names_exactly_one_party(leyla: Client) -> None:
    her = person()
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    role = term("role", "target").pk
    form.row("participations", 0, who=f"person:{her.pk}", party="and three men", role=role)

    page = form.post().content.decode()

    assert "exactly one of them" in page and "and three men" in page
    assert not Participation.objects.exists()


def test_an_official_number_belongs_to_one_proceeding_of_an_authority(leyla: Client) -> None:
    office = organization("Prosecutor's office")
    official_number(case("The other"), "142006023", office)
    form = Form(leyla, ADD)
    form["working_title"] = "A draft"
    form.row("proceedings", 0, number="142 006-023", authority=office.pk, kind=_kind())
    page = form.post().content.decode()
    assert "gave this number to a proceeding of “The other” already" in page
    assert "142 006-023" in page

    form.row("proceedings", 0, number="142006024", authority="")
    assert "Say which authority gave this number." in form.post().content.decode()


def test_the_same_number_in_two_rows_is_an_error_at_the_second(leyla: Client) -> None:
    court = organization("Court of Grave Crimes")
    form = Form(leyla, ADD)
    form["working_title"] = "A blogger in Ganja"
    form.row("proceedings", 0, number="1(101)-12/2017", authority=court.pk)
    form.row("proceedings", 1, number="1(101)-12/2017", authority=court.pk)

    page = form.post().content.decode()

    assert not Case.objects.exists()
    assert "A row above has this number of Court of Grave Crimes already: “1(101)-12/2017”." in page
    assert page.count('value="1(101)-12/2017"') == 2


def test_the_same_number_in_two_rows_of_a_proceeding_is_an_error_too(leyla: Client) -> None:
    court = organization("Court of Grave Crimes")
    number = official_number(case(), "1/2017", court)
    form = Form(leyla, change(number.proceeding))
    form.row("numbers", 1, number="2/2017", authority=court.pk)
    form.row("numbers", 2, number="2-2017", authority=court.pk)

    page = form.post().content.decode()

    assert ProceedingNumber.objects.count() == 1
    assert "A row above has this number of Court of Grave Crimes already: “2-2017”." in page


def test_changing_a_number_changes_it_and_leaves_further_numbers_alone(leyla: Client) -> None:
    office, record = organization("Prosecutor's office"), case()
    first = official_number(record, "142006023", office)
    ProceedingNumber.objects.create(proceeding=first.proceeding, number="7/2", authority=office)
    form = Form(leyla, change(record))
    assert form["proceedings-0-number"] == "142006023"
    form["proceedings-0-number"] = "142006024"

    form.post()

    assert [row.number for row in Proceeding.objects.get().numbers.all()] == ["142006024", "7/2"]


def test_removing_rows(leyla: Client) -> None:
    record = case()
    event(record, "Arrest")
    participate(record, "three men", "alleged_perpetrator")
    form = Form(leyla, change(record))
    form.data |= {"events-0-DELETE": ["on"], "participations-0-DELETE": ["on"]}

    form.post()

    assert not Event.objects.exists() and not Participation.objects.exists()


def test_an_untouched_save_changes_nothing_not_even_the_state(leyla: Client, researcher: User) -> None:
    record = case()
    event(record)
    participate(record, person("Sevda Quliyeva"))
    official_number(record, "1", Organization.objects.get_or_create(working_title="Court")[0])
    Case.objects.filter(pk=record.pk).update(state="in_review")

    Form(leyla, change(record)).post()

    record.refresh_from_db()
    assert (record.state, record.revision) == ("in_review", 0)


# ---------------------------------------------------------------- how we know


def test_a_citation_is_tied_to_claims_and_each_event_says_whether_it_is_sourced(leyla: Client) -> None:
    record = case()
    Citation.objects.all().delete()
    arrest, trial = event(record, "Arrest"), event(record, "Trial")
    form = Form(leyla, change(record))
    form.row("citations", 0, source=source().pk, used_for=["summary", f"event:{arrest.pk}"])
    form.post()

    citation = record.citations.get()
    assert {use.claim for use in citation.uses.all()} == {"summary", f"event:{arrest.pk}"}

    form = Form(leyla, change(record))
    assert "1 source" in form.page and "<strong>none</strong>" in form.page
    kept = citation.uses.get(field="summary").pk
    form["citations-0-used_for"] = ["summary", f"event:{trial.pk}"]
    form.post()
    assert {use.claim for use in citation.uses.all()} == {"summary", f"event:{trial.pk}"}
    assert citation.uses.get(field="summary").pk == kept


def test_a_claim_of_another_case_is_refused(leyla: Client) -> None:
    record, foreign = case(), event(case("Another"), "Elsewhere")
    form = Form(leyla, change(record))
    form["citations-0-used_for"] = [f"event:{foreign.pk}"]

    assert "Select a valid choice" in form.post().content.decode()


# ---------------------------------------------------------------- what a new form repeats


def test_a_new_form_repeats_country_language_and_source(leyla: Client) -> None:
    paper = source("A newspaper")
    form = Form(leyla, ADD)
    form["working_title"] = "The first"
    form["lead_country"] = "Georgia"
    form.row("texts", 0, language="ka", title="ბლოგერი")
    form.row("citations", 0, source=paper.pk)
    form.post()

    second = Form(leyla, ADD)

    assert second["lead_country"] == "Georgia"
    assert second["texts-0-language"] == second["events-0-language"] == "ka"
    assert second["citations-0-source"] == str(paper.pk)
    second["working_title"] = "The second"
    saved = Case.objects.get(pk=created(second.post()))
    assert saved.citations.get().source == paper  # what one sees is what is saved
    assert not saved.texts.exists()  # a language alone is no text
