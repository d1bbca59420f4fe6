"""What a court, a judge or a prosecutor decided, in people: as far as this record goes.

Each person counts once for each decision, by its kind and day: a verdict counts once however many cases tell
of it, and somebody whose detention was extended three times counts three times. Who is not named may
be the same person in two cases or not: then a figure is a range.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.public import wording
from cases.public.addresses import address_of
from cases.public.models import Page, PublishedDecision
from cases.reckoning.counting import Range, everybody, summed

MOST_LISTED = 60

# What a proceeding goes through, and nobody decides.
NO_DECISION = frozenset("hearing trial retrial appeal filed lodged communicated execution served".split())


@dataclass(frozen=True)
class Counted:
    office: str  # body, judge or prosecutor
    words: str
    times: Range  # each person once per decision; nothing: organizations alone
    people: Range  # different people
    cases: int


@dataclass(frozen=True)
class Listed:
    date: Any  # Date
    words: str
    office: str
    people: int
    key: str  # of the case
    address: str


@dataclass(frozen=True)
class Decisions:
    counted: tuple[Counted, ...]
    listed: tuple[Listed, ...]
    has_more: bool

    @property
    def offices(self) -> set[str]:
        return {row.office for row in self.counted}

    @property
    def is_range(self) -> bool:
        return any(not row.times.is_exact or not row.people.is_exact for row in self.counted)


def decided_by(kind: str, key: str) -> Decisions | None:
    """One query. None where no public case says that it decided anything."""
    rows = list(
        PublishedDecision.objects.filter(kind=kind, key=key, case__page__state=Page.State.LIVE)
        .exclude(step__in=NO_DECISION)
        .select_related("case__page")
        .defer("case__page__words", "case__page__name_keys", "case__page__card")
        .order_by("-sort_date", "-case_id", "pk")
    )
    if not rows:
        return None
    return Decisions(
        counted=tuple(_counted(rows)),
        listed=tuple(_listed(row) for row in rows[:MOST_LISTED]),
        has_more=len(rows) > MOST_LISTED,
    )


def _counted(rows: Iterable[PublishedDecision]) -> list[Counted]:
    people: dict[tuple[str, str], dict[str, list[tuple[int, str, bool]]]] = {}
    cases: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        kind = (row.office, wording.label_of(row.labels))
        when = row.date.get("edtf") or f"case {row.case_id}"
        concerned = [(row.case_id, one, "/" in one) for one in row.people]
        people.setdefault(kind, {}).setdefault(when, []).extend(concerned)
        cases.setdefault(kind, set()).add(row.case_id)
    found = [
        Counted(
            office,
            words,
            summed(everybody(rows) for rows in decisions.values()),
            everybody(row for rows in decisions.values() for row in rows),
            len(cases[office, words]),
        )
        for (office, words), decisions in people.items()
    ]
    return sorted(found, key=lambda one: (one.office, -one.times.most, one.words))


def _listed(row: PublishedDecision) -> Listed:
    page = row.case.page
    return Listed(
        date=row.date,
        words=wording.label_of(row.labels),
        office=row.office,
        people=len(row.people),
        key=page.key,
        address=address_of(page.kind, page.key, page.slug),
    )
