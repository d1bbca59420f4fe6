"""The home page: what is new, and figures that say what they count."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import rows

pytestmark = pytest.mark.django_db


def words_of(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_home_page_before_the_first_case_says_so(client: Client) -> None:
    assert "No case has been published yet." in words_of(client)


def test_the_newest_publications_come_first_whenever_the_case_began(client: Client) -> None:
    for place, began in enumerate(["2020", "1994", "2005"]):
        rows.case(f"Began {began}", began=began, first_published=rows.LONG_AGO + timedelta(place))
    assert [page.title for page in client.get("/").context["home"].newest] == [
        "Began 2005",
        "Began 1994",
        "Began 2020",
    ]


def test_figures_say_what_they_count(client: Client) -> None:
    rows.case(targeted=[("Ann", "journalist"), ("Bob", "lawyer")], witnesses=[("Eve", "lawyer")])
    rows.case(targeted=[("Ann", "journalist")], countries=["GE"], part_of="1", types=["abduction"])
    home = client.get("/").context["home"]
    assert (home.cases, home.parts, home.people, home.countries) == (2, 1, 2, 2)
    assert [(figure.label, figure.cases) for figure in home.by_target] == [("Journalist", 2), ("Lawyer", 1)]
    page = words_of(client)
    assert "cases published, 1 of them part of a larger one" in page
    assert "people targeted, by name" in page
    assert '<a href="/cases/?type=abduction">Abduction</a> <span>1</span>' in page


def test_what_was_done_is_named_closely_and_not_by_its_group(client: Client) -> None:
    rows.case(types=["abduction", "law"])
    labels = [figure.label for figure in client.get("/").context["home"].by_type]
    assert labels == ["Abduction", "Restrictive law or policy"]


def test_each_country_says_in_which_role(client: Client) -> None:
    rows.case(countries=["AZ"], roles=[("GE", "place"), ("GE", "host")])
    found = {row.code: row.in_roles for row in client.get("/").context["home"].by_country}
    assert found == {"AZ": [1, 0, 0], "GE": [0, 1, 1]}


def test_every_example_and_every_count_leads_somewhere(client: Client) -> None:
    rows.case(targeted=[("Ann", "journalist")])
    page = words_of(client)
    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    for link in sorted(link for link in links if link.startswith("/") and not link.startswith("/static/")):
        if "/countries/AZ/" not in link and "-case/" not in link:  # pages of records have tests of their own
            assert client.get(link.partition("#")[0]).status_code == 200, link


def test_the_home_page_takes_three_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _case in range(8):
        rows.case(targeted=[("Ann", "journalist")])
    client.get("/")
    # 3: whether anything was published, the newest cases, the labels of what is counted in memory.
    with django_assert_num_queries(3):
        client.get("/")
