"""Lists say where each record stands, and ask the database the same number of questions for any number."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Provision
from tests.factories import (
    case,
    event,
    official_number,
    organization,
    participate,
    person,
    provision,
    published,
    source,
)

# 2 of the session and its user, 2 of the user's permissions, whether there are invented records; then what
# each list says of itself.
SIGNED_IN = 5


@pytest.fixture
def record(researcher: User, editor: User) -> None:
    for number in range(4):
        record = case(f"Case {number}", began=f"201{number}")
        participate(record, person(f"Sevda Quliyeva {number}"))
        participate(record, organization(f"Court {number}"))
        event(record)
        source(f"A report {number}")


@pytest.mark.parametrize(
    ("model", "questions"),
    [
        # Count and page of rows, types; countries and types of the filters (2 + 2), years of the drill-down.
        ("case", 10),
        ("person", 4),
        ("organization", 4),
        ("event", 5),
        ("source", 7),
        ("profile", 3),
    ],
)
def test_a_list_asks_as_much_for_four_as_for_one(
    leyla: Client, record: None, django_assert_max_num_queries: Any, model: str, questions: int
) -> None:
    with django_assert_max_num_queries(SIGNED_IN + questions):
        assert leyla.get(f"/desk/cases/{model}/").status_code == 200


def test_the_list_of_cases_says_state_public_version_country_and_types(
    leyla: Client, researcher: User, editor: User
) -> None:
    published(case("A public one"), researcher, editor)
    waiting = case("One that waits")
    Case.objects.filter(pk=waiting.pk).update(state="in_review")
    Case.objects.create(working_title="A draft")

    def listed(**query: str) -> set[str]:
        page = leyla.get("/desk/cases/case/", query).content.decode()
        return {title for title in ("A public one", "One that waits", "A draft") if title in page}

    page = leyla.get("/desk/cases/case/").content.decode()
    for said in ("version 1", "in review", "Azerbaijan", "Detention", "May 2017"):
        assert said in page
    assert listed(state="review") == {"One that waits"}
    assert listed(public="yes") == {"A public one"}
    assert listed(public="no") == {"One that waits", "A draft"}
    assert listed(lead_country="none") == {"A draft"}
    assert listed(type="liberty") == {"A public one", "One that waits"}
    assert listed(began_earliest__year="2017") == {"A public one", "One that waits"}
    assert listed(by="me") == set()


def test_an_event_of_a_case_is_said_to_be_published_with_it(
    leyla: Client, researcher: User, editor: User
) -> None:
    record = case()
    event(record, "Arrest at the airport")
    event(None, "A law nobody approved yet")
    published(record, researcher, editor)

    def listed(**query: str) -> set[str]:
        page = leyla.get("/desk/cases/event/", query).content.decode()
        return {title for title in ("Arrest at the airport", "A law nobody approved yet") if title in page}

    page = leyla.get("/desk/cases/event/", {"of": "case"}).content.decode()
    assert "published with its case" in page and ">draft</td>" not in page
    assert listed(state="draft") == listed(public="no") == {"A law nobody approved yet"}


def test_lists_say_dates_in_words(leyla: Client) -> None:
    case(began="2017-10/")
    event(None, date="[2014..2016]")
    source(published="2023-03-23/")
    provision()
    Provision.objects.update(valid_from="2016/", valid_to="2019-05")

    for model, words in (
        ("case", "since October 2017"),
        ("event", "between 2014 and 2016"),
        ("source", "since 23 March 2023"),
        ("provision", "since 2016"),
        ("provision", "May 2019"),
    ):
        assert words in leyla.get(f"/desk/cases/{model}/").content.decode()


def test_a_form_asks_as_much_for_sixty_rows_as_for_six(
    leyla: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk's own questions: what the checks ask is theirs to keep small."""
    monkeypatch.setattr("cases.desk.records.checks.problems", lambda record: [])
    small, large = case("Small"), case("Large")
    court = organization("Court")
    for record, rows in ((small, 2), (large, 20)):
        for number in range(rows):
            participate(record, person(f"Sevda Quliyeva {record.pk} {number}"))
            event(record, f"Hearing {number}")
            official_number(record, f"{record.pk}/{number}", court)

    leyla.get(f"/desk/cases/case/{small.pk}/change/")  # content types are read once a process
    counts = []
    for record in (small, large):
        with CaptureQueriesContext(connection) as asked:
            leyla.get(f"/desk/cases/case/{record.pk}/change/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= SIGNED_IN + 40


@pytest.mark.parametrize("asked", ["foo=1", "id__in=zz", "state__exact__x=1"])
def test_what_a_list_does_not_know_is_said_before_all_of_it_is_shown(leyla: Client, asked: str) -> None:
    case("Arrest of a reporter")

    response = leyla.get(f"/desk/cases/case/?{asked}", follow=True)

    page = response.content.decode()
    assert response.redirect_chain == [("/desk/cases/case/", 302)]
    assert f"does not understand “{asked}”" in page and "The whole list is shown." in page


@pytest.mark.parametrize("asked", ["p=999", "p=zz", "o=zz", "o=99", "public=perhaps", "state=lost"])
def test_what_a_list_passes_over_is_said(leyla: Client, asked: str) -> None:
    case("Arrest of a reporter")

    assert f"does not understand “{asked}”" in leyla.get(f"/desk/cases/case/?{asked}").content.decode()


@pytest.mark.parametrize("asked", ["p=1", "o=-2.1", "q=reporter", "state=draft", "public=no", "all=", ""])
def test_what_a_list_knows_is_not_remarked_upon(leyla: Client, asked: str) -> None:
    case("Arrest of a reporter")

    assert "does not understand" not in leyla.get(f"/desk/cases/case/?{asked}").content.decode()
