"""`/cases/number/…/`: what a journalist finds on a court paper leads to the case."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["142006023", "№ 142006023", "142/006/023", "No. 142006023"])
def test_a_number_leads_to_its_case_however_it_is_written(client: Client, written: str) -> None:
    rows.case("NGO Case", number=1, official=[("142006023", "Prosecutor General")])
    response = client.get(f"/cases/number/{written}/")
    # 302: another case of the proceeding may yet become its main one.
    assert (response.status_code, response.headers["Location"]) == (302, "/cases/1/ngo-case/")


def test_a_number_with_slashes_is_a_number(client: Client) -> None:
    rows.case("A case", number=3, official=[("1(101)-12/3", "")])
    assert client.get("/cases/number/1(101)-12/3/").headers["Location"] == "/cases/3/a-case/"


def test_of_several_cases_the_main_one_is_meant_and_without_it_the_lowest(client: Client) -> None:
    rows.case("First part", number=4, official=[("77/2014", "Court")], main=False)
    rows.case("Second part", number=5, official=[("77/2014", "Court")], main=False)
    assert client.get("/cases/number/77/2014/").headers["Location"] == "/cases/4/first-part/"
    rows.case("The whole", number=6, official=[("77/2014", "Court")], main=True)
    assert client.get("/cases/number/77/2014/").headers["Location"] == "/cases/6/the-whole/"


def test_where_several_authorities_use_it_they_are_listed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows.case("In Baku", number=7, official=[("12", "Court of Baku")])
    rows.case("In Ganja", number=8, official=[("12", "Court of Ganja")])
    # 2: what is newest, numbers with their cases.
    with django_assert_num_queries(2):
        response = client.get("/cases/number/12/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "2 authorities use this number" in page
    assert page.index("Court of Baku") < page.index("Court of Ganja")
    assert 'href="/cases/7/in-baku/"' in page


@pytest.mark.parametrize("number", ["99", "//", "-", "%00", "a" * 3000])
def test_a_number_that_no_public_case_has_is_named(client: Client, number: str) -> None:
    rows.case("Withdrawn", official=[("99", "")], state="withdrawn")
    response = client.get(f"/cases/number/{number}/")
    assert response.status_code in {400, 404}
    if number == "99":
        assert "No public case has the official number “99”." in response.content.decode()
