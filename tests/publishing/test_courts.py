"""Proceedings, detentions and figures, as they stand in the published document and in its rows."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Affected, Case, Participation, Visibility
from cases.public import course
from cases.public.document import CaseDocument
from cases.public.models import (
    CaseFacet,
    PublishedDecision,
    PublishedEvent,
    PublishedProvision,
    PublishedStanding,
    Version,
)
from cases.publishing import workflow
from cases.publishing.checks import problems
from tests import factories
from tests.public.reading import said

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
        ("stage", "decided"),
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


def test_a_row_of_a_party_says_what_a_page_of_hers_shows(trial: Case) -> None:
    held = PublishedStanding.objects.get(party="participant-1", proceeding=0)
    assert [row["began"]["edtf"] for row in held.card["detentions"]] == ["2014-08-14"]
    assert (held.was_held, held.is_held) == (True, False)
    tried = PublishedStanding.objects.get(party="participant-1", proceeding=1).card["decided"]
    told = [(row["acts_as"], row["date"]["edtf"]) for row in tried["decisions"]]
    # Let out on the day on which the sentence became a suspended one.
    assert told == [("convicted", "2015-04-22"), ("converted", "2016-03-17"), ("freed", "2016-03-17")]
    assert tried["conviction_stands"] and tried["sanctions"][0]["suspended"]


def test_custody_that_ended_with_a_death_was_no_release(researcher: User, editor: User) -> None:
    case = factories.case()
    sevda = factories.participate(case, factories.person("Sevda Rzayeva"), "defendant")
    criminal = factories.proceeding(case, sevda)
    factories.step(criminal, "convicted", "2015-04-22")
    factories.detention(sevda, "2014-08-14", "2016-03-17")
    factories.event(case, "She died in custody", "2016-03-17", event_kind="death")
    factories.published(case, researcher, editor)
    tried = PublishedStanding.objects.get(proceeding=1).card["decided"]
    assert [row["acts_as"] for row in tried["decisions"]] == ["convicted", "custody_ended"]


def convicted(case: Case, on: str, **term: Any) -> Participation:
    """Somebody whose pre-trial detention ended on the day of the verdict; nothing later is recorded."""
    row = factories.participate(case, factories.person("Aynur Babayeva"), "defendant")
    criminal = factories.proceeding(case, row)
    verdict = factories.step(criminal, "convicted", on)
    factories.sanction(verdict, row, **term)
    factories.detention(row, "2023-05-01", on)
    return row


def custody_word(case: Case) -> str:
    rows = PublishedStanding.objects.with_custody(date(2024, 1, 1)).filter(case__page__key=case.key)
    return str(rows.filter(proceeding=0).values_list("custody", flat=True).get())


def test_that_only_pretrial_detention_is_recorded_does_not_say_that_she_is_free(
    client: Client, researcher: User, editor: User
) -> None:
    case = factories.case()
    convicted(case, "2023-10-03", years=10)
    factories.published(case, researcher, editor)
    assert custody_word(case) == "unknown"
    assert CaseFacet.objects.filter(facet="held", value="unknown").exists()
    assert not CaseFacet.objects.filter(facet="held", value="released").exists()
    for address in (f"/cases/{case.key}/", f"/people/{case.participations.get().person.key}/"):  # type: ignore[union-attr]
        page = said(client.get(address, follow=True))
        assert "Unknown since 3 October 2023, when custody was last confirmed held at least 156 days" in page
        assert "ustody ended" not in page


@pytest.mark.parametrize(
    ("term", "after"),
    [
        ({"years": 10, "suspended": True}, ""),
        ({"kind": "fine"}, ""),
        ({"months": 5}, ""),  # served by the days before the verdict
        ({"years": 10}, "pardoned"),
        ({"years": 10}, "parole"),
        ({"years": 10}, "release"),
        ({"years": 10}, "death"),
    ],
)
def test_custody_ended_where_something_says_so(
    researcher: User, editor: User, term: dict[str, Any], after: str
) -> None:
    case = factories.case()
    row = convicted(case, "2023-10-03", **term)
    if after in {"release", "death"}:
        factories.event(case, "What came after", "2023-11-01", event_kind=after)
    elif after:
        factories.step(row.proceedings.get().proceeding, after, "2023-11-01")
    factories.published(case, researcher, editor)
    assert custody_word(case) == "released"


def test_custody_was_last_confirmed_by_whatever_detention_was_the_last(
    client: Client, researcher: User, editor: User
) -> None:
    case = factories.case()
    row = factories.participate(case, factories.person("Aynur Babayeva"), "defendant")
    factories.detention(row, "2023-02-01")
    factories.detention(row, "2023-02-10", "2023-03-01", kind="prison")
    [warning] = [one for one in problems(case) if one.key.startswith("contradiction:detentions")]
    workflow.dismiss(case, warning.key, by=researcher, reason="Two papers say so.")
    factories.published(case, researcher, editor)
    standing = PublishedStanding.objects.get(proceeding=0)
    assert (standing.is_held, standing.confirmed) == (True, date(2023, 3, 1))
    page = said(client.get(f"/cases/{case.key}/", follow=True))
    assert "Unknown since 1 March 2023, when custody was last confirmed" in page


def test_who_was_sent_to_restricted_freedom_was_not_freed(researcher: User, editor: User) -> None:
    case = factories.case()
    row = factories.participate(case, factories.person("Aynur Babayeva"), "defendant")
    criminal = factories.proceeding(case, row)
    factories.step(criminal, "convicted", "2020-10-03")
    milder = factories.step(criminal, "converted", "2021-02-01")
    factories.sanction(milder, row, "restricted_freedom", years=2)
    factories.detention(row, "2020-05-01", "2021-02-01")
    factories.published(case, researcher, editor)
    tried = PublishedStanding.objects.get(proceeding=1).card["decided"]
    assert [row["acts_as"] for row in tried["decisions"]] == ["convicted", "converted", "custody_ended"]


def test_what_an_international_court_awards_is_no_sanction_on_the_applicant(
    client: Client, researcher: User, editor: User
) -> None:
    case = factories.case()
    row = factories.participate(case, factories.person("Aynur Babayeva"), "defendant")
    application = factories.proceeding(case, row, kind="international")
    judgment = factories.step(application, "violation", "2023-10-03")
    factories.sanction(judgment, row, "damages", amount=9000, currency="EUR")
    factories.published(case, researcher, editor)
    page = said(client.get(f"/cases/{case.key}/", follow=True))
    assert "Awarded: damages of 9,000 EUR" in page
    assert "In force: Violation found" in page and "found damages" not in page
    assert row.person and "damages" not in said(client.get(f"/people/{row.person.key}/", follow=True))


def test_a_detention_of_an_unknown_kind_is_neither_custody_nor_freedom(
    researcher: User, editor: User
) -> None:
    case = factories.case()
    sevda = factories.participate(case, factories.person("Sevda Rzayeva"), "defendant")
    factories.detention(sevda, "2026-08-14", kind="unknown", confirmed="2026-11-01")
    factories.published(case, researcher, editor)
    rows = PublishedStanding.objects.with_custody(date(2026, 11, 24))
    assert rows.filter(proceeding=0).values_list("custody", flat=True).get() == "unknown"


def test_an_event_in_the_life_of_a_law_makes_the_law_public(researcher: User, editor: User) -> None:
    law = factories.provision("5", instrument="Law on Grants")
    event = factories.event(
        None, "Grants need a permit", "2014-02", event_kind="law", instrument=law, law_step="adopted"
    )
    factories.published(event, researcher, editor)
    row = PublishedEvent.objects.get()
    assert row.instrument is not None and row.instrument.parent is not None
    assert (row.instrument.code, row.law_step) == ("5", "adopted")
    assert row.instrument.parent.titles == [{"language": "en", "text": "Law on Grants"}]


def test_a_part_of_a_part_is_within_the_whole_whichever_was_published_first(
    researcher: User, editor: User
) -> None:
    whole, part, detail = (factories.case(title) for title in ("Whole", "Part", "Detail"))
    part_of = factories.term("case_relation", "part_of")
    for case in (whole, part):
        factories.published(case, researcher, editor)
    detail.relations.create(other=part, relation=part_of)
    factories.published(detail, researcher, editor)
    part.relations.create(other=whole, relation=part_of)
    workflow.changed(part, by=researcher)
    factories.published(part, researcher, editor, note="It belongs to a larger one.")
    within = CaseFacet.objects.filter(facet="within", case__page__key=detail.key)
    assert set(within.values_list("value", flat=True)) == {whole.key, part.key}


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
    assert asked[0] == asked[1] < 95
