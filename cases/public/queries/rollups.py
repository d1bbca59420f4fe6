"""A mass case with its parts: people, custody and outcomes, each person once however many parts name her."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cases.public import phrases
from cases.public.models import CaseFacet, PublishedStanding
from cases.public.queries.links import NOTHING

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
    named: Figures
    unnamed: Figures  # withheld or under a pseudonym: nobody could tell whether two of them are one
    organizations: int

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The most frequent first."""
        counted = (self.named.outcomes + self.unnamed.outcomes).most_common()
        return tuple(
            Outcome(phrases.outcome(code), self.named.outcomes[code], self.unnamed.outcomes[code])
            for code, _count in counted
        )


def rolled_rows(key: str, on: date) -> QuerySet[Any, Any]:
    """Where everybody who is targeted stands in a case and its parts; nothing where it has none."""
    within = CaseFacet.objects.filter(facet="within", value=key)
    of_parts = Q(case__in=within.values("case"))
    of_itself = Q(case__number=int(key)) & Exists(within)
    rows = PublishedStanding.objects.filter(of_parts | of_itself, targeted=True).exclude(
        key="", is_person=False
    )
    found: QuerySet[Any, Any] = (
        rows.with_custody(on)
        .annotate(
            what=Value("standing"),
            # Whoever is not named is somebody else in each case.
            who=Concat("key", Value("/"), Cast("case", CharField()), Value("/"), "party"),
            place=Cast("proceeding", CharField()),
            no_titles=NOTHING,
            no_card=NOTHING,
            no_labels=NOTHING,
            shown_outcome=F("outcome"),
        )
        .values_list(
            "what", "kind", "who", "shown_outcome", "custody", "no_titles", "no_card", "place", "no_labels"
        )
    )
    return found


@dataclass
class _Somebody:
    custody: str = "none"
    outcomes: frozenset[str] = frozenset()
    is_tried: bool = False


def roll_up(rows: Iterable[tuple[str, str, str, str, str]]) -> RollUp:
    """From rows of (kind, who, outcome, custody, place of the proceeding; 0 for none)."""
    people: dict[tuple[str, str], _Somebody] = {}
    organizations = set()
    for kind, who, outcome, custody, place in rows:
        key = who.partition("/")[0]
        if kind == "organization":
            organizations.add(key)
            continue
        somebody = people.setdefault((kind, key or who), _Somebody())
        if place == "0":
            somebody.custody = min(somebody.custody, custody, key=CUSTODY.index)
        else:
            somebody.is_tried = True
            somebody.outcomes |= {outcome} - {""}
    return RollUp(
        named=_figures([one for (kind, _key), one in people.items() if kind]),
        unnamed=_figures([one for (kind, _key), one in people.items() if not kind]),
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
