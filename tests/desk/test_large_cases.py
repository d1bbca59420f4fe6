"""Mass cases: hundreds of rows and long texts, and what is said of more than fits."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from cases.models import Case, Participation
from tests.desk.form import Form
from tests.factories import case, participate, person

Counted = Callable[..., AbstractContextManager[Any]]


def address(record: Case) -> str:
    return f"/desk/cases/case/{record.pk}/change/"


@pytest.mark.parametrize("people", [3, 30])
def test_rows_that_nobody_touched_cost_no_query_each(
    leyla: Client, people: int, django_assert_max_num_queries: Counted
) -> None:
    record = case()
    for number in range(people):
        participate(record, person(f"Sevda {number}"))
    form = Form(leyla, address(record))
    form["working_title"] = "Another title"

    with django_assert_max_num_queries(60):
        assert form.post(follow=False).status_code == 302

    assert Case.objects.get().working_title == "Another title"


def test_a_saved_row_is_still_checked_where_it_was_changed(leyla: Client) -> None:
    record = case()
    participate(record, person())
    form = Form(leyla, address(record))
    form.row("participations", 0, age_from="40", age_to="30")

    page = form.post().content.decode()

    assert "Nothing was saved yet" in page
    assert Participation.objects.get().age_from is None


def test_more_rows_than_a_table_takes_are_refused_in_words(leyla: Client) -> None:
    form = Form(leyla, address(case()))
    form["texts-TOTAL_FORMS"] = "99999"

    page = form.post().content.decode()

    assert "At most 100 rows fit into this table." in page
    assert "texts-99-title" in page and "texts-100-title" not in page


def test_a_text_of_more_than_two_hundred_thousand_letters_is_refused_and_kept(leyla: Client) -> None:
    record = case()
    form = Form(leyla, address(record))
    form.row("texts", 0, narrative="a" * 200_001)

    page = form.post().content.decode()

    assert "This text has 200001 characters; at most 200000 are kept." in page
    assert "a" * 200_001 in page
    assert "maxlength" not in page.split('name="texts-0-narrative"')[1].split(">")[0]
    assert record.texts.get().narrative == ""
