"""A table from a paper is pasted as lines: rows to read first, and not a line lost."""

from typing import Any

import pytest
from django.test import Client

from cases.models import Event, Step
from tests.desk.form import Form, read_form
from tests.factories import case, organization, participate, person, proceeding, term


def url(record: Any) -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/change/"


def paste(form: Form, table: str, *lines: str) -> str:
    """Send the lines; the form is then the page that answers."""
    form.data[f"lines-{table}"] = ["\n".join(lines)]
    response = form.post("_read_lines")
    form.page = response.content.decode()
    form.data = read_form(form.page)
    return form.page


def test_lines_become_rows_that_are_saved_when_they_have_been_read(leyla: Client) -> None:
    record = case()
    form = Form(leyla, url(record))
    form["note"] = "Typed before, and still there."

    page = paste(
        form,
        "events",
        "12 May 2017; arrest; Tbilisi",
        "some spring day; arrest; Baku",
        "2017-06; ARREST; Gəncə, Azerbaijan; Arrested again; At night.",
        "13 May 2017\tHe was beaten\tBaku",
    )

    assert not Event.objects.exists(), "nothing is saved before it is read"
    assert "3 rows were read from your lines" in page and "Typed before, and still there." in page
    assert "read from: 12 May 2017; arrest; Tbilisi" in page and "→ 12 May 2017" in page
    assert form["lines-events"].strip() == "some spring day; arrest; Baku"
    assert "1 line was not understood" in page

    still_there = form.post().content.decode()
    assert not Event.objects.exists() and "some spring day" in still_there, "a line left is never dropped"
    form.data["lines-events"] = [""]
    form.post()

    rows = Event.objects.order_by("pk")
    assert [(row.date, row.title, row.place, row.country_id, row.text) for row in rows] == [
        ("2017-05-12", "Arrest", "Tbilisi", None, ""),
        ("2017-06", "Arrested again", "Gəncə", "AZ", "At night."),
        ("2017-05-13", "He was beaten", "Baku", None, ""),
    ]
    record.refresh_from_db()
    assert record.note == "Typed before, and still there."


def test_lines_of_steps(leyla: Client) -> None:
    record = case()
    made = proceeding(record, participate(record, person("Anar Mammadov"), "defendant"))
    court = organization("Court of Grave Crimes")
    form = Form(leyla, url(made))

    page = paste(
        form,
        "steps",
        "8 Aug 2014; charged",
        "22 April 2015; convicted; Court of Grave Crimes; Three years.",
        "Dec 2015; upheld; Another court; The sentence stands.",
        "2016; danced",
    )

    assert "“danced” is no step" in page and not Step.objects.exists()
    form.data["lines-steps"] = [""]
    form.post()
    rows = made.steps.order_by("date_earliest")
    assert [(row.step_kind.code, row.body, row.text) for row in rows] == [
        ("charged", None, ""),
        ("convicted", court, "Three years."),
        ("upheld", None, "Another court; The sentence stands."),
    ]


@pytest.mark.parametrize("line", ["", "12 May 2017", "; ;", ";;;;;;", "32.13.2017; arrest", "x" * 5000])
def test_what_is_no_line_is_no_row(leyla: Client, line: str) -> None:
    record = case()
    form = Form(leyla, url(record))
    page = paste(form, "events", line)
    assert not Event.objects.exists()
    assert line.strip() in page


def test_a_pasted_row_that_is_mended_is_saved_as_mended(leyla: Client) -> None:
    record = case()
    form = Form(leyla, url(record))
    paste(form, "events", "12 May 2017; arrest; Tbilisi")
    form["events-1-place"] = "Batumi"
    form["events-1-event_kind"] = term("event_kind", "abduction").pk
    form.post()

    made = Event.objects.get()
    assert (made.place, made.event_kind and made.event_kind.code) == ("Batumi", "abduction")


def test_lines_on_a_form_that_was_never_saved(leyla: Client) -> None:
    form = Form(leyla, "/desk/cases/case/add/")
    form["working_title"] = "A draft"
    paste(form, "events", "12 May 2017; arrest; Tbilisi")
    form.post()

    assert Event.objects.get().place == "Tbilisi"


def test_a_word_that_may_be_a_slip_for_a_kind_is_said(leyla: Client) -> None:
    form = Form(leyla, url(case()))

    page = paste(form, "events", "12 May 2017; arrrest; Tbilisi", "13 May 2017; He was beaten; Baku")

    assert form["events-1-title"] == "arrrest"
    assert "“arrrest” is no kind of event: it became the title. Did you mean “Arrest”?" in page
    assert page.count("it became the title") == 2, "of the one row, shown and kept for the next answer"


def test_a_slip_in_a_step_is_said(leyla: Client) -> None:
    record = case()
    form = Form(leyla, url(proceeding(record, participate(record, person(), "defendant"))))

    assert "“convictd” is no step: did you mean “Convicted”?" in paste(form, "steps", "2017; convictd")


def test_while_only_lines_are_left_that_nobody_understood_it_says_so(leyla: Client) -> None:
    form = Form(leyla, url(case()))
    form.data["lines-events"] = ["no date at all"]
    page = form.post(_continue="1").content.decode()
    assert "Mend the lines that were not understood" in page and "Read the new rows" not in page
    assert "no date at all" in page
