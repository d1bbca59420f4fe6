"""A mass case with its parts: people, custody and outcomes, each person who is named once.

Of those without a name nobody may learn whether two rows are one person: how many they are is a range.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from cases.public import phrases
from cases.public.models import CaseFacet, PublishedStanding, PublishedStandingQuerySet
from cases.public.queries.links import NOTHING
from cases.reckoning.counting import Range, exactly, people

# Of several that a person has in several cases, the first one counts for custody.
CUSTODY = ("now", "unknown", "released", "none")


@dataclass(frozen=True)
class Outcome:
    """How many people have it in force in some proceeding; one person may be counted under two outcomes."""

    words: str
    named: Range
    unnamed: Range


@dataclass(frozen=True)
class Figures:
    people: Range
    in_custody: Range
    unknown: Range
    released: Range
    outcomes: Mapping[str, Range]
    undecided: Range  # in a proceeding, and no decision of any is recorded


@dataclass(frozen=True)
class RollUp:
    """Two columns that are not to be added up: somebody may be named in one part and withheld in another."""

    named: Figures
    unnamed: Figures  # withheld or under a pseudonym
    organizations: int

    @property
    def is_range(self) -> bool:
        """The figure of people is the widest of all: each case is in it."""
        return not self.unnamed.people.is_exact

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The most frequent first."""
        named, unnamed = self.named.outcomes, self.unnamed.outcomes
        found = [
            (code, named.get(code, Range()), unnamed.get(code, Range()))
            for code in dict.fromkeys([*named, *unnamed])
        ]
        found.sort(key=lambda row: -row[1].most - row[2].most)
        return tuple(Outcome(phrases.outcome(code), some, others) for code, some, others in found)


def rolled_rows(key: str, on: date) -> list[QuerySet[Any, Any]]:
    """Where everybody who is targeted stands in the parts of a case, and in itself; nothing without parts.

    Whoever is not named has no kind, and is somebody of one case: "12/participant-3". Two queries;
    with OR in one, PostgreSQL reads all standings of the record.
    """
    within = CaseFacet.objects.filter(facet="within", value=key)
    targeted = PublishedStanding.objects.filter(targeted=True).exclude(key="", is_person=False)
    return [
        _standing_rows(targeted.filter(case__in=within.values("case")), on),
        _standing_rows(targeted.filter(Exists(within), case=int(key)), on),
    ]


def _standing_rows(rows: PublishedStandingQuerySet, on: date) -> QuerySet[Any, Any]:
    here = Concat(Cast("case_id", CharField()), Value("/"), "party", output_field=CharField())
    found: QuerySet[Any, Any] = (
        rows.with_custody(on)
        .annotate(
            what=Value("standing"),
            who=Case(When(key="", then=here), default=F("key"), output_field=CharField()),
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
    named: dict[str, _Somebody] = {}
    unnamed: dict[str, _Somebody] = {}
    organizations = set()
    for kind, who, outcome, custody, place in rows:
        if kind == "organization":
            organizations.add(who)
            continue
        somebody = (named if kind else unnamed).setdefault(who, _Somebody())
        if place == "0":
            somebody.custody = min(somebody.custody, custody, key=CUSTODY.index)
        else:
            somebody.is_tried = True
            somebody.outcomes |= {outcome} - {""}
    return RollUp(
        named=_named(list(named.values())),
        unnamed=_unnamed([(int(who.partition("/")[0]), one) for who, one in unnamed.items()]),
        organizations=len(organizations),
    )


def _named(everybody: list[_Somebody]) -> Figures:
    custody = Counter(one.custody for one in everybody)
    outcomes = Counter(outcome for one in everybody for outcome in one.outcomes)
    return Figures(
        people=exactly(len(everybody)),
        in_custody=exactly(custody["now"]),
        unknown=exactly(custody["unknown"]),
        released=exactly(custody["released"]),
        outcomes={outcome: exactly(number) for outcome, number in outcomes.items()},
        undecided=exactly(sum(one.is_tried and not one.outcomes for one in everybody)),
    )


def _unnamed(rows: list[tuple[int, _Somebody]]) -> Figures:
    """As for those who are named, were it known which of the rows are the same person."""

    def cases(*words: str) -> Counter[int]:
        return Counter(case for case, one in rows if one.custody in words)

    found = {outcome for _case, one in rows for outcome in one.outcomes}
    return Figures(
        people=people(Counter(case for case, _one in rows)),
        in_custody=people(cases("now")),
        unknown=people(cases("unknown"), cases("now")),
        released=people(cases("released"), cases("now", "unknown")),
        outcomes={
            outcome: people(Counter(case for case, one in rows if outcome in one.outcomes))
            for outcome in sorted(found)
        },
        undecided=people(
            Counter(case for case, one in rows if one.is_tried and not one.outcomes),
            Counter(case for case, one in rows if one.outcomes),
        ),
    )
