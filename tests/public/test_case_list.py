"""The list of cases, at the addresses that readers use."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.public import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def mukhtarli() -> None:
    rows.case(
        "Afgan Mukhtarli abducted in Georgia",
        titles=[("az", "Əfqan Muxtarlının oğurlanması")],
        summary="Taken from Tbilisi to a prison in Baku.",
        began="2017-05",
        countries=["AZ"],
        roles=[("GE", "place")],
        types=["abduction"],
        targeted=[("Afgan Mukhtarli", "journalist")],
        official=[("142006023", "Prosecutor General")],
    )


@pytest.fixture
def closed_ngo() -> None:
    rows.case(
        "An NGO is closed in Minsk",
        began="2014/2016",
        countries=["BY"],
        types=["liquidation", "raid"],
        targeted=[("Ales Kavalenka", "activist")],
        witnesses=[("Ales Sakalou", "lawyer")],
        status="ended",
    )


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return [page.title for page in response.context["listing"].rows]


def says(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    "query",
    [
        "country=AZ",
        "country=GE",
        "country=GE&country_role=place",
        "country_role=place",
        "country=ZW&country=AZ",
        "type=abduction",
        "type=liberty",
        "target=journalist",
        "status=active",
        "year=2017",
        "year_from=2017",
        "year_from=2017&year_to=2017",
        "country=AZ&type=liberty&year=2017&q=tbilisi",
    ],
)
def test_a_filter_finds_the_case(client: Client, mukhtarli: None, closed_ngo: None, query: str) -> None:
    assert titles(client, f"/cases/?{query}") == ["Afgan Mukhtarli abducted in Georgia"]


@pytest.mark.parametrize(
    "query",
    [
        "country=GE&country_role=lead",
        "country=ZW",
        "type=raid&country=AZ",
        "year=2018",
        "year_to=2016",
        "year=unknown",
    ],
)
def test_a_filter_leaves_the_case_out(client: Client, mukhtarli: None, query: str) -> None:
    assert titles(client, f"/cases/?{query}") == []


def test_a_type_given_twice_means_or_unless_all_are_asked_for(client: Client, closed_ngo: None) -> None:
    assert titles(client, "/cases/?type=raid&type=threat") == ["An NGO is closed in Minsk"]
    assert titles(client, "/cases/?type=raid&type=threat&type_mode=all") == []
    assert titles(client, "/cases/?type=raid&type=liquidation&type_mode=all") == ["An NGO is closed in Minsk"]


def test_who_is_a_witness_was_not_targeted(client: Client, closed_ngo: None) -> None:
    assert titles(client, "/cases/?target=lawyer") == []
    assert "1 case</b>, with 1 person targeted by name" in says(client, "/cases/")


@pytest.mark.parametrize(
    ("began", "years", "not_years"),
    [
        ("2014-05", ["2014"], ["2013", "2015"]),
        ("2014/2016", ["2014", "2015", "2016"], ["2013", "2017"]),
        ("[2014-12..2015-01]", ["2014", "2015"], ["2013", "2016"]),
        ("2017/..", ["2017", "2040"], ["2016"]),
        ("../2014", ["2014", "1990"], ["2015"]),
        ("", ["unknown"], ["1000", "2014", "2999"]),
    ],
)
def test_an_uncertain_date_is_found_by_every_year_that_it_may_mean(
    client: Client, began: str, years: list[str], not_years: list[str]
) -> None:
    rows.case("Uncertain", began=began)
    for year in years:
        assert titles(client, f"/cases/?year={year}") == ["Uncertain"], year
    for year in not_years:
        assert titles(client, f"/cases/?year={year}") == [], year


def test_what_began_last_comes_first_and_what_has_no_date_last(client: Client) -> None:
    for title, began in [("undated", ""), ("old", "1994-04-08"), ("new", "2017"), ("between", "2014~")]:
        rows.case(title, began=began)
    assert titles(client, "/cases/") == ["new", "between", "old", "undated"]


@pytest.mark.parametrize(
    ("asked", "found", "words"),
    [
        ("2014..", ["2017", "2014", "until 2016"], "since 2014"),
        ("2014-05..", ["2017", "2014", "until 2016"], "since May 2014"),
        ("..2014", ["2014", "2013", "until 2016"], "until 2014"),
    ],
)
def test_a_time_that_is_open_at_one_end_is_read_so(
    client: Client, asked: str, found: list[str], words: str
) -> None:
    for began in ("2013", "2014", "2017"):
        rows.case(began, began=began)
    rows.case("until 2016", began="../2016")
    assert titles(client, f"/cases/?begun={asked}") == found
    assert f"Begun in or on: <bdi>{words}</bdi>" in says(client, f"/cases/?begun={asked}")


def test_a_case_that_may_have_begun_however_early_stands_with_the_undated(client: Client) -> None:
    for title, began in [("old", "1994-04-08"), ("until 2026", "../2026"), ("undated", ""), ("new", "2017")]:
        rows.case(title, began=began)
    assert titles(client, "/cases/") == ["new", "old", "undated", "until 2026"]
    assert "only a latest one, such as “until 2026”, comes at the end" in says(client, "/cases/")
    # No year of the chart is far back for its sake, nor is it the newest one.
    bars = client.get("/cases/").context["listing"].bars
    assert (bars[0].year, bars[-1].year) == (1994, 2017)


def test_a_withdrawn_case_is_not_listed(client: Client) -> None:
    rows.case("Withdrawn", state="withdrawn")
    assert titles(client, "/cases/") == []


def test_the_list_takes_few_queries_however_much_is_asked(
    client: Client, mukhtarli: None, closed_ngo: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everything = "q=baku&country=AZ&country_role=lead&type=liberty&target=journalist&status=active&year=2017"
    client.get("/cases/")  # after a publication bitmaps, terms and countries are read once
    # 3: whether anything was published, the cases of this page, how many people they name.
    with django_assert_num_queries(3):
        assert titles(client, "/cases/")
    # 4: the cases with these words as well.
    with django_assert_num_queries(4):
        assert titles(client, f"/cases/?{everything}&year_from=2014&year_to=2018")


def test_an_empty_list_takes_two_queries(
    client: Client, mukhtarli: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/cases/")
    # 2: whether anything was published, the cases with these words; no case is read.
    with django_assert_num_queries(2):
        assert titles(client, "/cases/?country=ZW&type=liberty&year=2017&q=baku") == []


def test_an_empty_list_says_which_choice_to_take_away(
    client: Client, mukhtarli: None, closed_ngo: None
) -> None:
    page = says(client, "/cases/?country=ZW&type=liberty&year_from=2015")
    assert "Nothing matches these 3 choices together." in page
    assert "Without “Country: Zimbabwe” there is 1." in page
    assert '<a href="/cases/?type=liberty&amp;year_from=2015">Remove “Country: Zimbabwe”</a>' in page


def test_a_choice_among_all_types_can_be_taken_away_alone(client: Client, closed_ngo: None) -> None:
    page = says(client, "/cases/?type=raid&type=killing&type_mode=all")
    assert '<a href="/cases/?type=raid&amp;type_mode=all">Remove “What was done: Killing”</a>' in page


def test_a_chip_says_that_all_of_several_values_are_asked_for(client: Client, closed_ngo: None) -> None:
    chips = client.get("/cases/?type=raid&type=killing&type_mode=all").context["listing"].chips
    assert {chip.legend for chip in chips} == {"What was done, all of"}


def test_each_choice_is_a_link_that_takes_it_away(client: Client, mukhtarli: None) -> None:
    page = says(client, "/cases/?country=AZ&country=GE&q=baku")
    assert '<a href="/cases/?country=AZ&amp;q=baku" aria-label="Remove Country: Georgia">' in page
    assert 'aria-label="Remove Words, name or number: baku"' in page
    assert '<a href="/cases/">Clear all</a>' in page


def test_the_form_shows_what_was_chosen(client: Client, mukhtarli: None) -> None:
    page = says(client, "/cases/?country=AZ&type=liberty&year_from=2014&q=baku")
    assert '<input type="checkbox" name="country" value="AZ" checked>' in page
    assert '<input type="checkbox" name="type" value="liberty" checked>' in page
    assert '<input type="checkbox" name="type" value="abduction">' in page
    assert 'name="year_from" value="2014"' in page
    assert 'name="q" type="search" value="baku"' in page
    assert "Filter: 4 chosen" in page


def test_the_form_offers_only_what_some_case_has(client: Client, mukhtarli: None) -> None:
    page = says(client, "/cases/")
    assert 'value="GE"' in page
    assert 'value="ZW"' not in page
    assert 'value="killing"' not in page


@pytest.mark.parametrize(
    ("query", "clean"),
    [
        ("country=AZ&utm_source=x&fbclid=1&gclid=2", "/cases/?country=AZ"),
        ("utm_campaign=spring", "/cases/"),
        ("q=&year_from=&year_to=", "/cases/"),
        ("q=%20%20&country=AZ", "/cases/?country=AZ"),
    ],
)
def test_marks_of_other_sites_and_empty_fields_are_dropped(client: Client, query: str, clean: str) -> None:
    response = client.get(f"/cases/?{query}")
    assert (response.status_code, response.headers["Location"]) == (301, clean)


@pytest.mark.parametrize(
    ("query", "named", "right"),
    [
        ("country=XX", "There is no country “XX”", "/cases/?country=AZ"),
        ("country=az", "There is no country “az”", "/cases/?country=AZ"),
        ("country=Azerbaijan", "There is no country “Azerbaijan”", "/cases/?country=AZ"),
        (
            "country=XX&q=a",
            "There is no country “XX”",
            "/cases/?country=AZ&amp;q=a",
        ),
        ("contry=AZ", "There is no filter “contry”", "/cases/?country=AZ"),
        ("type=abducton", "There is no type of case “abducton”", "/cases/?type=abduction"),
        ("type=Abduction", "There is no type of case “Abduction”", "/cases/?type=abduction"),
        ("status=closed", "There is no status “closed”", "/cases/?status=active"),
        ("target=spy", "“spy”", "/cases/?target=journalist"),
        ("country_role=king", "“king”", "/cases/?country_role=lead"),
        ("type_mode=some", "“some”", "/cases/?type_mode=any"),
        ("year=20177", "“20177” is not a year", ""),
        ("year=0999", "“0999” is not a year", ""),
        ("year_from=%C2%B2%C2%B2%C2%B2%C2%B2", "is not a year", ""),
        ("year_to=-999999999999999999999", "is not a year", ""),
        ("year_from=2018&year_to=2014", "2018 is after 2014", ""),
        ("q=%25%25", "It holds no letter and no digit.", ""),
        ("q=%E2%80%8F", "It holds no letter and no digit.", ""),
        ("q=a&q=b", "“q” stands twice in the address", ""),
        ("year_from=2014&year_from=2015", "“year_from” stands twice", ""),
        ("after=tomorrow", "“tomorrow” is not a place in this list", "/cases/"),
        ("after=2017-05-01", "is not a place in this list", "/cases/"),
        ("after=2017-13-01_2", "is not a place in this list", "/cases/"),
        ("before=2017-05-01_99999999999999999999", "is not a place in this list", "/cases/"),
        ("after=2017-05-01_2&before=2017-05-01_2", "names two places", ""),
        ("tag=nothing", "There is no subject “nothing”", ""),
        ("=x", "There is no filter “”", ""),
    ],
)
def test_a_mistake_is_named_and_no_list_is_shown(
    client: Client, mukhtarli: None, query: str, named: str, right: str
) -> None:
    page = says(client, f"/cases/?{query}", status=400)
    assert named in page
    assert "Afgan" not in page
    assert not right or f'<a href="{right}">' in page


@pytest.mark.parametrize(
    ("query", "choice", "left"),
    [
        ("country=AZ&status=closed&q=a", "Status: closed", "country=AZ&amp;q=a"),
        ("country=AZ&country=XX&after=2017-05-01_2", "Country: XX", "country=AZ"),
        ("type_mode=some&type=raid", "type_mode: some", "type=raid"),
        ("begun=someday&begun=2014&type=raid", "Begun in or on: 2014", "begun=someday&amp;type=raid"),
        ("contry=AZ&type=raid", "contry: AZ", "type=raid"),
        ("&".join(f"year={year}" for year in range(1950, 2010)) + "&type=raid", "Year begun: …", "type=raid"),
    ],
)
def test_what_else_was_chosen_is_kept_where_one_choice_is_wrong(
    client: Client, mukhtarli: None, query: str, choice: str, left: str
) -> None:
    page = says(client, f"/cases/?{query}", status=400)
    assert f'<a href="/cases/?{left}">The same list without “{choice}”</a>' in page


def test_where_nothing_else_was_chosen_nothing_is_kept(client: Client, mukhtarli: None) -> None:
    for query in ("status=closed", "after=tomorrow", "after=tomorrow&type=raid"):
        assert "The same list without" not in says(client, f"/cases/?{query}", status=400)


@pytest.mark.parametrize(
    "words",
    ["a" * 301, " ".join(map(str, range(10, 60))), "ə" * 1000],
)
def test_what_is_too_long_is_refused_in_words(client: Client, words: str) -> None:
    response = client.get("/cases/", {"q": words})
    assert response.status_code == 400
    assert "It is too long" in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "100%",
        "_",
        "an_x",
        "O'Brien",
        '"Afgan"',
        "\u202emukh",
        "\\",
        "<script>",
        "' OR 1=1 --",
        "(",
        "*",
        "№",
        "👁 eye",
    ],
)
def test_signs_are_no_wildcards(client: Client, closed_ngo: None, words: str) -> None:
    response = client.get("/cases/", {"q": words})
    assert response.status_code == 400 or response.context["listing"].rows == []
    assert "<script>" not in response.content.decode()


def test_a_subject_that_no_case_has_is_an_empty_list(client: Client, mukhtarli: None) -> None:
    from cases.reference.models import Term, Vocabulary

    Term.objects.create(vocabulary=Vocabulary.TAG, code="elections", label="Elections")
    assert titles(client, "/cases/?tag=elections") == []


def test_a_list_is_read_and_never_posted_to(client: Client) -> None:
    assert client.post("/cases/").status_code == 405


def test_a_list_sets_no_cookie_and_asks_nobody_else(client: Client, mukhtarli: None) -> None:
    response = client.get("/cases/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    body = response.content.decode()
    scripts = ["facets", "suggest"]
    assert sorted(re.findall("<script[^>]*>", body)) == [
        f'<script src="/static/public/{name}.js" defer>' for name in scripts
    ]
    assert "style=" not in body
    assert {part.split("/")[0] for part in body.split("https://")[1:]} <= {"creativecommons.org"}


def test_a_full_page_of_the_list_weighs_less_than_45_kb_with_all_that_it_loads(client: Client) -> None:
    for place in range(30):
        rows.case(
            f"The {place}th case of somebody who wrote about the budget of a town",
            titles=[
                ("ru", f"Дело номер {place} о бюджете города"),
                ("az", f"{place} saylı iş: şəhərin büdcəsi"),
            ],
            summary="A reporter was questioned, fined and banned from travel. " * 4,
            types=["criminal", "travel_ban", "questioning"],
            targeted=[(f"Reporter {place}", "journalist")],
            official=[(f"2014/{place}", "")],
        )
    page = gzip.compress(client.get("/cases/").content)
    styles = [gzip.compress(Path(f"static/public/{name}.css").read_bytes()) for name in ("atlas", "lists")]
    script = gzip.compress(Path("static/public/facets.js").read_bytes())
    icon = gzip.compress(Path("static/public/icon.svg").read_bytes())
    assert len(page) + sum(map(len, styles)) + len(script) + len(icon) < 45_000
    assert sum(map(len, styles)) < 8_000
