"""The lists of people, organizations, events and countries."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import documents, rows
from tests.public.documents import name

pytestmark = pytest.mark.django_db


def titles(client: Client, address: str) -> list[str]:
    return [page.title for page in client.get(address).context["listing"].rows]


def test_people_are_found_by_a_name_in_any_script_and_by_country(client: Client) -> None:
    rows.person("Fikret Huseynli", of_countries=["NL"])
    rows.person("Afgan Mukhtarli")
    rows.case(countries=["GE"], targeted=[("Afgan Mukhtarli", "journalist")])
    assert titles(client, "/people/") == ["Afgan Mukhtarli", "Fikret Huseynli"]
    assert titles(client, "/people/?q=Мухтарлы") == ["Afgan Mukhtarli"]
    assert titles(client, "/people/?country=GE") == ["Afgan Mukhtarli"]  # that of a case
    assert titles(client, "/people/?country=NL") == ["Fikret Huseynli"]  # her own
    assert titles(client, "/people/?country=ZW") == []


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/people/?country=AZ&custody=none", "People: Azerbaijan, No detention recorded · "),
        ("/organizations/?q=azad&country=AZ", "Organizations: azad, Azerbaijan · "),
        ("/events/?year=2013", "Events: 2013 · "),
        ("/countries/?q=azer", "Countries: azer · "),
        ("/people/", "People · "),
    ],
)
def test_the_title_of_a_list_says_what_was_chosen(client: Client, address: str, title: str) -> None:
    rows.case(countries=["AZ"], targeted=[("Afgan Mukhtarli", "journalist")])
    assert f"<title>{title}" in client.get(address).content.decode()


def test_people_stand_in_the_order_of_the_names_that_are_shown(client: Client) -> None:
    documents.publish(documents.person(1, name("Яна Абрамова", "ru"), name("Yana Abramova")))
    documents.publish(documents.person(2, name("Zoe Brown")))
    documents.publish(documents.person(3, name("Əli Quliyev", "az"), name("Ali Guliyev")))
    assert titles(client, "/people/") == ["Ali Guliyev", "Yana Abramova", "Zoe Brown"]


def test_a_name_that_is_the_same_in_several_languages_is_listed_once(client: Client) -> None:
    same = [name("Ali Guliyev"), name("Ali Guliyev", "tr"), name("Ali Guliyev", "de")]
    documents.publish(documents.person(1, *same, name("Əli Quliyev", "az")))
    shown = client.get("/people/").content.decode()
    assert shown.count("Ali Guliyev") == 1 and shown.count("Əli Quliyev") == 1


def test_a_hidden_person_is_in_no_list(client: Client) -> None:
    rows.person("Afgan Mukhtarli", state="gone")
    assert titles(client, "/people/") == []


def test_organizations_stand_in_a_list_of_their_own(client: Client) -> None:
    rows.ngo("Azadliq")
    rows.person("Afgan Mukhtarli")
    assert titles(client, "/organizations/") == ["Azadliq"]
    assert titles(client, "/organizations/?q=azad&country=AZ") == ["Azadliq"]


def test_events_of_no_case_are_found_by_country(client: Client) -> None:
    rows.event("Presidential election", on="2013-10-09", of_countries=["AZ"])
    rows.event("Draft law on lawyers", on="2017-10", of_countries=["GE"])
    assert titles(client, "/events/") == ["Draft law on lawyers", "Presidential election"]
    assert titles(client, "/events/?country=AZ&q=elect") == ["Presidential election"]


def test_events_are_counted_for_whoever_is_named_in_a_case_of_their_course(client: Client) -> None:
    documents.publish(documents.person(3, name("Sevda Rzayeva")))
    for number, year in ((1, "2014"), (2, "2016")):
        documents.publish(documents.event(number, date=documents.date(year)))
        told = documents.own_event("A law", year, key=str(number))
        sevda = documents.participant(name("Sevda Rzayeva"), key="3")
        documents.publish(documents.case(number, participants=[sevda], events=[told]))
    choices = client.get("/events/").context["listing"].fields["person"].choices
    assert [(choice.label, choice.value, choice.count) for choice in choices] == [("Sevda Rzayeva", "3", 2)]
    choices = client.get("/events/?year=2016").context["listing"].fields["person"].choices
    assert [choice.count for choice in choices] == [1]


def test_a_country_is_listed_once_any_public_record_names_it(client: Client) -> None:
    rows.case(countries=["AZ"], roles=[("GE", "place")])
    rows.event("Presidential election", of_countries=["UA"])
    listed = {row.name: (row.cases, row.leads) for row in client.get("/countries/").context["listing"].rows}
    assert listed == {"Azerbaijan": (1, 1), "Georgia": (1, 0), "Ukraine": (0, 0)}
    assert [row.code for row in client.get("/countries/?q=Грузия").context["listing"].rows] == ["GE"]


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # Whether anything was published; which pages come next in the alphabet; these pages.
        ("/people/", 3),
        ("/people/?country=AZ&custody=none&gender=unknown", 3),
        # Besides: which pages hold the words.
        ("/people/?q=an&country=AZ&custody=none", 4),
        # Besides: how many come before.
        ("/people/?after=Ann%200_1", 4),
        ("/organizations/", 3),
        # By date the bitmaps know what comes next; but in which cases events are told (none here).
        ("/events/", 3),
        # 3: what is newest, how many cases each country has, which ones other records name.
        ("/countries/", 3),
    ],
)
def test_a_list_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    for place in range(5):
        rows.person(f"Ann {place}", of_countries=["AZ"])
        rows.ngo(f"Azadliq {place}")
        rows.event("An election", of_countries=["AZ"])
    client.get(address)  # after a publication bitmaps, terms and countries are read once
    with django_assert_num_queries(queries):
        assert client.get(address).context["listing"].rows


@pytest.mark.parametrize("address", ["/people/", "/organizations/", "/events/", "/countries/"])
def test_an_empty_list_says_so(client: Client, address: str) -> None:
    assert "Nothing public is here." in client.get(address).content.decode()
