"""The course of a case, derived from its document: where each party stands, and how long it was held.

Never typed and never stored in a document: rows are written from it at publication, pages show it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.public.document import CaseDocument, Detention, Proceeding, Provision
from cases.public.document import Sanction as SanctionRow
from cases.public.document import Step as StepRow
from cases.reckoning.outcomes import Sanction, Standing, Step, standing
from cases.reckoning.periods import Custody, DaysHeld, Period, custody, days_held


@dataclass(frozen=True)
class PartyCourse:
    """One party in one proceeding. Steps are those that concern it."""

    proceeding: Proceeding
    steps: tuple[StepRow, ...]
    stage: StepRow | None  # where it stands
    outcome: StepRow | None  # the decision on the merits that is in force
    last: StepRow | None  # the last decision of any kind
    sanctions: tuple[SanctionRow, ...]  # in force
    conviction_stands: bool


def course_of(proceeding: Proceeding, party: str) -> PartyCourse:
    """Where a party ("participant-2") stands in a proceeding."""
    rows = tuple(steps_of(proceeding, party))
    steps = [_step(row, party, index) for index, row in enumerate(rows)]
    found: Standing = standing(steps)

    def row(step: Step | None) -> StepRow | None:
        return rows[step.index] if step else None

    sanctions = tuple(
        sanction
        for step in rows
        for sanction in step["sanctions"]
        if sanction["party"] == party and _sanction(sanction) in found.sanctions
    )
    return PartyCourse(
        proceeding, rows, row(found.stage), row(found.outcome), row(found.last), sanctions, found.convicted
    )


def steps_of(proceeding: Proceeding, party: str) -> Iterator[StepRow]:
    """The steps that concern a party: those for it, and those for all."""
    charges = {place for place, charge in enumerate(proceeding["charges"], 1) if charge["party"] == party}
    for step in proceeding["steps"]:
        for_it = party in step["parties"] or not step["parties"]
        if for_it and (not step["charges"] or charges & set(step["charges"]) or party in step["parties"]):
            yield step


def courses(document: CaseDocument) -> Iterator[tuple[str, PartyCourse]]:
    """Each party of each proceeding with where it stands."""
    for proceeding in document["proceedings"]:
        for party in proceeding["parties"]:
            yield party, course_of(proceeding, party)


def detentions_of(document: CaseDocument, party: str) -> list[Detention]:
    return [row for row in document["detentions"] if row["party"] == party]


def days_in_custody(document: CaseDocument, party: str) -> DaysHeld:
    """The union of a party's periods in custody, as a range; house arrest is no custody."""
    return days_held(custody_periods(document, party))


def custody_of(document: CaseDocument, party: str, on: date) -> tuple[Custody, date | None]:
    """Whether a party is in custody on a day, and when that was last confirmed."""
    return custody(custody_periods(document, party), on)


def custody_periods(document: CaseDocument, party: str) -> list[Period]:
    return [period_of(row) for row in detentions_of(document, party) if row["is_custody"]]


def period_of(row: Detention) -> Period:
    ended, confirmed = row["ended"], row["confirmed"]
    return Period(
        from_earliest=day(row["began"]["earliest"]),
        from_latest=day(row["began"]["latest"]),
        ended=ended is not None,
        to_earliest=day(ended["earliest"]) if ended else None,
        to_latest=day(ended["latest"]) if ended else None,
        confirmed=day(confirmed["earliest"] or confirmed["latest"]) if confirmed else None,
    )


def day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def provision_keys(document: CaseDocument) -> Iterator[tuple[str, str]]:
    """(party, permalink number of a provision) for every charge, the provisions above it included."""
    for proceeding in document["proceedings"]:
        for party, provision in charged_under(proceeding):
            yield from ((party, level["key"]) for level in provision["path"] if level["key"])


def charged_under(proceeding: Proceeding) -> Iterator[tuple[str, Provision]]:
    """Every provision under which a party was charged, those to which a charge was requalified included."""
    yield from ((charge["party"], charge["provision"]) for charge in proceeding["charges"])
    for step in proceeding["steps"]:
        if step["requalified_to"] is not None:
            for party in step["parties"] or proceeding["parties"]:
                yield party, step["requalified_to"]


def is_in_absentia(document: CaseDocument) -> bool:
    return any(step["in_absentia"] for row in document["proceedings"] for step in row["steps"])


def _step(row: StepRow, party: str, index: int) -> Step:
    sanctions = tuple(_sanction(sanction) for sanction in row["sanctions"] if sanction["party"] == party)
    return Step(row["acts_as"], day(row["date"]["earliest"]), sanctions, index=index)


def _sanction(row: Any) -> Sanction:
    return Sanction(
        kind=row["kind"]["code"],
        years=row["years"],
        months=row["months"],
        days=row["days"],
        indefinite=row["indefinite"],
        suspended=row["suspended"],
        amount=row["amount"],
        currency=row["currency"],
    )
