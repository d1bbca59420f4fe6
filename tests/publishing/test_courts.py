"""Proceedings, detentions and figures, as they stand in the published document and in its rows."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Affected, Case, Visibility
from cases.public import course
from cases.public.document import CaseDocument
from cases.public.models import CaseFacet, PublishedDecision, PublishedProvision, PublishedStanding, Version
from cases.publishing.checks import problems
from tests import factories

pytestmark = pytest.mark.django_db


def document_of(case: Case) -> CaseDocument:
    document: CaseDocument = Version.objects.filter(kind="case", key=case.key).latest("version").read()
    return document


@pytest.fixture
def trial(researcher: User, editor: User) -> Case:
    """Two defendants: one convicted, converted on appeal; the other acquitted. The third is withheld."""
    court = factories.organization("Court of Grave Crimes")
    judge = factories.person("Rauf Quliyev", basis=factories.term("visibility_basis", "office"))
    case = factories.case()
    sevda = factories.participate(case, factories.person("Sevda Rzayeva"), "defendant")
    nigar = factories.participate(case, factories.person("Nigar Abbasova"), "defendant")
    hidden = factories.participate(
        case, factories.person("Elxan Orucov", visibility=Visibility.WITHHELD), "defendant"
    )
    criminal = factories.proceeding(case, sevda, nigar, hidden, body=court)
    factories.charge(criminal, sevda, factories.provision("178.3.2"))
    factories.charge(criminal, nigar, factories.provision("192.2"))
    factories.step(criminal, "charged", "2014-08-14")
    verdict = factories.step(criminal, "convicted", "2015-04-22", sevda, hidden)
    verdict.officials.create(person=judge)
    factories.sanction(verdict, sevda, years=7, months=6)
    factories.sanction(verdict, hidden, years=3)
    factories.step(criminal, "acquitted", "2015-04-22", nigar)
    appeal = factories.step(criminal, "converted", "2016-03-17", sevda)
    factories.sanction(appeal, sevda, years=3, months=6, suspended=True)
    factories.detention(sevda, "2014-08-14", "2016-03-17")
    factories.detention(hidden, "2014-08", kind="prison", confirmed="2015-04-22")
    return factories.published(case, researcher, editor)


def test_where_each_party_stands(trial: Case) -> None:
    document = document_of(trial)
    standings = dict(course.courses(document))
    sevda, nigar = standings["participant-1"], standings["participant-2"]
    assert sevda.outcome and sevda.last and sevda.stage
    assert (sevda.stage["acts_as"], sevda.outcome["acts_as"], sevda.last["acts_as"]) == (
        "charged", "convicted", "converted",
    )  # fmt: skip
    assert [(row["years"], row["suspended"]) for row in sevda.sanctions] == [(3, True)]
    assert nigar.outcome and nigar.outcome["acts_as"] == "acquitted" and not nigar.conviction_stands


def test_days_held_are_counted_once(trial: Case) -> None:
    assert course.days_in_custody(document_of(trial), "participant-1").at_least == 582


def test_a_withheld_defendant_keeps_a_place_and_no_name(trial: Case) -> None:
    document = document_of(trial)
    assert document["participants"][2]["shown"] == "withheld"
    assert "Orucov" not in str(document)
    row = PublishedStanding.objects.get(party="participant-3", proceeding=1)
    assert (row.kind, row.key, row.outcome) == ("", "", "convicted")


def test_somebody_undecided_is_in_no_step(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.participate(case, factories.person("Sevda Rzayeva"), "defendant")
    witness = factories.participate(
        case, factories.person("Nigar Abbasova", visibility=Visibility.UNDECIDED), "supporter"
    )
    criminal = factories.proceeding(case, sevda, witness)
    factories.charge(criminal, witness, factories.provision("192.2"))
    factories.step(criminal, "charged", "2014-08-14", witness)
    factories.step(criminal, "opened", "2014-08-01")
    factories.detention(witness, "2014-08-14")
    factories.published(case, researcher, editor)
    document = document_of(case)
    [proceeding] = document["proceedings"]
    assert proceeding["parties"] == ["participant-1"]
    assert proceeding["charges"] == [] and document["detentions"] == []
    assert [step["acts_as"] for step in proceeding["steps"]] == ["opened"]


def test_a_case_is_chosen_by_provision_stage_and_outcome(trial: Case) -> None:
    facets = set(CaseFacet.objects.values_list("facet", "value"))
    assert {
        ("stage", "charged"),
        ("outcome", "convicted"),
        ("outcome", "converted"),
        ("outcome", "acquitted"),
    } <= facets
    article = PublishedProvision.objects.get(code="178")
    assert ("provision", str(article.number)) in facets  # 178 finds 178.3.2
    assert [level.code for level in PublishedProvision.objects.order_by("number")] == [
        "", "178", "178.3", "178.3.2", "192", "192.2",
    ]  # fmt: skip


def test_what_a_judge_decided_is_counted_in_people(trial: Case) -> None:
    decided = PublishedDecision.objects.get(office="judge")
    assert (decided.kind, decided.step) == ("person", "convicted")
    assert decided.people[1] == "participant-3" and len(decided.people) == 2


def test_hundreds_are_words_and_never_a_number(researcher: User, editor: User) -> None:
    case = factories.case()
    Affected.objects.create(case=case, words="hundreds of NGOs", whom=factories.term("affected", "ngos"))
    factories.published(case, researcher, editor)
    [row] = document_of(case)["affected"]
    assert (row["bound"], row["number"], row["words"]) == (
        "words", None, {"language": "en", "text": "hundreds of NGOs"},
    )  # fmt: skip
    assert ("trait", "mass") in set(CaseFacet.objects.values_list("facet", "value"))


def test_checking_a_case_asks_the_same_however_many_people_are_in_it() -> None:
    asked = []
    for people in (2, 12):
        case = factories.case(f"A case of {people}")
        rows = [factories.participate(case, factories.person(f"Sevda{n} Rzayeva{n}")) for n in range(people)]
        criminal = factories.proceeding(case, *rows)
        for row in rows:
            factories.charge(criminal, row, factories.provision("178.3.2"))
            factories.step(criminal, "hearing", "2017-05-12", row)
            factories.event(case, f"Arrest of {row}")
            factories.detention(row, "2017-05-12")
        with CaptureQueriesContext(connection) as queries:
            problems(case)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 90
