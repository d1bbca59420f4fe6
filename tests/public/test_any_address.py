"""Whatever somebody asks of a list: an answer, and never every row for a question that was not understood."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.public.filters import CaseFilters, EventFilters, OrganizationFilters, PeopleFilters
from tests.public import rows

pytestmark = pytest.mark.django_db

LISTS = ["/cases/", "/people/", "/organizations/", "/events/", "/countries/"]

LANGUAGES = (CaseFilters, PeopleFilters, OrganizationFilters, EventFilters)
names = st.sampled_from(
    [*{name for language in LANGUAGES for name in language.base_filters}, "after", "before"]
) | st.text(max_size=12)
values = (
    st.sampled_from(
        ["AZ", "GE", "abduction", "all", "active", "2014", "unknown", "2014-05-12", "2014-01-01_1", "Afgan_1"]
    )
    | st.text(max_size=60)
    | st.integers().map(str)
)
many_examples = settings(max_examples=150)


@pytest.fixture
def something_of_each(db: None) -> None:
    rows.case("Afgan Mukhtarli abducted", began="2017-05", targeted=[("Afgan Mukhtarli", "journalist")])
    rows.case("Somebody in Georgia", began="", countries=["GE"])
    rows.person("Afgan Mukhtarli", of_countries=["AZ"])
    rows.ngo("Azadliq")
    rows.event("Election", on="2013-10-09", of_countries=["AZ"])


@many_examples
@given(address=st.sampled_from(LISTS), query=st.lists(st.tuples(names, values), max_size=5))
def test_any_question_gets_an_answer(
    client: Client, something_of_each: None, address: str, query: list[tuple[str, str]]
) -> None:
    client.raise_request_exception = False
    response = client.get(f"{address}?{urlencode(query, errors='replace')}")
    assert response.status_code in {200, 301, 400}
    if response.status_code == 200:
        asked = [
            name
            for name, _value in query
            if name not in {"after", "before"} and not name.endswith(("_mode", "_find"))
        ]
        assert {chip.name for chip in response.context["listing"].chips} == set(asked)


@many_examples
@given(
    name=st.sampled_from(["country", "country_role", "type", "type_mode", "target", "status", "tag", "year"]),
    value=st.text(min_size=1, max_size=20),
)
def test_a_value_that_does_not_exist_is_never_every_row(
    client: Client, something_of_each: None, name: str, value: str
) -> None:
    known = client.get("/cases/").context["listing"].fields.get(name)
    if not value.strip() or "\0" in value or (known and value in {choice.value for choice in known.choices}):
        return
    response = client.get("/cases/", {name: value, "country": ["AZ", value] if name == "country" else "AZ"})
    if response.status_code == 200:  # a year or a code that is right by chance
        assert len(response.context["listing"].rows) < 2
    else:
        assert response.status_code == 400
        assert "Afgan Mukhtarli abducted" not in response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_each_list_refuses_what_it_does_not_know(
    client: Client, something_of_each: None, address: str
) -> None:
    for query in ("contry=AZ", "country=XX", "sort=up", "q=%25", "after=x"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400, query
        assert "No list is shown" in response.content.decode()


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "country=A%00Z"])
def test_a_nul_is_refused(client: Client, address: str, query: str) -> None:
    assert client.get(f"{address}?{query}").status_code == 400


def test_a_query_of_five_megabytes_is_too_long(client: Client) -> None:
    response = client.get("/cases/?q=" + "a" * 5_000_000)
    assert response.status_code == 400
    assert "This address is too long" in response.content.decode()
