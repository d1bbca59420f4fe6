"""Turning the pages of a list: by place, not by counting, so that an address holds while cases arrive."""

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.public.models import FacetBlock, Page
from tests.public import rows

pytestmark = pytest.mark.django_db

BEGAN = ["", "2014", "2014-01-01", "2014-05", "2017-10-12", "2014/2016", "../2015"]


def walk(client: Client, address: str, way: str) -> Iterator[list[str]]:
    while address:
        listing = client.get(address).context["listing"]
        yield [page.key for page in listing.rows]
        address = getattr(listing, way)


def last_address(client: Client, address: str) -> str:
    while True:
        listing = client.get(address).context["listing"]
        if not listing.after_url:
            return address
        address = listing.after_url


@settings(max_examples=8)
@given(began=st.lists(st.sampled_from(BEGAN), min_size=20, max_size=60))
def test_walking_forth_and_back_meets_every_case_once(client: Client, began: list[str]) -> None:
    Page.objects.all().delete()
    FacetBlock.objects.all().delete()
    made = {str(rows.case(began=one).number) for one in began}
    forth = list(walk(client, "/cases/", "after_url"))
    back = list(walk(client, last_address(client, "/cases/"), "before_url"))
    met = [key for page in forth for key in page]
    assert len(met) == len(set(met))
    assert set(met) == made
    assert forth == back[::-1]


def test_the_address_of_a_page_holds_when_a_case_arrives(client: Client) -> None:
    for place in range(60):
        rows.case(began=f"2014-01-{place % 28 + 1:02}")
    second = client.get("/cases/").context["listing"].after_url
    before = client.get(second).context["listing"]
    assert (before.first, before.last, before.total) == (26, 50, 60)
    rows.case(began="2020")
    after = client.get(second).context["listing"]
    assert [page.key for page in after.rows] == [page.key for page in before.rows]
    assert (after.first, after.total) == (27, 61)
    # Going back shows the 25 before, and then the one that arrived.
    newer = client.get(after.before_url).context["listing"]
    assert (newer.first, newer.last) == (2, 26)
    assert client.get(newer.before_url).context["listing"].last == 1 or newer.before_url == "/cases/"


def test_a_page_keeps_its_choices(client: Client) -> None:
    for _place in range(30):
        rows.case(countries=["BY"], began="2014")
    rows.case(countries=["AZ"], began="2013")
    address = client.get("/cases/?country=BY").context["listing"].after_url
    assert address.startswith("/cases/?country=BY&after=2014-01-01_")
    assert len(client.get(address).context["listing"].rows) == 5


def test_a_place_beyond_the_end_says_so_and_leads_back(client: Client) -> None:
    rows.case(began="2014")
    response = client.get("/cases/?after=1200-01-01_1")
    assert response.status_code == 200
    assert "Nothing comes beyond this place in the list." in response.content.decode()
    assert '<a href="/cases/">To its first page</a>' in response.content.decode()


def test_people_are_walked_in_the_order_of_the_alphabet_in_both_ways(client: Client) -> None:
    for place in range(55):
        rows.person(f"Person {place % 30:02}", of_countries=["AZ"], key=str(place + 1))
    forth = list(walk(client, "/people/", "after_url"))
    back = list(walk(client, last_address(client, "/people/"), "before_url"))
    assert [len(page) for page in forth] == [25, 25, 5]
    assert len({key for page in forth for key in page}) == 55
    assert forth == back[::-1]


def test_events_are_walked_from_the_latest_on(client: Client) -> None:
    for place in range(27):
        rows.event("Election", on=str(1990 + place))
    assert [len(page) for page in walk(client, "/events/", "after_url")] == [25, 2]
