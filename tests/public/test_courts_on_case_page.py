"""Charges, sentences and detentions at /cases/<number>/: who stood before which court, and who is held."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.public import course
from tests.public import documents
from tests.public.documents import (
    affected,
    case_text,
    charge,
    coded,
    detention,
    name,
    official,
    own_event,
    participant,
    place,
    proceeding,
    provision,
    reference,
    relation,
    sanction,
    source,
    step,
    text,
)
from tests.public.reading import anchors, links, said

pytestmark = pytest.mark.django_db

COURT = reference("organization", "1", name("Court of Grave Crimes"))
OFFICE = reference("organization", None, name("Prosecutor General’s Office"))


def defendants(*called: str) -> list[dict[str, Any]]:
    return [participant(name(one), role=("defendant", "Accused")) for one in called]


def page_of(client: Client, **facts: Any) -> Any:
    documents.publish(documents.case(1, **facts))
    return client.get(client.get("/cases/1/")["Location"])


def read_on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(course, "today", lambda: day)


# ---------------------------------------------------------------- charges and sentences


def test_a_ladder_tells_each_step_with_who_decided_and_what_was_given(client: Client) -> None:
    documents.publish(documents.organization(1))
    documents.publish(documents.person(5, name("Rauf Quliyev")))
    verdict = step(
        "convicted",
        "2015-04-22",
        body=COURT,
        officials=[official("judge", reference("person", "5", name("Rauf Quliyev")))],
        in_absentia=True,
        text=text("en", "She was not in the court."),
        sanctions=[
            sanction(1, years=7, months=6),
            sanction(1, "fine", amount="5000", currency="AZN"),
            sanction(1, "travel_ban", indefinite=True),
        ],
        refs=["1a"],
    )
    response = page_of(
        client,
        participants=defendants("Sevda Rzayeva"),
        proceedings=[
            proceeding("1-33/2015", None, 1, charges=[charge(1)], steps=[
                step("charged", "2014-08-14", body=OFFICE), verdict,
            ]),
        ],
        sources=[source(1, place("1a", "step-2"))],
    )  # fmt: skip
    page = said(response)
    assert "Accused by Prosecutor General’s Office under Criminal Code, article 178.3.2 (Fraud)" in page
    assert "Charged no source yet 14 August 2014 Prosecutor General’s Office" in page
    assert "Convicted[1a] 22 April 2015 Court of Grave Crimes Judge: Rauf Quliyev in absentia" in page
    assert "7 years 6 months in prison Fine of 5,000 AZN Travel ban for an indefinite time" in page
    assert "She was not in the court. No later step recorded" in page
    assert {"/people/5/rauf-quliyev/", "/organizations/1/court-of-grave-crimes/", "/provisions/4/"} <= links(
        response
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"years": 1, "days": 15}, "1 year 15 days in prison"),
        ({"years": 3, "suspended": True}, "3 years in prison, suspended"),
        ({}, "Prison, for how long is not known"),
        ({"kind": "life"}, "Imprisonment for life"),
        ({"kind": "administrative_arrest", "days": 15}, "15 days of administrative arrest"),
        ({"kind": "damages", "amount": "1250.5", "currency": "EUR"}, "Damages of 1,250.5 EUR"),
        ({"kind": "activity_ban", "years": 3}, "Activity ban for 3 years"),
        ({"kind": "fine"}, "Fine, amount not known"),
    ],
)
def test_a_sentence_is_told_in_words(client: Client, given: dict[str, Any], words: str) -> None:
    steps = [step("convicted", "2015", sanctions=[sanction(1, **given)])]
    response = page_of(
        client, participants=defendants("Sevda"), proceedings=[proceeding("", None, 1, steps=steps)]
    )
    assert words in said(response)


def test_what_was_decided_last_is_told_in_plain_words(client: Client) -> None:
    steps = [
        step("convicted", "2015-04-22", sanctions=[sanction(1, years=6)]),
        step("pardoned", "2016-03-17"),
    ]
    response = page_of(
        client,
        participants=defendants("Sevda"),
        proceedings=[proceeding("", None, 1, steps=steps)],
        detentions=[detention(1, "2014-08-14", "2016-03-17")],
    )
    page = said(response)
    assert "Convicted in 2015, pardoned and freed in 2016, conviction still stands." in page
    assert "In force: Convicted no sanction in force" in page


def test_a_death_is_never_told_as_freedom(client: Client) -> None:
    response = page_of(
        client,
        participants=defendants("Sevda"),
        proceedings=[proceeding("", None, 1, steps=[step("convicted", "2015")])],
        detentions=[detention(1, "2014-08-14", "2016-03-17")],
        events=[own_event("She died", "2016-03-17", kind=coded("death", "Death"))],
    )
    assert "Convicted in 2015, custody ended in 2016, conviction still stands." in said(response)


def test_the_end_of_a_custody_is_told_in_the_proceeding_that_it_was_for(client: Client) -> None:
    first = [step("charged", "2010-03"), step("acquitted", "2010-05-01")]
    second = [step("convicted", "2015"), step("quashed", "2016")]
    response = page_of(
        client,
        participants=defendants("Sevda"),
        proceedings=[proceeding("", None, 1, steps=first), proceeding("", None, 1, steps=second)],
        detentions=[detention(1, "2014-11", "2016-02")],
    )
    page = said(response)
    assert "Acquitted in 2010." in page and "Acquitted in 2010, custody" not in page
    assert "Convicted in 2015, quashed and freed in 2016" in page


def test_the_timeline_says_who_was_tried_where_others_of_the_case_were_not(client: Client) -> None:
    trials = [proceeding("", None, 1, steps=[step("convicted", "2015")]), proceeding("", None, 2)]
    page = said(page_of(client, participants=defendants("Sevda", "Nigar"), proceedings=trials))
    timeline = page[page.index("Timeline") :]
    assert "Convicted Sevda" in timeline[: timeline.index("People and organizations")]


def test_without_a_decision_the_stage_is_told_and_nothing_is_called_a_no(client: Client) -> None:
    steps = [step("charged", "2017-05")]
    response = page_of(
        client, participants=defendants("Sevda"), proceedings=[proceeding("", None, 1, steps=steps)]
    )
    page = said(response)
    assert "Charged in 2017, no decision recorded. Stage reached: Charged No decision in force" in page
    assert "No decision in force" in page and "acquitted" not in page.lower()


def test_a_stage_that_a_decision_has_closed_is_not_where_she_stands(client: Client) -> None:
    steps = [step("charged", "2014"), step("convicted", "2015"), step("appeal", "2016")]
    trial = proceeding("", None, 1, steps=steps[:2])
    page = said(page_of(client, participants=defendants("Sevda"), proceedings=[trial]))
    assert "Stage reached" not in page
    trial = proceeding("", None, 1, steps=steps)
    page = said(page_of(client, participants=defendants("Sevda"), proceedings=[trial]))
    assert "Convicted in 2015, appeal lodged in 2016, conviction still stands." not in page
    assert "Convicted in 2015, appeal lodged in 2016. Stage reached: Appeal In force: Convicted" in page


def test_those_who_share_exactly_their_steps_share_a_ladder(client: Client) -> None:
    names = [f"Reporter {letter}" for letter in "ABCDEFGHIJKLMN"]
    guilty = list(range(1, 14))
    steps = [
        step("charged", "2014"),
        step(
            "convicted",
            "2015",
            *guilty,
            sanctions=[sanction(one, years=3 if one > 1 else 9) for one in guilty],
        ),
        step("acquitted", "2015", 14),
    ]
    response = page_of(
        client,
        participants=defendants(*names),
        proceedings=[proceeding("", None, *range(1, 15), steps=steps)],
    )
    page = said(response)
    html = response.content.decode()
    assert html.count('<ol class="ladder') == 2
    assert "Reporter A , Reporter B , Reporter C".replace(" ,", "") in page.replace(",", "")
    assert "and 10 others Reporter D" in page
    assert "9 years in prison: Reporter A" in page
    assert "3 years in prison: all but Reporter A" in page
    # A step stands in both ladders, and has one place to link to.
    assert html.count('id="step-1"') == 1


def test_a_requalified_charge_and_a_step_about_one_charge_say_so(client: Client) -> None:
    charges = [charge(1), charge(1, provision("192.2", "Illegal enterprise", 10))]
    steps = [
        step("dropped", "2015", 1, charges=[2]),
        step("requalified", "2016", requalified_to=provision("182", "Extortion", 20)),
    ]
    response = page_of(
        client,
        participants=defendants("Sevda"),
        proceedings=[proceeding("", None, 1, charges=charges, steps=steps)],
    )
    page = said(response)
    assert "Dropped no source yet 2015 under article 192.2" in page
    assert "now under Criminal Code, article 182" in page


def test_a_suit_says_who_brought_it_and_what_is_claimed(client: Client) -> None:
    suit = proceeding(
        "",
        None,
        1,
        kind=coded("civil", "Civil"),
        brought_by=["participant-2"],
        amount="30000",
        currency="EUR",
    )
    response = page_of(client, participants=defendants("A newspaper", "A minister"), proceedings=[suit])
    assert "Civil proceeding brought by A minister 30,000 EUR claimed No step recorded." in said(response)


def test_a_proceeding_without_a_number_has_a_place_of_its_own(client: Client) -> None:
    sources = [source(1, place("1a", "proceeding-1", "step-1"))]
    response = page_of(
        client, proceedings=[proceeding(steps=[step("opened", "2014")], refs=["1a"])], sources=sources
    )
    assert {"proceeding-1", "step-1"} <= anchors(response)
    assert "Used for: Criminal proceeding, Opened (2014)" in said(response)


def test_every_claim_has_a_place_that_its_source_leads_to(client: Client) -> None:
    claims = (
        "narrative", "narrative-2", "proceeding-2", "step-3", "detention-2", "affected-1", "participant-1",
    )  # fmt: skip
    response = page_of(
        client,
        texts=[case_text("en", "Arrest of a reporter", "It.", "First.\n\nSecond.")],
        participants=defendants("Sevda", "Nigar"),
        proceedings=[
            proceeding("", None, 1, steps=[step("opened", "2014"), step("charged", "2015")]),
            proceeding("", None, 2, steps=[step("opened", "2016")]),
        ],
        detentions=[detention(1, "2014"), detention(2, "2014")],
        affected=[affected("hundreds of NGOs")],
        refs={"narrative-2": ["1a"]},
        sources=[source(1, place("1a", *claims))],
    )
    inner = {link[1:] for link in links(response) if link.startswith("#")}
    assert inner <= anchors(response)
    page = said(response)
    assert "Second.[1a]" in page
    assert "Opened (2016)" in page
    # Held at the same place and time, the two are told together, and the source of either leads there.
    assert "detention-1" in inner and "detention-2" not in inner


def test_the_timeline_is_composed_of_events_steps_and_detentions(client: Client) -> None:
    response = page_of(
        client,
        participants=defendants("Sevda", "Nigar", "Elxan"),
        proceedings=[
            proceeding("", None, 1, 2, 3, steps=[
                step("convicted", "2015-04-22", 1), step("convicted", "2015-04-22", 2),
            ]),
        ],
        detentions=[detention(1, "2014-08-14", "2016-03-17")],
        events=[own_event("Arrest", "2014-08-13")],
    )  # fmt: skip
    page = response.content.decode()
    timeline = page[page.index('id="timeline"') : page.index('id="people"')]
    titles = ["Arrest", "Pre-trial detention begins", "Convicted", "Pre-trial detention ends"]
    places = [timeline.index(title) for title in titles]
    assert places == sorted(places)
    assert timeline.count("Convicted") == 1  # one verdict over two of the three
    assert {"#step-1", "#detention-1"} <= links(response)


# ---------------------------------------------------------------- detention


def test_days_are_told_as_exactly_as_they_are_known(client: Client) -> None:
    response = page_of(
        client,
        participants=defendants("Exact", "Between", "Open"),
        detentions=[
            detention(1, "2017-05-12", "2017-05-14", lawyer_access=False, family_access=True),
            detention(1, "2017-05-14", "2017-05-20", kind="prison"),
            detention(2, "2017-05", "2017-06"),
            detention(3, "2017-05-12", confirmed=documents.date("2017-09-08")),
        ],
    )
    page = said(response)
    assert "Custody ended 20 May 2017 held 9 days" in page  # the day of the transfer counts once
    assert "held between 2 and 61 days" in page
    assert "held at least 120 days" in page
    assert "3 days lawyer: not admitted family: admitted" in page
    assert "lawyer: not known family: not known" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 5, 20), "In custody, last confirmed 20 May 2017"),
        (date(2018, 5, 21), "Unknown since 20 May 2017, when custody was last confirmed"),
    ],
)
def test_custody_that_was_not_confirmed_for_a_year_is_unknown(
    client: Client, monkeypatch: pytest.MonkeyPatch, day: date, words: str
) -> None:
    read_on(monkeypatch, day)
    held = [detention(1, "2017-05-12", confirmed=documents.date("2017-05-20"))]
    assert words in said(page_of(client, participants=defendants("Sevda"), detentions=held))


def test_an_old_version_says_who_was_held_on_its_own_day(client: Client) -> None:
    held = [detention(1, "2017-05-12", confirmed=documents.date("2017-05-20"))]
    facts: Any = {"participants": defendants("Sevda"), "detentions": held}
    documents.publish(documents.case(1, **facts), at=datetime(2017, 6, 1, tzinfo=UTC))
    documents.publish(documents.case(1, **facts), at=datetime(2019, 6, 1, tzinfo=UTC))
    assert "In custody, last confirmed 20 May 2017" in said(client.get("/cases/1/v1/"))
    for address in ("/cases/1/v2/", client.get("/cases/1/")["Location"]):
        assert "Unknown since 20 May 2017" in said(client.get(address))


def test_house_arrest_is_told_apart_and_is_no_custody(client: Client) -> None:
    held = [
        detention(1, "2017-05-12", "2017-05-14"),
        detention(1, "2017-05-15", "2017-05-24", kind="house_arrest"),
    ]
    page = said(page_of(client, participants=defendants("Sevda"), detentions=held))
    assert "Custody ended 14 May 2017 held 3 days House arrest: 10 days" in page


def test_a_detention_of_an_unknown_kind_is_neither_called_custody_nor_left_out(client: Client) -> None:
    held = [detention(1, "2017-05-12", kind="unknown", place="")]
    page = said(page_of(client, participants=defendants("Sevda"), detentions=held))
    assert "Held; the kind of detention is not known" in page and "Place not known" in page
    assert "In custody" not in page and "Custody ended" not in page


# ---------------------------------------------------------------- figures


def test_how_many_were_affected_is_said_as_vaguely_as_it_is_known(client: Client) -> None:
    journalists = coded("journalists", "Journalists")
    rows = [
        affected("hundreds of NGOs", done=coded("questioning", "Summons and questioning"), refs=["1a"]),
        affected(number=250, bound="at_least", whom=journalists),
        affected(number=1300, bound="about"),
        affected(number=1, whom=coded("sites", "Sites")),
        affected("dozens", whom=journalists),
        affected(number=2, whom=coded("kiosks", "Kiosks")),
    ]
    page = said(page_of(client, affected=rows, sources=[source(1, place("1a", "affected-1"))]))
    assert "Affected hundreds of NGOs[1a] Summons and questioning at least 250 journalists" in page
    assert "about 1,300 NGOs" in page
    assert "dozens (journalists)" in page and "hundreds of NGOs (" not in page
    assert "1 site" in page and "1 sites" not in page and "2 kiosks" in page
    assert "No individual is named in this case." in page and "0 people" not in page
    assert "hundreds of NGOs at least 250 journalists" in said(client.get("/cases/"))


def whole_and_parts() -> None:
    """Sevda is in the whole and in both parts; whoever is withheld in a part may be anybody."""
    sevda = participant(name("Sevda Rzayeva"), key="1", role=("defendant", "Accused"))
    nigar = participant(name("Nigar Abbasova"), key="2", role=("defendant", "Accused"))
    judge = participant(name("Rauf Quliyev"), key="5", role=("judge", "Judge"))
    withheld = participant(shown="withheld", role=("defendant", "Accused"))
    documents.publish(documents.case(1, participants=[sevda]))
    part_of = relation("part_of", "Part of", "1", "Arrest of a reporter")
    documents.publish(
        documents.case(
            2,
            relations=[part_of],
            participants=[sevda, withheld, judge],
            proceedings=[proceeding("", None, 1, 2, steps=[step("convicted", "2015")])],
            detentions=[detention(1, "2015", "2016"), detention(2, "2015", kind="prison")],
        )
    )
    documents.publish(
        documents.case(
            3,
            relations=[part_of],
            participants=[sevda, withheld, nigar],
            proceedings=[proceeding("", None, 1, 3, steps=[step("charged", "2016")])],
            detentions=[detention(1, "2017-05-12", confirmed=documents.date("2017-05-20"))],
        )
    )


def test_a_larger_case_counts_each_person_of_its_parts_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    read_on(monkeypatch, date(2017, 6, 1))
    whole_and_parts()
    # What is newest; the page with its document, its versions, and one UNION of all that is around it.
    with django_assert_num_queries(4):
        response = client.get("/cases/1/arrest-of-a-reporter/")
    page = said(response)
    assert "People By name, each once Without a public name Targeted 2 1 to 2" in page
    assert "In custody, confirmed within 12 months 1 0" in page  # Sevda, who was let go once before
    assert "Not known whether still held 0 1" in page
    assert "Held before, no longer" not in page
    assert "In force: convicted 1 1" in page
    assert "No decision recorded 1 0" in page  # Nigar
    assert "/cases/?within=1&custody=now" in links(response)
    read_on(monkeypatch, date(2018, 6, 1))
    page = said(client.get("/cases/1/arrest-of-a-reporter/"))
    assert "In custody" not in page and "Not known whether still held 1 1" in page


def test_a_case_without_parts_has_no_such_figures(client: Client) -> None:
    whole_and_parts()
    assert "With its parts" not in said(client.get("/cases/2/arrest-of-a-reporter/"))


# ---------------------------------------------------------------- very much of it


def mass_case() -> dict[str, Any]:
    """200 participants and 300 steps: hearings for all and for some, a verdict for each, 50 held."""
    people = [participant(name(f"Günel{n} Hüseynova{n}", "az"), key=str(n)) for n in range(1, 181)]
    people += [participant(shown="withheld") for _ in range(20)]
    hearings = [
        step("hearing", f"2015-{1 + n % 12:02}-{1 + n % 28:02}", *((n, n + 1, n + 2, n + 9) if n % 3 else ()))
        for n in range(1, 101)
    ]
    verdicts = [
        step("convicted", f"2016-{1 + n % 12:02}-{1 + n % 28:02}", n, body=COURT, refs=["1a"],
             sanctions=[sanction(n, years=1 + n % 12)])
        for n in range(1, 201)
    ]  # fmt: skip
    trial = proceeding(
        "1-1/2014", OFFICE, *range(1, 201), body=COURT, steps=[*hearings, *verdicts],
        charges=[charge(n) for n in range(1, 201)],
    )  # fmt: skip
    cited = [f"step-{n}" for n in range(101, 301)]
    return documents.case(
        1,
        participants=people,
        proceedings=[trial],
        detentions=[detention(n, f"2014-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(1, 51)],
        sources=[source(1, place("1a", *cited))],
    )


def test_a_case_of_two_hundred_people_and_three_hundred_steps_can_be_read(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    documents.publish(mass_case())
    # What is newest; the page with its document, its versions, and one UNION of all that is around it.
    with django_assert_num_queries(4):
        response = client.get("/cases/1/arrest-of-a-reporter/")
    html = response.content.decode()
    assert html.count('id="step-') == 300  # each told once, with whom it concerned
    assert html.count('id="participant-') == 200
    assert "<details" in html and "260 further steps" in said(response)
    inner = {link[1:] for link in links(response) if link.startswith("#")}
    assert inner <= anchors(response)
    sheet = Path("static/public/atlas.css").read_bytes()
    assert len(gzip.compress(response.content)) + len(gzip.compress(sheet)) < 60_000
