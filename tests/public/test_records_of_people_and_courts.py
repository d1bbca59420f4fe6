"""What the pages of people, organizations and events say of courts, custody, status and figures."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.public import course
from tests.public import documents
from tests.public.documents import (
    affected,
    case_text,
    coded,
    country,
    detention,
    name,
    official,
    participant,
    place,
    proceeding,
    reference,
    sanction,
    source,
    step,
)
from tests.public.reading import anchors, links, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "today", lambda: date(2018, 1, 1))


def her_case(number: int, title: str, **facts: Any) -> None:
    sevda = participant(name("Sevda Rzayeva"), key="1", role=("defendant", "Accused"))
    documents.publish(documents.case(number, texts=[case_text("en", title)], participants=[sevda], **facts))


def test_a_person_is_shown_with_what_became_of_her_in_all_her_cases(client: Client) -> None:
    documents.publish(documents.person(1, name("Sevda Rzayeva")))
    prison = [sanction(1, years=6)]
    her_case(
        1,
        "Her trial",
        detentions=[detention(1, "2014-08-14", "2014-08-20")],
        proceedings=[proceeding("1-33/2015", None, 1, steps=[step("convicted", "2015", sanctions=prison)])],
    )
    her_case(
        2,
        "The trial of many",
        detentions=[detention(1, "2014-08-18", "2014-08-23"), detention(1, "2017-12-20", place="Gəncə")],
        proceedings=[proceeding("", None, 1, steps=[step("charged", "2017")])],
    )
    response = client.get("/people/1/sevda-rzayeva/")
    page = said(response)
    # 14 to 23 August without a day twice, and one day that is certain of December.
    assert "In custody, last confirmed 20 December 2017 held at least 11 days over all cases" in page
    # Six years given in 2015: whether she was free until 2017 is not recorded.
    assert "Her trial Convicted in 2015." in page and "in force: 6 years in prison" in page
    assert "The trial of many Charged in 2017, no decision recorded." in page
    assert "since 20 December 2017 no end recorded Pre-trial detention Gəncə" in page
    assert {link[1:] for link in links(response) if link.startswith("#")} <= anchors(response)


def test_an_old_version_of_a_person_says_nothing_of_what_others_say(client: Client) -> None:
    for _version in (1, 2):
        documents.publish(documents.person(1, name("Sevda Rzayeva")))
    her_case(1, "Her trial", detentions=[detention(1, "2014-08-14", "2014-08-20")])
    assert "held 7 days" in said(client.get("/people/1/sevda-rzayeva/"))
    assert "held 7 days" not in said(client.get("/people/1/v1/"))


def trials(judge: dict[str, Any], court: dict[str, Any]) -> None:
    """One verdict over two of three, an extension of detention twice; told by two cases, and one withheld."""
    steps = [
        step("hearing", "2014-08-14", 1, body=court),
        step("remand", "2014-08-15", 1, body=court, officials=[official("judge", judge)]),
        step("remand", "2014-11-15", 1, body=court, officials=[official("judge", judge)]),
        step("convicted", "2015-04-22", 1, 2, body=court, officials=[official("judge", judge)]),
        step("liquidation", "2015-05-01", 3, body=court, words="Struck off"),
    ]
    people = [
        participant(name("Sevda Rzayeva"), key="1"),
        participant(name("Nigar Abbasova"), key="2"),
        participant(name("An institute"), who="organization", key="9"),
    ]
    for number in (1, 2):
        documents.publish(
            documents.case(
                number, participants=people, proceedings=[proceeding("1-1/2015", None, 1, 2, 3, steps=steps)]
            )
        )


def test_judges_and_courts_are_counted_in_people_once_per_decision(client: Client) -> None:
    documents.publish(documents.person(5, name("Rauf Quliyev"), occupations=[coded("judge", "Judge")]))
    documents.publish(documents.organization(1))
    trials(reference("person", "5", name("Rauf Quliyev")), reference("organization", "1", name("Court")))
    judge = said(client.get("/people/5/rauf-quliyev/"))
    # Two people convicted in one verdict that two cases tell of; one person remanded twice.
    assert "Decision Times People Cases Convicted as judge 2 2 2 Remand as judge 2 1 2" in judge
    assert "each person counts once per decision" in judge and "no measure of all that was decided" in judge
    assert "Hearing" not in judge
    court = said(client.get("/organizations/1/court-of-grave-crimes/"))
    assert "Convicted 2 2 2 Remand 2 1 2 Struck off organizations only 2" in court


def test_whoever_is_withheld_may_be_one_person_in_two_cases_of_a_court(client: Client) -> None:
    documents.publish(documents.organization(1))
    documents.publish(documents.organization(2, name("Prosecutor’s Office")))
    court = reference("organization", "1", name("Court"))
    office = reference("organization", "2", name("Prosecutor’s Office"))
    accused = [participant(name("Sevda Rzayeva"), key="1"), participant(shown="withheld")]
    for number, year in ((1, 2015), (2, 2016)):
        steps = [
            step("charged", f"{year}"),
            step("convicted", f"{year}", officials=[official("prosecutor", office)]),
            step("parole", f"{year}"),
        ]
        trial = proceeding("", None, 1, 2, body=court, steps=steps)
        documents.publish(documents.case(number, participants=accused, proceedings=[trial]))
    page = said(client.get("/organizations/1/court-of-grave-crimes/"))
    # Four times; Sevda, and one man or two. Charging and parole are no acts of a court that nobody names.
    assert "Convicted 4 2 to 3 2" in page
    assert "may be the same person in several cases" in page
    decisions = page.partition("Decisions, in people")[2].partition("How this is counted")[0]
    assert "harged" not in decisions and "arole" not in decisions
    took_part = said(client.get("/organizations/2/prosecutor-s-office/", follow=True))
    assert "Took part in, in people" in took_part and "Convicted took part as prosecutor 4" in took_part
    assert "Decisions, in people" not in took_part


def test_an_organization_says_what_it_was_in_the_eyes_of_each_state(client: Client) -> None:
    court = reference("organization", "2", name("Court of Grave Crimes"))
    documents.publish(documents.organization(2))
    statuses = [
        {
            "country": country("AZ"),
            "status": coded("registered", "Registered"),
            "began": documents.date("2006-05-12"),
            "ended": documents.date("2014-08"),
            "by": None,
        },
        {
            "country": country("AZ"),
            "status": coded("liquidated", "Liquidated"),
            "began": documents.date("2014-08"),
            "ended": None,
            "by": court,
            "refs": ["1a"],
        },
    ]
    domains = [
        {
            "name": "institute.example",
            "country": country("AZ"),
            "blocked_from": documents.date("2017-03-27"),
            "blocked_to": None,
        },
        {"name": "institute.example.org", "country": None, "blocked_from": None, "blocked_to": None},
    ]
    documents.publish(
        documents.organization(
            1,
            name("An institute"),
            statuses=statuses,
            domains=domains,
            sources=[source(1, place("1a", "legal_status-2"))],
        )
    )
    response = client.get("/organizations/1/an-institute/")
    page = said(response)
    # A court that liquidated it does not own it.
    assert "Belongs to it" not in said(client.get("/organizations/2/court-of-grave-crimes/"))
    assert "12 May 2006 to August 2014 last day not known Registered no source yet Azerbaijan" in page
    assert "since August 2014 no end recorded Liquidated[1a] Azerbaijan by Court of Grave Crimes" in page
    assert "Used for: Liquidated (August 2014)" in page and "#legal_status-2" in links(response)
    assert "since 27 March 2017 no end recorded institute.example no source yet blocked in Azerbaijan" in page
    assert "institute.example.org no source yet no block recorded" in page
    assert {"/organizations/2/court-of-grave-crimes/", "/countries/AZ/"} <= links(response)


def test_an_event_says_how_many_it_affected_and_where_each_source_is_used(client: Client) -> None:
    documents.publish(
        documents.event(
            1,
            affected=[affected(number=250, bound="at_least", whom=coded("journalists", "Journalists"))],
            place="Baku",
            sources=[source(1, place("1a", "date", "text", "place", "affected-1"))],
        )
    )
    response = client.get("/events/1/a-law-on-grants/")
    assert "Affected at least 250 journalists" in said(response)
    assert {link[1:] for link in links(response) if link.startswith("#")} <= anchors(response)


def test_every_claim_about_a_person_or_an_organization_has_a_place(client: Client) -> None:
    cited = ("names", "occupations", "nationalities", "born")
    documents.publish(documents.person(1, born="1981", sources=[source(1, place("1a", *cited))]))
    cited = ("names", "organization_kind", "country", "founded")
    documents.publish(documents.organization(1, sources=[source(1, place("1a", *cited))]))
    for address in ("/people/1/sevda-quliyeva/", "/organizations/1/court-of-grave-crimes/"):
        response = client.get(address)
        inner = {link[1:] for link in links(response) if link.startswith("#")}
        assert inner <= anchors(response), address


def test_the_methodology_says_what_the_figures_mean(client: Client) -> None:
    response = client.get("/methodology/")
    page = said(response)
    assert {"custody", "courts", "parts", "affected"} <= anchors(response)
    for words in ("more than 12 months ago", "each person once per decision", "never added to it"):
        assert words in page
