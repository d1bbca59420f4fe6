"""A mass case with its parts: people, custody and outcomes, each person once however many parts name her."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, QuerySet, Value
from django.db.models.functions import Cast

from cases.public import phrases
from cases.public.document import UnnamedFigures
from cases.public.models import CaseFacet, PublishedCase, PublishedStanding, PublishedStandingQuerySet
from cases.public.queries.links import NOTHING
from cases.reckoning.periods import UNCONFIRMED_AFTER

# Of several that a person has in several cases, the first one counts for custody.
CUSTODY = ("now", "unknown", "released", "none")


@dataclass(frozen=True)
class Outcome:
    """How many people have it in force in some proceeding; one person may be counted under two outcomes."""

    words: str
    named: int
    unnamed: int


@dataclass(frozen=True)
class Figures:
    people: int
    in_custody: int
    unknown: int
    released: int
    outcomes: Counter[str]
    undecided: int  # in a proceeding, and no decision of any is recorded


@dataclass(frozen=True)
class RollUp:
    """Two columns that are not to be added up: somebody may be named in one part and withheld in another."""

    named: Figures
    unnamed: Figures  # withheld or under a pseudonym, as the desk counted them
    organizations: int

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The most frequent first."""
        counted = (self.named.outcomes + self.unnamed.outcomes).most_common()
        return tuple(
            Outcome(phrases.outcome(code), self.named.outcomes[code], self.unnamed.outcomes[code])
            for code, _count in counted
        )


def unnamed_rows(key: str) -> QuerySet[Any, Any]:
    """The figures of those who are not named; no row where a case has no parts."""
    cases = PublishedCase.objects.filter(number=int(key), unnamed__isnull=False)
    return cases.annotate(
        what=Value("unnamed"),
        kind=Value(""),
        no_key=Value(""),
        slug=Value(""),
        state=Value(""),
        no_titles=NOTHING,
        how=Value(""),
        no_labels=NOTHING,
    ).values_list("what", "kind", "no_key", "slug", "state", "no_titles", "unnamed", "how", "no_labels")


def rolled_rows(key: str, on: date) -> list[QuerySet[Any, Any]]:
    """Where everybody who is targeted by name stands in the parts of a case, and in itself; nothing where it
    has none. Two queries for a UNION: with OR in one, PostgreSQL reads all standings of the record."""
    within = CaseFacet.objects.filter(facet="within", value=key)
    named = PublishedStanding.objects.filter(targeted=True).exclude(key="")
    return [
        _standing_rows(named.filter(case__in=within.values("case")), on),
        _standing_rows(named.filter(Exists(within), case__number=int(key)), on),
    ]


def _standing_rows(rows: PublishedStandingQuerySet, on: date) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = (
        rows.with_custody(on)
        .annotate(
            what=Value("standing"),
            place=Cast("proceeding", CharField()),
            no_titles=NOTHING,
            no_card=NOTHING,
            no_labels=NOTHING,
            shown_outcome=F("outcome"),
        )
        .values_list(
            "what", "kind", "key", "shown_outcome", "custody", "no_titles", "no_card", "place", "no_labels"
        )
    )
    return found


@dataclass
class _Somebody:
    custody: str = "none"
    outcomes: frozenset[str] = frozenset()
    is_tried: bool = False


def roll_up(
    rows: Iterable[tuple[str, str, str, str, str]], unnamed: UnnamedFigures | None, on: date
) -> RollUp:
    """From rows of (kind, key, outcome, custody, place of the proceeding; 0 for none) of those named."""
    people: dict[str, _Somebody] = {}
    organizations = set()
    for kind, key, outcome, custody, place in rows:
        if kind == "organization":
            organizations.add(key)
            continue
        somebody = people.setdefault(key, _Somebody())
        if place == "0":
            somebody.custody = min(somebody.custody, custody, key=CUSTODY.index)
        else:
            somebody.is_tried = True
            somebody.outcomes |= {outcome} - {""}
    return RollUp(
        named=_figures(list(people.values())),
        unnamed=_counted(unnamed, on) if unnamed else _figures([]),
        organizations=len(organizations),
    )


def _figures(people: list[_Somebody]) -> Figures:
    custody = Counter(one.custody for one in people)
    outcomes = Counter(outcome for one in people for outcome in one.outcomes)
    return Figures(
        people=len(people),
        in_custody=custody["now"],
        unknown=custody["unknown"],
        released=custody["released"],
        outcomes=outcomes,
        undecided=sum(one.is_tried and not one.outcomes for one in people),
    )


def _counted(figures: UnnamedFigures, on: date) -> Figures:
    """The word for custody is chosen on reading, as it is for those who are named."""
    lately = (on - UNCONFIRMED_AFTER).isoformat()
    in_custody = sum(n for confirmed, n in figures["held"].items() if confirmed >= lately)
    return Figures(
        people=figures["people"],
        in_custody=in_custody,
        unknown=sum(figures["held"].values()) - in_custody,
        released=figures["released"],
        outcomes=Counter(figures["outcomes"]),
        undecided=figures["undecided"],
    )
