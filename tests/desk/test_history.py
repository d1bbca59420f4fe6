"""The history of a case: who saved what, in its own form and in those of its proceedings."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.desk.form import Form
from tests.factories import case, participate, person, proceeding, sanction, step, term
from tests.public.reading import said

pytestmark = pytest.mark.django_db


def url(record: Any, what: str = "change") -> str:
    return f"/desk/cases/{record._meta.model_name}/{record.pk}/{what}/"


def saves(client: Client, record: Any) -> list[str]:
    """Each save that a history tells, the latest first."""
    words = said(client.get(url(record, "history"))).partition(" Saves ")[2]
    return [line.strip() for line in re.split(r"\d{4}-\d\d-\d\d \d\d:\d\d", words)[1:]]


def test_it_tells_that_a_step_of_a_proceeding_was_corrected_by_whom_and_what_it_said(
    leyla: Client, rasul: Client
) -> None:
    record = case()
    her = participate(record, person("Leyla Hüseynova"))
    made = proceeding(record, her)
    sanction(step(made, "convicted", "2017-06-20"), her, years=5)
    for client, day in ((leyla, "21 June 2017"), (rasul, "22 June 2017")):
        form = Form(client, url(made))
        form["steps-0-date"], form["sanctions-0-years"] = day, 4
        form.post()
    form = Form(leyla, url(made))
    form.row("steps", 1, step_kind=term("step_kind", "appeal").pk, date="1 July 2017")
    form.post()
    Form(leyla, url(record)).post("_save_and_submit")

    assert saves(leyla, record) == [
        "leyla : Saved without a change in this form.",
        "leyla : Criminal: Added step “Appeal 1 July 2017”.",
        "rasul : Criminal: A step of the proceeding was corrected."
        " Changed date for step “Convicted 22 June 2017”."
        " It said before date 21 June 2017",
        "leyla : Criminal: A step of the proceeding was corrected."
        " Changed date for step “Convicted 21 June 2017”."
        " Changed years for sanction “Leyla Hüseynova: Prison”."
        " It said before date 20 June 2017 sanctions Leyla Hüseynova: Prison, 5 years",
    ]
    assert f'href="{url(made)}#steps"' in leyla.get(url(record, "history")).content.decode()


def test_a_step_that_was_taken_out_is_told_too_and_in_the_other_case_as_well(leyla: Client) -> None:
    record, other = case(), case("Another")
    made = proceeding(record)
    made.other_cases.add(other)
    step(made, "convicted", "2017-06-20")
    form = Form(leyla, url(made))
    form["steps-0-DELETE"] = "on"
    form.post()
    for one in (record, other):
        [line] = saves(leyla, one)
        assert "A step of the proceeding was corrected. Deleted step" in line
        before = line.partition("It said before")[2]
        assert "date 20 June 2017" in before and "step Convicted" in before


def test_other_records_tell_their_own_saves(leyla: Client) -> None:
    her = person("Leyla Hüseynova")
    form = Form(leyla, url(her))
    form["born"] = "1980"
    form.post()
    assert saves(leyla, her) == ["leyla : Changed born."]


# Session and reader; the record and its moves; its proceedings with their numbers, for the count and for the
# lines; their corrections and the saves that made them; the page of saves; whether any record is invented.
def test_its_queries_do_not_grow_with_the_saves(
    leyla: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    record = case()
    made = proceeding(record)
    step(made, "convicted", "2017-06-20")
    for day in range(21, 30):
        form = Form(leyla, url(made))
        form["steps-0-date"] = f"{day} June 2017"
        form.post()
    with django_assert_max_num_queries(17):
        assert len(saves(leyla, record)) == 9
