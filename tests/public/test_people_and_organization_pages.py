"""What a reader finds of a person, an organization, or an event that has a page of its own."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public.models import Page
from tests.public import documents
from tests.public.documents import (
    case_text,
    coded,
    country,
    date,
    event_text,
    name,
    participant,
    place,
    source,
    text,
)
from tests.public.reading import anchors, links, said

pytestmark = pytest.mark.django_db


def leyla() -> None:
    documents.publish(
        documents.person(
            1,
            name("Leyla Hüseynova"),
            name("Лейла Гусейнова", "ru", "transliteration"),
            name("Leyla Məmmədova", "az", "birth"),
            texts=[text("en", "She wrote on public spending.")],
            nationalities=[country("AZ")],
            born="1981",
            refs={"biography": ["1a"]},
            sources=[source(1, place("1a", "biography", "born"))],
        )
    )


def her_case(number: int, title: str, began: str, *roles: tuple[str, str]) -> None:
    rows = [participant(name("Leyla Hüseynova"), key="1", role=role) for role in roles]
    documents.publish(
        documents.case(number, texts=[case_text("en", title)], began=date(began), participants=rows)
    )


def test_a_person_is_shown_with_every_name_and_all_her_cases(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leyla()
    her_case(1, "Her arrest", "2014", ("target", "Target"))
    her_case(2, "A colleague's trial", "2016", ("witness", "Witness"), ("lawyer", "Lawyer"))
    # What is newest; the page with its document, its versions, the cases that name her, where she stands in
    # them, what she decided in others.
    with django_assert_num_queries(6):
        response = client.get("/people/1/leyla-huseynova/")
    page = said(response)
    assert "Leyla Hüseynova Лейла Гусейнова Journalist" in page
    assert "Leyla Məmmədova Azerbaijani, name at birth" in page
    assert "Born 1981 no source yet" in page
    assert "She wrote on public spending.[1a]" in page
    assert "Cases 2 cases № 2" in page
    assert "A colleague's trial Witness Lawyer" in page
    assert page.index("A colleague's trial") < page.index("Her arrest")
    assert {"/cases/1/her-arrest/", "/countries/AZ/"} <= links(response)
    assert {link[1:] for link in links(response) if link.startswith("#")} <= anchors(response)


def test_an_old_version_of_a_person_says_nothing_of_her_cases(client: Client) -> None:
    leyla()
    her_case(1, "Her arrest", "2014", ("target", "Target"))
    leyla()
    assert "Her arrest" in said(client.get("/people/1/leyla-huseynova/"))
    assert "Her arrest" not in said(client.get("/people/1/v1/"))


def test_a_withdrawn_case_is_no_longer_hers(client: Client) -> None:
    leyla()
    her_case(1, "Her arrest", "2014", ("target", "Target"))
    documents.withdraw(Page.objects.get(kind="case"), "It was told twice.")
    page = client.get("/people/1/leyla-huseynova/")
    assert "Her arrest" not in said(page)
    assert not {link for link in links(page) if link.startswith("/cases/1")}


def test_an_organization_is_shown_with_those_above_and_below_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = documents.reference("organization", "1", name("Prosecutor's Office"))
    documents.publish(documents.organization(1, name("Prosecutor's Office"), founded=date("1993")))
    documents.publish(documents.organization(2, name("Capital crimes"), parent=office))
    documents.publish(
        documents.case(
            1, participants=[participant(name("Prosecutor's Office"), who="organization", key="1")]
        )
    )
    # What is newest; the page with its document, its versions, those above and below, the cases that name it,
    # where it stands in them, what it decided in others.
    with django_assert_num_queries(7):
        above = client.get("/organizations/1/prosecutors-office/")
    assert "Belongs to it Capital crimes Founded 1993 no source yet year only" in said(above)
    assert "/cases/1/arrest-of-a-reporter/" in links(above)
    below = client.get("/organizations/2/capital-crimes/")
    assert "Part of Prosecutor's Office" in said(below)
    assert "/organizations/1/prosecutors-office/" in links(below)


def test_an_event_is_shown_with_the_cases_that_share_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    documents.publish(
        documents.event(
            1,
            texts=[event_text("en", "One pardon for many", "Fifty were let go.")],
            event_kind=coded("release", "Release"),
            date=date("2016-03-17"),
            refs={"text": ["1a"]},
            sources=[source(1, place("1a", "text"))],
        )
    )
    shared = documents.own_event("One pardon for many", "2016-03-17", key="1")
    documents.publish(documents.case(1, events=[shared]))
    # What is newest; the page with its document, its versions, the cases that share it.
    with django_assert_num_queries(4):
        response = client.get("/events/1/one-pardon-for-many/")
    page = said(response)
    assert "17 March 2016" in page and "Fifty were let go.[1a]" in page
    assert "Countries Azerbaijan" in page
    assert "/cases/1/arrest-of-a-reporter/" in links(response)


@pytest.mark.parametrize(
    "address", ["/people/1/", "/organizations/1/", "/events/1/", "/people/1/v1/", "/events/1/changes/"]
)
def test_what_was_never_published_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
