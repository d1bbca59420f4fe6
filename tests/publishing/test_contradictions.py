"""What cannot be right together is a warning with the record that disagrees, and stays if she insists."""

import pytest
from django.contrib.auth.models import User

from cases.models import Case, Organization
from cases.publishing import workflow
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db


def found(case: Case) -> list[str]:
    return [
        p.key.split(":")[1] for p in problems(case) if p.key.startswith("contradiction") and not p.dismissed
    ]


def test_a_release_before_the_arrest() -> None:
    case = factories.case()
    factories.event(case, "Arrest", "2017-05-12")
    release = factories.event(case, "Release", "2017-05", event_kind="release")
    assert found(case) == []  # some day in May may be after the 12th
    release.date = "2016"
    release.save()
    assert found(case) == ["release"]


def test_two_detentions_at_once_here_or_in_another_case() -> None:
    sevda = factories.person()
    case, other = factories.case("One"), factories.case("Another")
    here, there = factories.participate(case, sevda), factories.participate(other, sevda)
    factories.detention(here, "2017-05-12", "2017-06-01")
    factories.detention(here, "2017-06-01", "2017-09-01", "prison")
    assert found(case) == []  # moved on the first of June
    factories.detention(there, "2017-07-01", "2017-08-01", "prison")
    [problem] = [p for p in problems(case) if p.key.startswith("contradiction")]
    assert problem.record == other and not problem.blocking


def test_a_hearing_after_an_acquittal() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    factories.step(trial, "acquitted", "2018-01-10")
    factories.step(trial, "hearing", "2018-03-01")
    assert found(case) == ["acquittal"]
    factories.step(trial, "appeal", "2018-01-20")
    assert found(case) == []


def test_custody_after_a_death() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(died="2018-01-01"))
    factories.detention(row, "2017-05-12", "2018-01-01")
    assert found(case) == []
    factories.detention(row, "2018-02-01", "2018-03-01", "prison")
    assert found(case) == ["death"]


def test_a_sanction_without_a_conviction() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    verdict = factories.step(trial, "hearing", "2018-01-10")
    factories.sanction(verdict, row, years=3)
    assert found(case) == ["sanction"]


def test_a_sanction_on_an_acquittal_though_a_conviction_came_before() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    factories.sanction(factories.step(trial, "convicted", "2018-01-10"), row, years=3)
    factories.sanction(factories.step(trial, "reduced", "2018-03-10"), row, years=2)
    assert found(case) == []
    factories.sanction(factories.step(trial, "acquitted", "2018-05-10"), row, years=3)
    assert found(case) == ["sanction"]


def test_nobody_is_convicted_of_an_administrative_offence() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    hearing = factories.proceeding(case, row, kind="administrative")
    step = factories.step(hearing, "convicted", "2018-01-10")
    factories.sanction(step, row, "administrative_arrest", days=15)
    assert found(case) == ["conviction"]
    step.step_kind = factories.term("step_kind", "found_liable")
    step.save()
    assert found(case) == []


def test_custody_that_goes_on_after_a_parole_or_a_release() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    factories.step(trial, "convicted", "2025-02-01")
    held = factories.detention(row, "2025-02-01", kind="prison", confirmed="2026-06-01")
    assert found(case) == []
    factories.step(trial, "parole", "2025-10-01")
    factories.event(case, "Release", "2025-10-02", event_kind="release")
    assert found(case) == ["held_after_step", "held_after_event"]
    held.ended, held.confirmed = "2025-10-02", ""
    held.save()
    assert found(case) == ["held_after_step"]  # by a day
    held.ended = "2025-10"
    held.save()
    assert found(case) == []


def test_whoever_is_convicted_under_one_charge_is_not_freed_by_an_acquittal_under_another() -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    factories.detention(row, "2025-01-01", "2026-01-01", "prison")
    factories.step(trial, "acquitted", "2025-02-01")
    assert found(case) == ["held_after_step"]
    factories.step(trial, "convicted", "2025-02-01")
    assert found(case) == []


def test_a_parole_before_every_conviction() -> None:
    case = factories.case()
    trial = factories.proceeding(case, factories.participate(case, factories.person(), "defendant"))
    factories.step(trial, "parole", "2019-05-01")
    factories.step(trial, "convicted", "2020-05-01")
    assert found(case) == ["early"]


def test_two_detentions_at_once_are_one_question_in_two_cases(researcher: User) -> None:
    sevda = factories.person()
    case, other = factories.case("One"), factories.case("Another")
    for record in (case, other):
        row = factories.participate(record, sevda)
        factories.detention(row, "2017-07-01", "2017-08-01", "prison")
    [problem] = [p for p in problems(case) if p.key.startswith("contradiction")]
    assert "and in “Another”" in problem.text
    workflow.dismiss(case, problem.key, by=researcher, reason="The same prison, told in both.")
    assert found(case) == found(other) == []


def test_a_contradiction_that_was_set_aside_comes_back_with_another_date(researcher: User) -> None:
    case = factories.case()
    factories.event(case, "Arrest", "2017-05-12")
    release = factories.event(case, "Release", "2016", event_kind="release")
    [problem] = [p for p in problems(case) if p.key.startswith("contradiction")]
    workflow.dismiss(case, problem.key, by=researcher, reason="Of an earlier arrest.")
    assert found(case) == []
    release.date = "2010"
    release.save()
    assert found(case) == ["release"]


def test_damages_in_a_suit_need_no_conviction() -> None:
    case = factories.case()
    row = factories.participate(case, factories.organization("The Morning News"), "respondent")
    suit = factories.proceeding(case, row, kind="civil")
    granted = factories.step(suit, "granted", "2018-01-10")
    factories.sanction(granted, row, "damages", amount="5000", currency="AZN")
    assert found(case) == []


def test_a_contradiction_stands_before_the_submission_until_she_gives_her_reason(researcher: User) -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(), "defendant")
    trial = factories.proceeding(case, row)
    factories.sanction(factories.step(trial, "charged", "2018-01-10"), row)
    with pytest.raises(workflow.Refused) as refused:
        workflow.submit(case, by=researcher)
    [problem] = refused.value.problems
    assert problem.key.startswith("contradiction:sanction")
    workflow.dismiss(case, problem.key, by=researcher, reason="So the papers say.")
    workflow.submit(case, by=researcher)


def test_a_researcher_insists_with_her_reason(researcher: User) -> None:
    case = factories.case()
    row = factories.participate(case, factories.person(died="2018-01-01"))
    factories.detention(row, "2018-02-01", "2018-03-01", "prison")
    [problem] = [p for p in problems(case) if p.key.startswith("contradiction")]
    workflow.dismiss(case, problem.key, by=researcher, reason="The family got the body late.")
    assert found(case) == []
    assert [one.reason for one in problems(case) if one.dismissed] == [
        "The family got the body late. (leyla)"
    ]


def test_an_organization_that_is_registered_and_liquidated_at_once() -> None:
    ngo = factories.organization("Open Door")
    registered = factories.legal_status(ngo, "registered", "1999")
    factories.legal_status(ngo, "refused", "1998")
    factories.legal_status(ngo, "liquidated", "2015", country="GE")
    assert statuses(ngo) == []  # another state's law
    factories.legal_status(ngo, "liquidated", "2014-08")
    [words] = statuses(ngo)
    assert words.startswith("“Registered, Azerbaijan” and “Liquidated, Azerbaijan” hold at the same time")
    registered.ended = "2014-08-13"
    registered.save()
    assert statuses(ngo) == []  # liquidated on some day of that month


def statuses(ngo: Organization) -> list[str]:
    return [p.text for p in problems(ngo) if p.key.startswith("contradiction:status:")]
