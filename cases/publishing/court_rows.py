"""Flat rows of courts and prisons: where each party stands, who is held, under which law, who decided."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model

from cases.models.proceedings import fold_number
from cases.public import course
from cases.public.document import (
    Brought,
    CaseDocument,
    Detention,
    Participant,
    Proceeding,
    Provision,
    Reference,
    StandingCard,
    Step,
)
from cases.public.models import (
    PublishedCharge,
    PublishedCustody,
    PublishedDecision,
    PublishedProvision,
    PublishedStanding,
)
from cases.publishing.labels import Terms
from cases.reckoning.outcomes import OF_OTHERS
from cases.reckoning.periods import certain_spans, last_certain, last_known

UNKNOWN = "unknown"

# A case is a mass case from so many people or organizations on, or where only a figure is known of them.
MASS = 10


def court_rows(case: int, document: CaseDocument, terms: Terms) -> Iterator[Model]:
    """The rows of a case by its number: each after those that it points to."""
    roles = terms.roles_within("affected")
    for place, participant in enumerate(document["participants"], 1):
        for standing in _standings(case, document, f"participant-{place}", participant, roles):
            yield standing
            if standing.proceeding:
                proceeding = document["proceedings"][standing.proceeding - 1]
                for number, outcome in course.outcome_by_provision(proceeding, standing.party).items():
                    yield PublishedCharge(standing=standing, provision_id=int(number), outcome=outcome)
            else:
                for first, last in certain_spans(course.custody_periods(document, standing.party)):
                    yield PublishedCustody(standing=standing, first=first, last=last)
    yield from _decisions(case, document)


def court_facets(document: CaseDocument, terms: Terms) -> Iterator[tuple[str, str]]:
    """Every (facet, value) of courts and laws by which a case can be chosen."""
    targeted = _targeted(document, terms)
    courses = [standing for _party, standing in course.courses(document)]
    for standing in courses:
        yield "stage", standing.reached or UNKNOWN
        yield "outcome", standing.outcome["acts_as"] if standing.outcome else UNKNOWN
        if standing.last:
            yield "outcome", standing.last["acts_as"]
    if not courses:  # that no proceeding is recorded does not say that there was none
        yield from (("stage", UNKNOWN), ("outcome", UNKNOWN))
    for _party, key in course.provision_keys(document):
        yield "provision", key
    for party in targeted:
        is_open = course.is_open(document, party)
        yield from custody_values(_custody(course.detentions_of(document, party), is_open=is_open))
    if course.is_in_absentia(document):
        yield "trait", "in_absentia"
    if len({country["code"] for country in document["countries"]}) > 1:
        yield "trait", "cross_border"
    if document["affected"] or len(targeted) >= MASS:
        yield "trait", "mass"


def provisions_in(cited: Iterable[Provision]) -> list[PublishedProvision]:
    """What these provisions and those above them are called; a parent comes before its parts."""
    levels: dict[int, PublishedProvision] = {}
    for provision in cited:
        country = provision["country"]["code"] if provision["country"] else ""
        above: int | None = None
        for level in provision["path"]:
            if level["key"] is None:
                break
            number = int(level["key"])
            levels[number] = PublishedProvision(
                number=number,
                parent_id=above,
                country=country,
                level=level["level"],
                code=level["code"],
                titles=level["titles"],
                # The first documents did not know.
                valid_from=level.get("valid_from"),
                valid_to=level.get("valid_to"),
                folded=fold_number(level["code"]),
            )
            above = number
    return list(levels.values())


def provisions_cited(document: CaseDocument) -> list[Provision]:
    return [provision for row in document["proceedings"] for _party, provision in course.charged_under(row)]


def write_provisions(provisions: list[PublishedProvision]) -> None:
    """Provisions are shared by pages: the newest publication says how they are called."""
    PublishedProvision.objects.bulk_create(
        provisions,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["parent", "country", "level", "code", "titles", "valid_from", "valid_to", "folded"],
    )


def custody_values(custody: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """That somebody was ever held, and is held or released. Of who is held the day of the last confirmation:
    whether that is "now" or "unknown since" depends on the day on which somebody asks."""
    if custody["was_held"]:
        yield "held", "ever"
    if custody["is_held"]:
        confirmed = custody["confirmed"]
        yield "held", confirmed.isoformat() if confirmed else UNKNOWN
    elif custody["was_held"]:
        yield "held", "released"


def _standings(
    case: int, document: CaseDocument, party: str, row: Participant, roles: frozenset[str]
) -> Iterator[PublishedStanding]:
    facts: dict[str, Any] = {
        "case_id": case,
        "party": party,
        "kind": row["who"] if row["key"] else "",
        "key": row["key"] or "",
        "is_person": row["who"] == "person",
        "targeted": row["role"]["code"] in roles,
    }
    detentions = [Detention(**{**held, "refs": []}) for held in course.detentions_of(document, party)]
    is_open = course.is_open(document, party)
    card = StandingCard(
        proceeding=None,
        numbers=[],
        decided=None,
        detentions=detentions,
        is_open=is_open,
        brought=[_brought(row) for row in document["proceedings"] if party in row["brought_by"]],
    )
    yield PublishedStanding(**facts, **_custody(detentions, is_open=is_open), card=card)
    for place, proceeding in enumerate(document["proceedings"], 1):
        if party in proceeding["parties"]:
            found = course.course_of(proceeding, party)
            yield PublishedStanding(
                **facts,
                proceeding=place,
                outcome=found.outcome["acts_as"] if found.outcome else "",
                last=found.last["acts_as"] if found.last else "",
                card=StandingCard(
                    proceeding=proceeding["kind"],
                    numbers=_numbers(proceeding),
                    decided=course.decided(document, party, found),
                    detentions=[],
                ),
            )


def _brought(proceeding: Proceeding) -> Brought:
    decided = course.decided_for_all(proceeding)
    return Brought(proceeding=proceeding["kind"], numbers=_numbers(proceeding), decided=decided)


def _numbers(proceeding: Proceeding) -> list[str]:
    return [number["number"] for number in proceeding["numbers"]]


def _custody(detentions: list[Detention], *, is_open: bool) -> dict[str, Any]:
    """House arrest is no custody; where nobody knows what it was, custody is not known.

    With `is_open` nobody knows whether it ended: held, and never confirmed.
    """
    counted = [row for row in detentions if row["is_custody"] or row["kind"]["code"] == "unknown"]
    periods = [course.period_of(row) for row in counted]
    going_on = [row for row in counted if not row["ended"]]
    custody = [row for row in counted if row["is_custody"]]
    # Of somebody held in several places the last day that is known of any, as in `periods.custody`.
    is_known = any(last_known(course.period_of(row)) for row in going_on if row["is_custody"])
    confirmed = [last_certain(course.period_of(row)) for row in custody] if is_known else []
    return {
        "held_since": min((period.from_earliest for period in periods if period.from_earliest), default=None),
        "held_until": None
        if going_on or is_open
        else max((period.to_latest for period in periods if period.to_latest), default=None),
        "is_held": bool(going_on) or is_open,
        "was_held": bool(counted),
        "confirmed": max((day for day in confirmed if day), default=None),
    }


def _decisions(case: int, document: CaseDocument) -> Iterator[PublishedDecision]:
    for proceeding in document["proceedings"]:
        for step in proceeding["steps"]:
            people = _people(document, step["parties"] or proceeding["parties"])
            for office, who in _deciders(step, proceeding["body"]):
                if who["key"]:
                    yield PublishedDecision(
                        case_id=case,
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
    """The court or body of a step and its officials; where a step names none, that of the proceeding, if such
    a step is one that it takes."""
    if decided_by := step["body"] or (body if step["acts_as"] not in OF_OTHERS else None):
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


def _targeted(document: CaseDocument, terms: Terms) -> list[str]:
    """The parties who are targeted: "participant-2"."""
    roles = terms.roles_within("affected")
    rows = enumerate(document["participants"], 1)
    return [f"participant-{place}" for place, row in rows if row["role"]["code"] in roles]
