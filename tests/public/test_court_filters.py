"""Who is still held, under which article, and what the last court said: asked of /cases/ and of /people/."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public import course, listing, options
from cases.public.models import CaseFacet, Page
from tests.public import documents
from tests.public.documents import (
    case_text,
    charge,
    coded,
    detention,
    in_role,
    name,
    participant,
    proceeding,
    provision,
    relation,
    step,
)
from tests.public.reading import links, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "today", lambda: date(2017, 6, 1))


def one(number: int, title: str, **facts: Any) -> None:
    documents.publish(documents.case(number, texts=[case_text("en", title)], **facts))


def accused(called: str, key: str | None = None) -> dict[str, Any]:
    return participant(name(called), key=key, role=("defendant", "Accused"))


@pytest.fixture
def record() -> None:
    """Held: one confirmed lately, one long ago, one let go; a law whose victims nobody has counted."""
    for number, called in enumerate(("Sevda", "Nigar", "Elxan", "Rauf"), 1):
        occupation = coded("judge", "Judge") if called == "Rauf" else coded("journalist", "Journalist")
        documents.publish(documents.person(number, name(called), occupations=[occupation]))
    one(
        1,
        "Held lately",
        participants=[accused("Sevda", "1")],
        detentions=[detention(1, "2017-05-12", confirmed=documents.date("2017-05-20"))],
        proceedings=[
            proceeding("", None, 1, charges=[charge(1)], steps=[step("charged", "2017-05-14")]),
        ],
        countries=[in_role("AZ", "lead", "Lead"), in_role("GE", "place", "Place")],
    )
    one(
        2,
        "Held once",
        participants=[accused("Nigar", "2")],
        detentions=[detention(1, "2014-05-12", confirmed=documents.date("2016-05-20"))],
        proceedings=[
            proceeding("", None, 1, charges=[charge(1, provision("192.2", "Enterprise", 10))], steps=[
                step("convicted", "2015", in_absentia=True), step("appeal", "2016"),
                step("upheld", "2016-05"),
            ]),
        ],
        relations=[relation("part_of", "Part of", "4", "Many")],
    )  # fmt: skip
    judge = documents.reference("person", "4", name("Rauf"))
    one(
        3,
        "Let go",
        participants=[accused("Elxan", "3")],
        detentions=[detention(1, "2014-05-12", "2016-03-17")],
        proceedings=[
            proceeding("", None, 1, charges=[charge(1, provision("178.1", "Fraud", 30))], steps=[
                step("acquitted", "2016-03-17", officials=[documents.official("judge", judge)]),
            ]),
        ],
        relations=[relation("part_of", "Part of", "4", "Many")],
    )  # fmt: skip
    one(4, "Many", affected=[documents.affected("hundreds of NGOs")])


def titles(client: Client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code == 200, said(response)[:500]
    return {page.title for page in response.context["listing"].rows}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("custody=now", {"Held lately"}),
        ("custody=unknown", {"Held once"}),
        ("custody=released", {"Let go"}),
        ("custody=none", {"Many"}),
        ("custody=now&custody=unknown", {"Held lately", "Held once"}),
        ("stage=charged", {"Held lately"}),
        ("stage=decided", {"Held once", "Let go"}),
        ("stage=appeal", set()),
        ("outcome=convicted", {"Held once"}),
        ("outcome=upheld", {"Held once"}),
        ("outcome=acquitted", {"Let go"}),
        ("outcome=unknown", {"Held lately", "Many"}),
        ("provision=178", {"Held lately", "Let go"}),
        ("provision=178.3", {"Held lately"}),
        ("provision=art.%20178.3.2", {"Held lately"}),
        ("provision=192&provision=178.1", {"Held once", "Let go"}),
        ("provision=178.3.2.%20CC", {"Held lately"}),
        ("provision=4", set()),  # no article is cited as 4: it is our number of 178.3.2
        ("provision_number=4", {"Held lately"}),
        ("provision_number=1", {"Held lately"}),  # the Criminal Code, with all of it
        ("part=part", {"Held once", "Let go"}),
        ("part=whole", {"Held lately", "Many"}),
        ("within=4", {"Held once", "Let go"}),
        ("within=4&custody=unknown", {"Held once"}),
        ("trait=in_absentia", {"Held once"}),
        ("trait=cross_border", {"Held lately"}),
        ("trait=mass", {"Many"}),
        ("trait=mass_not_recorded", {"Held lately", "Held once", "Let go"}),
        ("trait=mass_not_recorded&trait=cross_border_not_recorded&trait_mode=all", {"Held once", "Let go"}),
        ("trait=in_absentia&trait=in_absentia_not_recorded", {"Held lately", "Held once", "Let go", "Many"}),
        ("country=AZ&country_role=lead&trait=cross_border", {"Held lately"}),
    ],
)
def test_a_court_filter_finds_what_it_says(client: Client, record: None, query: str, found: set[str]) -> None:
    assert titles(client, f"/cases/?{query}") == found


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("/cases/?within=№4&custody=now", "/cases/?within=4&custody=now"),
        ("/cases/?within=№ 4", "/cases/?within=4"),
        ("/cases/?provision_number=No. 4", "/cases/?provision_number=4"),
        ("/people/?provision=№ 178.1", "/people/?provision=178.1"),
        ("/people/?within=%234", "/people/?within=4"),
        ("/events/?person=№1", "/events/?person=1"),
    ],
)
def test_a_number_is_taken_with_the_sign_that_pages_write_before_it(
    client: Client, record: None, address: str, clean: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, clean)
    assert client.get(clean).status_code == 200


def test_custody_on_a_day_that_has_not_come_cannot_be_asked_for(client: Client, record: None) -> None:
    response = client.get("/cases/?held_on=2017-06-03")
    assert response.status_code == 400
    assert "Nothing is known yet of a day that has not come." in said(response)
    # On the first of June here, it is the second in the east.
    assert titles(client, "/cases/?held_on=2017-06-02") == set()


def test_who_was_not_confirmed_for_a_year_is_no_longer_held_now(
    client: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, held in ((date(2018, 5, 20), {"Held lately"}), (date(2018, 5, 21), set())):
        monkeypatch.setattr(course, "today", lambda day=day: day)
        assert titles(client, "/cases/?custody=now") == held
    assert titles(client, "/cases/?custody=unknown") == {"Held lately", "Held once"}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("stage=convicted", "There is no stage “convicted”"),
        ("outcome=no", "There is no outcome “no”"),
        ("custody=yes", "Custody is asked for with now, unknown, released or none, not “yes”"),
        ("provision=murder", "Nobody was charged under an article “murder”"),
        ("provision_number=999", "There is no provision with the number “999”"),
        ("provision_number=x", "There is no provision with the number “x”"),
        ("within=99", "There is no public case with the number “99”"),
        ("part=half", "A case is a whole or a part, not “half”"),
        ("trait=not_mass", "There is nothing called “not_mass” that a case can be"),
    ],
)
def test_what_does_not_exist_is_named_and_no_list_is_shown(
    client: Client, record: None, query: str, says: str
) -> None:
    response = client.get(f"/cases/?{query}")
    assert response.status_code == 400
    assert says in said(response) and "Held lately" not in said(response)


def test_a_wrong_article_is_answered_with_right_ones(client: Client, record: None) -> None:
    assert "/cases/?provision=178.1" in links(client.get("/cases/?provision=murder"))


def test_an_article_under_which_nobody_was_charged_finds_nothing(client: Client, record: None) -> None:
    assert titles(client, "/cases/?provision=999") == set()


def test_a_withdrawn_case_is_no_whole(client: Client, record: None) -> None:
    whole = Page.objects.get(kind="case", key="4")
    documents.withdraw(whole, "Told twice.")
    assert client.get("/cases/?within=4").status_code == 400


def test_what_was_chosen_is_said_in_words_and_stays_in_the_form(client: Client, record: None) -> None:
    response = client.get("/cases/?provision=178&within=4&custody=released")
    page = said(response)
    assert "Charged under article: 178, Criminal Code" in page
    assert "Within a larger case: № 4 Many" in page
    assert "Custody of somebody targeted: Held before, no longer" in page
    html = response.content.decode()
    assert '<details class="more facet courts" open>' in html
    assert 'name="within" value="4"' in html and 'name="provision" value="178"' in html
    assert " open" not in client.get("/cases/").content.decode().partition("facet courts")[2][:20]


def test_the_list_takes_four_queries_whatever_is_asked(
    client: Client, record: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/cases/")  # after a publication bitmaps, terms, countries and what is offered are read once
    # Whether anything was published; the provisions and cases that are named; the rows; the people in them.
    with django_assert_num_queries(4):
        client.get("/cases/?provision=178&provision_number=30&within=4&custody=released&outcome=acquitted")


@pytest.mark.parametrize(
    "chosen",
    ["", "country=AZ&", "country=GE&", "country=GE&country_role=place&", "q=held&", "custody=released&"],
)
def test_whatever_else_is_chosen_each_law_and_larger_case_leaves_what_it_says(
    client: Client, record: None, chosen: str
) -> None:
    for facet, of in (("provision_number", "provision"), ("within", "within")):
        counts = client.get(f"/cases/?{chosen}").context["listing"].fields[facet].choices
        said = {choice.value: choice.count for choice in counts}
        for value in CaseFacet.objects.filter(facet=of).values_list("value", flat=True).distinct():
            left = client.get(f"/cases/?{chosen}{facet}={value}").context["listing"]
            assert left.total == said.get(value, 0), (facet, value)


def test_what_is_offered_is_called_by_its_name_however_few_names_are_kept(
    client: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "MOST_KEPT", 1)
    first = offered(client, "/cases/", "provision_number")
    assert first["Criminal Code, article 178.1"] == 1
    assert offered(client, "/cases/", "provision_number") == first


def offered(client: Client, address: str, name: str) -> dict[str, int | None]:
    field = client.get(address).context["listing"].fields[name]
    return {choice.label: choice.count for choice in field.choices}


def test_laws_and_articles_are_offered_with_how_many_cases_each_would_leave(
    client: Client, record: None
) -> None:
    of_all = offered(client, "/cases/", "provision_number")
    assert of_all["Criminal Code, article 178.1"] == 1 and all(of_all.values())
    released = offered(client, "/cases/?custody=released", "provision_number")
    of_fraud = ("Criminal Code", "Criminal Code, article 178", "Criminal Code, article 178.1")
    assert released == dict.fromkeys(of_fraud, 1)  # and no article that would leave nothing
    chosen = offered(client, "/cases/?custody=released&provision_number=12", "provision_number")
    assert chosen == released | {"Criminal Code, article 192.2": 0}  # what is chosen stays
    assert offered(client, "/people/?custody=released", "provision_number") == released
    assert titles(client, "/people/?provision_number=30") == {"Elxan"}


def test_what_is_not_recorded_is_counted_and_never_called_no(client: Client, record: None) -> None:
    assert offered(client, "/cases/?custody=now&custody=none", "trait") == {
        "Tried in absentia": 0,
        "No trial in absentia recorded": 2,
        "Crosses a border": 1,
        "No border recorded that it crosses": 1,
        "Against many": 1,
        "Not recorded as against many": 1,
    }


def test_of_many_articles_those_are_offered_under_which_most_of_what_is_left_are_charged(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_NAMED", 2)
    fraud, libel = charge(1, provision("178", number=10)), charge(1, provision("147", number=20))
    for number, charged, until in ((1, fraud, ""), (2, fraud, ""), (3, libel, "2016-03-17")):
        one(
            number,
            f"Case {number}",
            participants=[accused("Sevda")],
            detentions=[detention(1, "2014-05-12", until)],
            proceedings=[proceeding("", None, 1, charges=[charged])],
        )
    of_all = offered(client, "/cases/", "provision_number")
    assert of_all == {"Criminal Code": 2, "Criminal Code, article 178": 2}
    of_released = offered(client, "/cases/?custody=released", "provision_number")
    assert of_released == {"Criminal Code": 1, "Criminal Code, article 147": 1}


def test_a_long_list_of_choices_is_searched_among_all_of_them(
    client: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_NAMED", 1)
    assert offered(client, "/cases/", "provision_number") == {"Criminal Code": 1}
    assert 'name="provision_number_find"' in client.get("/cases/").content.decode()
    looked_for = "/cases/?custody=released&provision_number_find=criminal 178.1"
    assert offered(client, looked_for, "provision_number") == {"Criminal Code, article 178.1": 1}
    assert titles(client, looked_for) == {"Let go"}  # it chooses nothing by itself
    page = said(client.get("/cases/?provision_number=12&provision_number_find=murder"))
    assert "No choice that is left here is called so." in page and "Criminal Code, article 192.2" in page
    with_others = "/cases/?within_find=many&custody=released"
    assert offered(client, with_others, "within") == {"№ 4 Many": 1}
    assert offered(client, "/cases/?within_find=№ 4", "within") == {"№ 4 Many": 2}
    assert offered(client, "/cases/?within_find=few", "within") == {}
    assert client.get("/cases/?within_find=%25").status_code == 400
    assert client.get("/people/?within_find=many").status_code == 400  # a number is typed there


def test_larger_cases_are_offered_with_how_many_parts_each_would_leave(client: Client, record: None) -> None:
    assert offered(client, "/cases/", "within") == {"№ 4 Many": 2}
    assert offered(client, "/cases/?custody=unknown", "within") == {"№ 4 Many": 1}


def test_people_within_a_case_are_asked_for_by_its_number(client: Client, record: None) -> None:
    assert 'name="within" value=""' in client.get("/people/").content.decode()
    response = client.get("/people/?within=4&within=1")
    assert {page.title for page in response.context["listing"].rows} == {
        "Sevda", "Nigar", "Elxan", "Rauf",
    }  # fmt: skip
    html = response.content.decode()
    assert html.count('name="within"') == 2  # one in the field, the other kept beside it


# ---------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("custody=now", {"Sevda"}),
        ("custody=unknown", {"Nigar"}),
        ("custody=released", {"Elxan"}),
        ("custody=none", {"Rauf"}),
        ("role=defendant", {"Sevda", "Nigar", "Elxan"}),
        ("role=affected", {"Sevda", "Nigar", "Elxan"}),
        ("role=judge", {"Rauf"}),
        ("role=acting", {"Rauf"}),
        ("occupation=judge", {"Rauf"}),
        ("occupation=journalist&custody=released", {"Elxan"}),
    ],
)
def test_people_are_found_by_role_occupation_and_custody(
    client: Client, record: None, query: str, found: set[str]
) -> None:
    assert titles(client, f"/people/?{query}") == found


def test_somebody_who_is_held_now_was_not_only_released(client: Client, record: None) -> None:
    one(
        5, "Held again", participants=[accused("Elxan", "3")],
        detentions=[detention(1, "2017-05-01", confirmed=documents.date("2017-05-31"))],
    )  # fmt: skip
    assert titles(client, "/people/?custody=released") == set()
    assert titles(client, "/people/?custody=now") == {"Sevda", "Elxan"}
