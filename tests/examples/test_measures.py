"""A listing as "foreign agent" followed by a criminal case; 15 days of administrative arrest, repeated."""

from datetime import date

import pytest

from cases.public import course
from tests.examples.desk import Desk, sentence, step

pytestmark = pytest.mark.django_db


def test_a_listing_as_foreign_agent_is_followed_by_a_criminal_case(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ministry = desk.body("Ministry of Justice", "ministry", "Russia")
    court = desk.body("Basmanny District Court", country="Russia")
    evasion = desk.article(desk.law("Criminal Code", "Russia"), "330.1", "Evasion of duties")
    irina = desk.person("Irina Sokolskaya")
    case = desk.case(
        "A listing, and what came of it", "designation", "criminal", began="2021", lead="Russia",
        who=[(irina, "defendant")],
    )  # fmt: skip
    desk.proceeding(case, "designation", body=ministry, steps=[step("20 August 2021", "listed")])
    desk.proceeding(
        case, "criminal", body=court, charges=[{"provision": evasion}],
        steps=[
            step("Dec 2023", "opened"), step("Feb 2024", "charged"), step("1 March 2024", "remand"),
        ],
    )  # fmt: skip
    desk.held(case, irina, "1 March 2024", confirmed="10 Nov 2024", family_access="false")
    desk.publish(case)
    monkeypatch.setattr(course, "today", lambda: date(2025, 2, 1))

    page = desk.page(case)
    assert "Listed in 2021. In force: Listed" in page
    assert "Charged in 2024, no decision recorded. Stage reached: Charged No decision in force" in page
    assert "In custody, last confirmed 10 November 2024 held at least 255 days" in page
    assert "lawyer: not known family: not admitted" in page
    assert "In custody, last confirmed 10 November 2024" in desk.page(irina)
    assert "No decision recorded 1" in desk.page(evasion)
    assert "Listed 1 1 1" in desk.page(ministry)

    assert desk.finds(case, custody="now", outcome="listed") and desk.finds(case, stage="charged")
    assert not desk.finds(case, outcome="convicted")
    assert desk.finds(case, type="designation", provision="330.1")

    monkeypatch.setattr(course, "today", lambda: date(2026, 2, 1))  # and nobody has heard of her since
    assert "Unknown since 10 November 2024, when custody was last confirmed" in desk.page(case)
    assert desk.finds(case, custody="unknown") and not desk.finds(case, custody="now")
    assert not desk.finds(case, custody="released")


def test_fifteen_days_of_administrative_arrest_again_and_again(desk: Desk) -> None:
    court = desk.body("Leninsky District Court", country="Belarus")
    code = desk.law("Code of Administrative Offences", "Belarus")
    picket = desk.article(code, "24.23", "Picketing")
    pavel = desk.person("Pavel Žuk")
    case = desk.case(
        "Arrested at the gate, three times", "administrative", began="Aug 2020", lead="Belarus",
        who=[(pavel, "defendant")],
    )  # fmt: skip
    arrests = [("9 Aug 2020", "23 Aug 2020"), ("23 Aug 2020", "6 Sept 2020"), ("1 Nov 2020", "15 Nov 2020")]
    for began, ended in arrests:
        arrest = sentence("administrative_arrest", days=15)
        desk.proceeding(
            case, "administrative", body=court, charges=[{"provision": picket}],
            steps=[step(began, "found_liable", sentences=[arrest])],
        )  # fmt: skip
        desk.held(case, pavel, began, ended, "administrative")
    desk.publish(case)

    page = desk.page(case)
    assert page.count("15 days of administrative arrest No later step recorded") == 3
    assert "onvict" not in page and "45 days" not in page and "in prison" not in page
    # Let out on the 23rd of August and taken again at the gate: one day.
    assert "Custody ended 15 November 2020 held 44 days" in page
    his = desk.page(pavel)
    assert his.count("in force: 15 days of administrative arrest") == 3 and "held 44 days" in his
    assert "24.23 Picketing On record 1 person charged, by name 1 case" in desk.page(picket)
    assert "Found liable 3 1 1" in desk.page(court)  # three times, one man

    assert desk.finds(case, type="administrative", outcome="found_liable", provision="24.23")
    assert desk.finds(case, custody="released") and desk.finds(case, stage="decided")
