"""A law and its articles at /provisions/<number>/: who was charged, what was decided, what became of it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public.models import Page
from tests.public import documents
from tests.public.documents import (
    case_text,
    charge,
    date,
    event_text,
    name,
    participant,
    proceeding,
    provision,
    step,
    text,
)
from tests.public.reading import links, said

pytestmark = pytest.mark.django_db

FRAUD = provision("178.3.2")  # 1 the Criminal Code, 2 article 178, 3 178.3, 4 178.3.2
BY_A_GROUP = FRAUD["path"][3] | {"key": "5", "code": "178.3.4", "titles": [text("en", "By a group")]}
PART = provision("178.3.4", path=[*FRAUD["path"][:3], BY_A_GROUP])


def adopted(number: int, title: str, on: str, law_step: str, instrument: dict[str, object]) -> Page:
    return documents.publish(
        documents.event(
            number,
            texts=[event_text("en", title)],
            date=date(on),
            instrument=instrument,
            law_step=law_step,
        )
    )


@pytest.fixture
def charged() -> None:
    """Sevda is charged in two cases, under two items; Nigar and somebody withheld in one."""
    for number, called in ((1, "Sevda Rzayeva"), (2, "Nigar Abbasova")):
        documents.publish(documents.person(number, name(called)))
    sevda = participant(name("Sevda Rzayeva"), key="1")
    documents.publish(
        documents.case(
            1,
            participants=[
                sevda, participant(name("Nigar Abbasova"), key="2"), participant(shown="withheld"),
                participant(who="unidentified", label=text("en", "Leading activists")),
            ],
            proceedings=[
                proceeding(
                    "", None, 1, 2, 3, 4,
                    charges=[charge(1, FRAUD), charge(2, FRAUD), charge(3, FRAUD), charge(4, FRAUD)],
                    steps=[
                        step("convicted", "2015", 1, 3),
                        step("acquitted", "2015", 2),
                        step("pardoned", "2016", 1),
                    ],
                )
            ],
        )
    )  # fmt: skip
    documents.publish(
        documents.case(
            2,
            texts=[case_text("en", "A second trial")],
            participants=[sevda],
            proceedings=[proceeding("", None, 1, charges=[charge(1, PART)], steps=[step("charged", "2017")])],
        )
    )


def test_an_article_says_who_was_charged_and_what_became_of_them(
    client: Client, charged: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # What is newest; the provision with what stands above it; below it; charges; their people; events; cases,
    # how many.
    with django_assert_num_queries(8):
        response = client.get("/provisions/4/")
    page = said(response)
    assert "Criminal Code, article 178.3.2 Fraud" in page
    assert "2 people charged, by name 1 more whose names are withheld, once in each case" in page
    assert "1 group of which nobody is named 1 case" in page
    assert "Convicted 2 Acquitted 1" in page
    assert "Sevda Rzayeva Convicted in 2015, pardoned in 2016, conviction still stands." in page
    assert {"/people/1/sevda-rzayeva/", "/provisions/3/", "/provisions/1/", "/countries/AZ/"} <= links(
        response
    )
    assert "A second trial" not in page


def test_an_upper_level_includes_those_below_and_counts_each_person_once(
    client: Client, charged: None
) -> None:
    page = said(client.get("/provisions/3/"))
    assert "2 people charged, by name" in page and "2 cases What stands below it is counted with it." in page
    assert "178.3.2 Fraud 3 people charged 1 case" in page  # one of them is withheld
    assert "178.3.4 By a group 1 person charged 1 case" in page
    assert "A second trial" in page
    law = said(client.get("/provisions/1/"))
    assert "Its articles" in law and "178 3 people charged 2 cases" in law


def test_who_is_charged_and_not_judged_is_no_acquittal(client: Client, charged: None) -> None:
    page = said(client.get("/provisions/5/"))
    assert "Outcomes in force" in page and "No decision recorded 1" in page
    assert "Charged in 2017, no decision recorded." in page


def test_a_law_tells_its_life(client: Client) -> None:
    grants = provision("", number=20)
    adopted(1, "Grants need a permit", "2014-02", "adopted", grants)
    adopted(2, "The court strikes it down", "2018", "struck_down", grants)
    response = client.get("/provisions/20/")
    page = said(response)
    assert "Life of the law February 2014 day not known Grants need a permit adopted Criminal Code" in page
    assert page.index("adopted") < page.index("struck down")
    assert "0 people charged, by name" in page
    assert "/events/1/grants-need-a-permit/" in links(response)
    event = client.get("/events/1/grants-need-a-permit/")
    assert "Law Criminal Code adopted" in said(event) and "/provisions/20/" in links(event)
    country = client.get("/countries/AZ/")
    assert "Grants need a permit adopted Criminal Code" in said(country)
    assert "/provisions/20/" in links(country) and "/provisions/20/" in links(client.get("/provisions/"))


def test_an_outcome_is_that_under_the_article_itself(client: Client) -> None:
    theft, fraud, tax = (provision(code, title, number) for code, title, number in (
        ("177", "Theft", 10), ("178", "Fraud", 20), ("213", "Tax evasion", 30),
    ))  # fmt: skip
    charges = [charge(1, theft), charge(1, tax)]
    steps = [
        step("requalified", "2014", charges=[1], requalified_to=fraud),
        step("convicted", "2015", charges=[1]),
        step("acquitted", "2015", charges=[2]),
    ]
    trial = proceeding("", None, 1, charges=charges, steps=steps)
    documents.publish(
        documents.case(1, participants=[participant(name("Sevda Rzayeva"))], proceedings=[trial])
    )
    for law, says in (
        (theft, "Charge turned into another one 1"),
        (fraud, "Convicted 1"),
        (tax, "Acquitted 1"),
    ):
        page = said(client.get(f"/provisions/{law['path'][-1]['key']}/"))
        assert f"How this is counted {says} Where" in page


def test_of_two_counts_under_one_article_what_was_decided_of_one_is_not_forgotten(client: Client) -> None:
    charges = [charge(1, FRAUD), charge(1, FRAUD)]
    trial = proceeding("", None, 1, charges=charges, steps=[step("acquitted", "2015", charges=[1])])
    sevda = participant(name("Sevda Rzayeva"))
    documents.publish(documents.case(1, participants=[sevda], proceedings=[trial]))
    assert "Acquitted 1" in said(client.get("/provisions/4/"))


def test_a_law_says_since_when_it_is_in_force(client: Client, charged: None) -> None:
    code = FRAUD["path"][0] | {"valid_from": date("2000-09-01"), "valid_to": date("2018")}
    added = BY_A_GROUP | {"valid_from": date("2013-06")}
    of_law = provision("178.3.4", path=[code, *FRAUD["path"][1:3], added])
    adopted(1, "A heavier code", "2018-03", "repealed", FRAUD | {"path": FRAUD["path"][:1]})
    documents.publish(
        documents.case(
            2,
            participants=[participant(name("Sevda Rzayeva"), key="1")],
            proceedings=[proceeding("", None, 1, charges=[charge(1, of_law)])],
        )
    )

    page = said(client.get("/provisions/1/"))
    life = page[page.index("Life of the law") : page.index("Its articles")]
    assert "1 September 2000 In force from here on Criminal Code" in life
    assert "June 2013 day not known In force from here on Criminal Code, article 178.3.4" in life
    assert "In force until here" not in life  # the event says so, and more
    timeline = said(client.get("/countries/AZ/"))
    assert "1 September 2000 In force from here on Criminal Code" in timeline
    assert "178.3.4" not in timeline[timeline.index("Timeline") :]


def test_a_law_that_no_public_page_cites_is_not_found(client: Client, charged: None) -> None:
    assert client.get("/provisions/99/").status_code == 404
    assert client.get("/provisions/99999999999999999999/").status_code == 404
    for number in ("1", "2"):
        documents.withdraw(Page.objects.get(kind="case", key=number), "She asked for it.")
    for provision_number in range(1, 6):
        assert client.get(f"/provisions/{provision_number}/").status_code == 404
    assert "/provisions/1/" not in links(client.get("/provisions/"))
