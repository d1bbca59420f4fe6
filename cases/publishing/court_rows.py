"""Flat rows of courts and prisons: where each party stands, who is held, under which law, who decided."""

from collections.abc import Iterator
from typing import Any

from cases.models.proceedings import fold_number
from cases.public import course
from cases.public.document import CaseDocument, Participant, Provision, Reference, Step
from cases.public.models import (
    PublishedCase,
    PublishedCharge,
    PublishedDecision,
    PublishedProvision,
    PublishedStanding,
)
from cases.reckoning.periods import last_known
from cases.reference.models import Term, Vocabulary

# A case is a mass case from so many people or organizations on, or where only a figure is known of them.
MASS = 10


def write_court_rows(case: PublishedCase, document: CaseDocument) -> None:
    """The rows of a case whose former rows are gone."""
    _write_provisions(document)
    for place, participant in enumerate(document["participants"], 1):
        _write_party(case, document, f"participant-{place}", participant)
    PublishedDecision.objects.bulk_create(_decisions(case, document))


def court_facets(document: CaseDocument) -> Iterator[tuple[str, str]]:
    """Every (facet, value) of courts and laws by which a case can be chosen."""
    for _party, standing in course.courses(document):
        if standing.stage:
            yield "stage", standing.stage["acts_as"]
        if standing.outcome:
            yield "outcome", standing.outcome["acts_as"]
        if standing.last:
            yield "outcome", standing.last["acts_as"]
    for _party, key in course.provision_keys(document):
        yield "provision", key
    if course.is_in_absentia(document):
        yield "trait", "in_absentia"
    if len({country["code"] for country in document["countries"]}) > 1:
        yield "trait", "cross_border"
    if document["affected"] or len(_targeted(document)) >= MASS:
        yield "trait", "mass"


def affected_roles() -> set[str]:
    """The roles that count as targeted; the desk may have added some below ours."""
    return set(Term.objects.of(Vocabulary.ROLE).within("affected").values_list("code", flat=True))


def _write_party(case: PublishedCase, document: CaseDocument, party: str, row: Participant) -> None:
    facts: dict[str, Any] = {
        "case": case,
        "party": party,
        "kind": row["who"] if row["key"] else "",
        "key": row["key"] or "",
        "is_person": row["who"] == "person",
        "targeted": row["role"]["code"] in affected_roles(),
    }
    PublishedStanding.objects.create(**facts, **_custody(document, party))
    for place, proceeding in enumerate(document["proceedings"], 1):
        if party in proceeding["parties"]:
            found = course.course_of(proceeding, party)
            standing = PublishedStanding.objects.create(
                **facts,
                proceeding=place,
                stage=found.stage["acts_as"] if found.stage else "",
                outcome=found.outcome["acts_as"] if found.outcome else "",
                last=found.last["acts_as"] if found.last else "",
            )
            cited = {
                key
                for charged, provision in course.charged_under(proceeding)
                if charged == party and (key := provision["path"][-1]["key"])
            }
            PublishedCharge.objects.bulk_create(
                PublishedCharge(standing=standing, provision_id=int(key)) for key in sorted(cited)
            )


def _custody(document: CaseDocument, party: str) -> dict[str, Any]:
    periods = course.custody_periods(document, party)
    if not periods:
        return {}
    going_on = [period for period in periods if not period.ended]
    return {
        "held_since": min((period.from_earliest for period in periods if period.from_earliest), default=None),
        "held_until": None
        if going_on
        else max((period.to_latest for period in periods if period.to_latest), default=None),
        "is_held": bool(going_on),
        "confirmed": max((day for period in going_on if (day := last_known(period))), default=None),
    }


def _write_provisions(document: CaseDocument) -> None:
    """Provisions are shared by cases: the newest publication says how they are called."""
    for proceeding in document["proceedings"]:
        for _party, provision in course.charged_under(proceeding):
            _write_provision(provision)


def _write_provision(provision: Provision) -> None:
    parent = None
    for level in provision["path"]:
        if level["key"] is None:
            return
        PublishedProvision.objects.update_or_create(
            number=int(level["key"]),
            defaults={
                "parent_id": parent,
                "country": provision["country"]["code"] if provision["country"] else "",
                "level": level["level"],
                "code": level["code"],
                "titles": level["titles"],
                "folded": fold_number(level["code"]),
            },
        )
        parent = int(level["key"])


def _decisions(case: PublishedCase, document: CaseDocument) -> Iterator[PublishedDecision]:
    for proceeding in document["proceedings"]:
        for step in proceeding["steps"]:
            people = _people(document, step["parties"] or proceeding["parties"])
            for office, who in _deciders(step, proceeding["body"]):
                if who["key"]:
                    yield PublishedDecision(
                        case=case,
                        kind=who["kind"],
                        key=who["key"],
                        office=office,
                        step=step["acts_as"],
                        labels=step["kind"]["labels"],
                        date=step["date"],
                        sort_date=course.day(step["date"]["earliest"] or step["date"]["latest"]),
                        people=people,
                    )


def _deciders(step: Step, body: Reference | None) -> Iterator[tuple[str, Reference]]:
    """The court or body of a step (that of the proceeding, where the step names none), and its officials."""
    if decided_by := step["body"] or body:
        yield "body", decided_by
    for official in step["officials"]:
        yield official["office"], official["who"]


def _people(document: CaseDocument, parties: list[str]) -> list[str]:
    """Each person whom a step concerned, once: the permalink of those who are named, the row of others."""
    found = []
    for place, row in enumerate(document["participants"], 1):
        if f"participant-{place}" in parties and row["who"] == "person":
            found.append(f"person/{row['key']}" if row["key"] else f"participant-{place}")
    return found


def _targeted(document: CaseDocument) -> list[Participant]:
    roles = affected_roles()
    return [row for row in document["participants"] if row["role"]["code"] in roles]
