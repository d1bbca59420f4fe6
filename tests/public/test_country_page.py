"""What a reader finds of a country: its profile where it has one, and all that the record knows of it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import documents
from tests.public.documents import (
    case_text,
    coded,
    date,
    event_text,
    in_role,
    indicator,
    name,
    participant,
    place,
    source,
    text,
)
from tests.public.reading import links, said

pytestmark = pytest.mark.django_db


def test_a_country_has_a_page_once_a_public_record_names_it(client: Client) -> None:
    assert client.get("/countries/GE/").status_code == 404
    page = documents.publish(
        documents.case(
            1, countries=[in_role("AZ", "lead", "Lead country"), in_role("GE", "host", "Country of exile")]
        )
    )
    response = client.get("/countries/GE/")
    assert response.status_code == 200
    assert "Georgia საქართველო" in said(response)
    assert "0 cases that count for this country 1 case in which it has any role" in said(response)
    assert "Version" not in said(response)
    documents.withdraw(page, "It was told twice.")
    assert client.get("/countries/GE/").status_code == 404


def test_its_code_is_its_address(client: Client) -> None:
    documents.publish(documents.profile("AZ"))
    for address in ("/countries/az/", "/countries/AZ/azerbaijan/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, "/countries/AZ/")
    for address in ("/countries/XX/", "/countries/%F0%9F%98%80/", "/countries/AZERBAIJAN/"):
        assert client.get(address).status_code == 404


def test_cases_and_events_stand_on_one_timeline(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    documents.publish(documents.profile("AZ"))
    documents.publish(documents.organization(1))
    for number, title, began in ((1, "An arrest", "2014-05"), (2, "A search", "2017")):
        documents.publish(
            documents.case(
                number,
                texts=[case_text("en", title, "What was done.")],
                began=date(began),
                participants=[participant(name("Leyla Hüseynova"), key="1")],
            )
        )
    documents.publish(documents.event(1, texts=[event_text("en", "An election")], date=date("2016")))
    # What is newest; the page with its document; versions; two for the figures; cases; events; organizations;
    # laws.
    with django_assert_num_queries(9):
        response = client.get("/countries/AZ/")
    page = said(response)
    assert "2 cases that count for this country" in page
    assert "1 person targeted, by name" in page and "1 event of the country itself" in page
    timeline = page[page.index("Timeline Cases") :]
    assert timeline.index("An arrest") < timeline.index("An election") < timeline.index("A search")
    assert {
        "/cases/1/an-arrest/",
        "/events/1/an-election/",
        "/organizations/1/court-of-grave-crimes/",
    } <= links(response)


def test_an_indicator_is_drawn_and_told(client: Client) -> None:
    documents.publish(
        documents.profile(
            "AZ",
            indicators=[
                indicator(
                    "9", compared_with=text("en", "European average"), compared_value="165", refs=["1a"]
                ),
                indicator("162", kind=coded("press_freedom_rank", "Press freedom index: rank"), out_of="180"),
                indicator("0.5"),
            ],
            sources=[source(1, place("1a", "indicator-1"))],
        )
    )
    response = client.get("/countries/AZ/")
    assert response.content.count(b"<circle") == 9 + 165
    page = said(response)
    assert "Azerbaijan 9 European average 165 As the source has it, for 2017." in page
    assert "Azerbaijan 162 of 180" in page
    assert "Azerbaijan 0.5" in page
    assert "Used for: Lawyers per 100,000 people" in page


def test_what_others_say_stays_when_the_profile_is_withdrawn(client: Client) -> None:
    profile = documents.publish(documents.profile("AZ"))
    documents.publish(documents.case(1))
    documents.withdraw(profile, "It was out of date.")
    page = said(client.get("/countries/AZ/"))
    assert "The profile of this country was withdrawn on 3 Nov 2025. Reason: It was out of date." in page
    assert "Arrest of a reporter" in page
    assert client.get("/countries/AZ/v1/").status_code == 410


def test_an_old_version_is_its_document_alone(client: Client) -> None:
    documents.publish(documents.profile("AZ"))
    documents.publish(documents.profile("AZ"))
    documents.publish(documents.case(1))
    page = said(client.get("/countries/AZ/v1/"))
    assert "You are reading version 1" in page
    assert "What the record says of the country." in page
    assert "Arrest of a reporter" not in page
