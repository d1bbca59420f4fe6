"""Where a party stands in a proceeding: its stage, the outcome in force, the sanctions in force.

Derived from the steps, never typed. The same steps give the same answer in whatever order they are entered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.reckoning.periods import Period, days_held

# Decisions on the merits that replace whatever was in force.
DECIDES = frozenset(
    "convicted partly_convicted acquitted dropped found_liable granted refused struck_off listed delisted "
    "lapsed opinion violation no_violation inadmissible settled rehabilitated".split()
)
CONFIRMS = frozenset(
    {"upheld", "reduced", "increased", "converted"}
)  # the outcome stands, its weight may not
LIFTS = frozenset({"pardoned", "amnestied"})  # the outcome stands, its sanctions do not
RELEASES = frozenset({"parole"})  # both stand
UNDOES = frozenset({"quashed", "rehabilitated"})
OUTCOMES = DECIDES | CONFIRMS | LIFTS | RELEASES | UNDOES

STAGES = frozenset(
    "opened suspected charged indicted trial appeal remitted retrial final served filed suspended lodged "
    "communicated execution".split()
)

DECIDED = "decided"  # the stage of whoever had a decision since the last step that sets one

CONVICTIONS = frozenset({"convicted", "partly_convicted"})
ACQUITS = frozenset({"acquitted", "dropped"})

# What is not done by the court or body before which a proceeding is: investigators accuse and drop, parties
# file and appeal, heads of state and parliaments pardon, and a sentence or a listing runs out by itself.
OF_OTHERS = frozenset(
    "opened suspected charged charge_added requalified indicted dropped filed lodged appeal pardoned "
    "amnestied parole served lapsed".split()
)

# Sanctions that are served in custody.
CUSTODIAL = frozenset({"prison", "life", "death", "administrative_arrest"})

# Steps of one day follow each other in the order of a proceeding.
COURSE = (
    "opened suspected charged charge_added requalified remand bail indicted filed lodged communicated "
    "trial hearing warned suspended convicted partly_convicted acquitted dropped found_liable granted "
    "refused struck_off listed opinion violation no_violation inadmissible settled appeal upheld reduced "
    "increased converted quashed remitted retrial final execution pardoned amnestied parole served lapsed "
    "delisted rehabilitated"
).split()


@dataclass(frozen=True)
class Sanction:
    """One sanction of a party as a whole. Kinds without a length: life, death, an amount, a ban for good."""

    kind: str
    years: int | None = None
    months: int | None = None
    days: int | None = None
    indefinite: bool = False
    suspended: bool = False
    amount: str = ""
    currency: str = ""


@dataclass(frozen=True)
class Step:
    """A dated act, of a kind of the vocabulary, with the sanctions that it gave this party."""

    kind: str
    on: date | None = None  # its earliest possible day
    sanctions: tuple[Sanction, ...] = ()
    charges: tuple[int, ...] = (0,)  # those of this party that it decided; 0: there is one matter only
    index: int = field(default=0, compare=False, repr=False)  # for the caller, to find its own row again


@dataclass(frozen=True)
class Standing:
    """Where a party stands. Each part is the step that says so, or None where none does."""

    stage: Step | None  # the last step that moved the proceeding on
    outcome: Step | None  # the decision on the merits that is in force
    last: Step | None  # the last decision of any kind: a pardon, an appeal that failed
    sentence: Step | None  # the step that gave the sanctions in force
    by_charge: Mapping[int, Step]  # what was decided of each charge, and stands
    reached: str  # the kind of `stage`; DECIDED where a decision came later; '' where neither is recorded

    @property
    def sanctions(self) -> tuple[Sanction, ...]:
        """In force."""
        return self.sentence.sanctions if self.sentence else ()

    @property
    def convicted(self) -> bool:
        """Whether a conviction stands, though its sanctions may have been lifted."""
        return self.outcome is not None and self.outcome.kind in CONVICTIONS


def in_order(steps: Iterable[Step]) -> list[Step]:
    """By day, those of one day in the course of a proceeding; undated ones last."""
    return sorted(steps, key=lambda step: (step.on or date.max, _place(step.kind), repr(step)))


def standing(steps: Sequence[Step]) -> Standing:
    """Where a party stands after these steps, all of which concern it.

    Each charge has its own decision: convicted under one and acquitted under another is convicted.
    """
    stage: Step | None = None
    in_force: dict[int, Step] = {}  # a charge and what was decided of it
    last: Step | None = None
    sentence: Step | None = None
    reached = ""
    for step in in_order(steps):
        if step.kind in STAGES:
            stage, reached = step, step.kind
        if step.kind == "served":
            sentence = None  # nothing of it is in force
        if step.kind not in OUTCOMES:
            continue
        last, reached = step, DECIDED
        if step.kind in DECIDES:
            in_force |= dict.fromkeys(step.charges, step)
            if not _weighs(in_force.values()):
                sentence = None  # nobody is punished by an acquittal, whatever its row says
            elif step.kind not in ACQUITS and (step.sanctions or not _weighs(_others(in_force, step))):
                sentence = step
        elif step.kind in UNDOES:
            in_force = {charge: one for charge, one in in_force.items() if charge not in step.charges}
            sentence = sentence if _weighs(in_force.values()) else None
        elif step.kind in LIFTS:
            sentence = None
        elif step.sanctions and (_weighs(in_force.values()) or not in_force):
            sentence = step
    return Standing(stage, _outcome(list(in_force.values())), last, sentence, in_force, reached)


def is_unserved(given: Sequence[Sanction], on: date, periods: Sequence[Period]) -> bool:
    """Whether a custodial term given on a day had not run out when the last of these periods ended.

    It has run out by its own length from that day on, or by the days that were held in all. Where nobody
    knows how long it is, nobody knows that it was served.
    """
    terms = [one for one in given if one.kind in CUSTODIAL and not one.suspended]
    ends = [period.to_latest for period in periods if period.to_latest]
    held = days_held(periods).at_most or 0
    since = (max(ends) - on).days + 1 if ends else 0
    return any((length := _days(term)) is None or max(held, since) < length for term in terms)


def _days(term: Sanction) -> int | None:
    """A month counts as 30 days and a year as 365: at least so long."""
    if term.kind in {"life", "death"} or not (term.years or term.months or term.days):
        return None
    return (term.years or 0) * 365 + (term.months or 0) * 30 + (term.days or 0)


def _others(in_force: dict[int, Step], step: Step) -> list[Step]:
    return [one for one in in_force.values() if one is not step]


def _weighs(decisions: Iterable[Step]) -> bool:
    """Whether one of the decisions leaves something to be punished for."""
    return any(step.kind not in ACQUITS for step in decisions)


def _outcome(decisions: list[Step]) -> Step | None:
    """The last decision; an acquittal only where it is all that is left."""
    weighing = [step for step in decisions if step.kind not in ACQUITS]
    ordered = in_order(weighing or decisions)
    return ordered[-1] if ordered else None


def _place(kind: str) -> int:
    return COURSE.index(kind) if kind in COURSE else len(COURSE)
