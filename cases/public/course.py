"""The course of a case, derived from its document: where each party stands, and how long it was held.

Never typed and never stored in a document: rows are written from it at publication, pages show it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cases.public.document import (
    CaseDocument,
    Coded,
    Date,
    Decided,
    Decision,
    Detention,
    Proceeding,
    Provision,
    Reference,
)
from cases.public.document import Sanction as SanctionRow
from cases.public.document import Step as StepRow
from cases.reckoning.outcomes import (
    ACQUITS,
    OUTCOMES,
    STAGES,
    Sanction,
    Standing,
    Step,
    is_unserved,
    standing,
)
from cases.reckoning.periods import Custody, DaysHeld, Period, custody, days_held, last_certain

# Only somebody who was accused of something can be said to have been freed in a proceeding.
ACCUSES = frozenset("suspected charged remand indicted convicted partly_convicted".split())
# What says of the end of a custody that it was freedom: a step, or an event of the case.
FREEING_STEPS = frozenset("pardoned amnestied parole acquitted dropped quashed served bail".split())
FREEING_EVENTS = frozenset({"release", "exchange"})
NOT_FREEDOM = frozenset({"death", "escape"})
# Roles in which an organization is an authority that was responsible for something.
AUTHORITIES = frozenset("authority investigator prosecutor judge court custodian requesting".split())
AWARDS = frozenset({"violation", "settled"})
# Custody, of which nothing is recorded, after the last end that is.
AFTERWARDS = Period(None, None)


UNDATED = date.min  # of what may have begun however early: sorts last where the newest comes first


def today() -> date:
    """The day on which a page is read: what was not confirmed for twelve months is unknown then."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class PartyCourse:
    """One party in one proceeding. Steps are those that concern it."""

    proceeding: Proceeding
    steps: tuple[StepRow, ...]
    stage: StepRow | None  # the last step that moved the proceeding on
    by_charge: Mapping[int, str]  # the place of a charge, 0 for the only matter -> what was decided of it
    reached: str  # its kind, or that a decision came later; '' where neither is recorded
    outcome: StepRow | None  # the decision on the merits that is in force
    last: StepRow | None  # the last decision of any kind
    sentence: StepRow | None  # the step that gave the sanctions in force
    sanctions: tuple[SanctionRow, ...]  # in force
    conviction_stands: bool


def course_of(proceeding: Proceeding, party: str) -> PartyCourse:
    """Where a party ("participant-2") stands in a proceeding."""
    rows = tuple(steps_of(proceeding, party))
    own = charges_of(proceeding, party)
    steps = [_step(row, party, own, index) for index, row in enumerate(rows)]
    found: Standing = standing(steps)

    def row(step: Step | None) -> StepRow | None:
        return rows[step.index] if step else None

    sentence = row(found.sentence)
    # What a court that finds a violation gives, it gives to the applicant: that is no sanction.
    given = sentence["sanctions"] if sentence and sentence["acts_as"] not in AWARDS else ()
    return PartyCourse(
        proceeding,
        rows,
        row(found.stage),
        {charge: step.kind for charge, step in found.by_charge.items()},
        found.reached,
        row(found.outcome),
        row(found.last),
        sentence,
        tuple(sanction for sanction in given if sanction["party"] == party),
        found.convicted,
    )


def steps_of(proceeding: Proceeding, party: str) -> Iterator[StepRow]:
    """The steps that concern a party: those for it, and those for all."""
    charges = charges_of(proceeding, party)
    for step in proceeding["steps"]:
        for_it = party in step["parties"] or not step["parties"]
        if for_it and (not step["charges"] or charges & set(step["charges"]) or party in step["parties"]):
            yield step


def charges_of(proceeding: Proceeding, party: str) -> set[int]:
    """The places of a party's charges in the list of the proceeding."""
    return {place for place, charge in enumerate(proceeding["charges"], 1) if charge["party"] == party}


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
    return periods_in_custody(detentions_of(document, party), is_open=is_open(document, party))


def periods_in_custody(rows: Iterable[Detention], *, is_open: bool = False) -> list[Period]:
    found = [period_of(row) for row in rows if row["is_custody"]]
    return [*found, AFTERWARDS] if is_open else found


def is_open(document: CaseDocument, party: str) -> bool:
    """Whether custody may have gone on after the last end that is recorded.

    So where a term in custody was in force that had not run out by then, and nothing says that she was let
    go: that only her pre-trial detention is recorded does not say that she was free afterwards.
    """
    rows = detentions_of(document, party)
    end = last_end(rows)
    if end is None:
        return False
    periods = periods_in_custody(rows)
    return any(
        someone == party and _is_unserved(found, periods) and not _is_let_go(document, found, end)
        for someone, found in courses(document)
    )


def _is_unserved(found: PartyCourse, periods: list[Period]) -> bool:
    """A sentence without a date ran from nobody knows when: the days held are all that counts."""
    if found.sentence is None:
        return False
    given = day(found.sentence["date"]["earliest"]) or date.max
    return is_unserved([_sanction(row) for row in found.sanctions], given, periods)


def _is_let_go(document: CaseDocument, found: PartyCourse, end: Date) -> bool:
    """Whether a step after the sentence, or an event on the day of the end, says why custody ended.

    Where nobody else was held in the case, an event of any later day is about her as well.
    """
    since = (found.sentence["date"]["earliest"] if found.sentence else None) or ""
    is_alone = len({row["party"] for row in document["detentions"]}) == 1
    events = (
        event["kind"]["code"] in FREEING_EVENTS | NOT_FREEDOM
        and (event["date"]["latest"] or "") >= since
        and (is_alone or _overlap(event["date"], end))
        for event in document["events"]
    )
    steps = (
        step["acts_as"] in FREEING_STEPS and (step["date"]["latest"] or "9999") >= since
        for step in found.steps
    )
    return any(events) or any(steps)


def last_confirmed(rows: Iterable[Detention]) -> Date | None:
    """When custody was last confirmed, in the words of the record: by a source, a beginning or an end."""
    dated = [
        (when, told)
        for row in rows
        if row["is_custody"]
        for told in (row["began"], row["confirmed"], row["ended"])
        if told and (when := _certain_day(row, told)) == last_certain(period_of(row))
    ]
    known = [(when, told) for when, told in dated if when]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def _certain_day(row: Detention, told: Date) -> date | None:
    """The day until which a date of a detention confirms it."""
    if told is row["began"]:
        return day(told["latest"])
    return day(told["earliest"]) or (day(told["latest"]) if told is row["confirmed"] else None)


def last_end(rows: Iterable[Detention]) -> Date | None:
    """When custody ended, if it did: the end of the last period of those that all have one."""
    ends = [row["ended"] for row in rows if row["is_custody"]]
    known = [end for end in ends if end]
    if not known or len(known) < len(ends):
        return None
    return max(known, key=lambda end: end["latest"] or end["earliest"] or "")


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


def decided(document: CaseDocument, party: str, found: PartyCourse) -> Decided:
    """What became of a party in a proceeding; that custody ended is told among the decisions."""
    decisions = [_decision(step) for step in found.steps if step["acts_as"] in OUTCOMES]
    if _accuses(found) and (end := _end_of_custody(document, party, found)):
        later = [
            row for row in decisions if (row["date"]["earliest"] or "9999") > (end["date"]["latest"] or "")
        ]
        decisions.insert(len(decisions) - len(later), end)
    return Decided(
        decisions=decisions,
        stage=_decision(found.stage) if found.stage else None,
        outcome=_decision(found.outcome) if found.outcome else None,
        conviction_stands=found.conviction_stands,
        sanctions=list(found.sanctions),
    )


def decided_for_all(proceeding: Proceeding) -> Decided:
    """What was decided in a proceeding of any of its parties."""
    steps = [step for step in proceeding["steps"] if step["acts_as"] in OUTCOMES | STAGES]
    stages = [step for step in steps if step["acts_as"] in STAGES]
    return Decided(
        decisions=[_decision(step) for step in steps if step["acts_as"] in OUTCOMES],
        stage=_decision(stages[-1]) if stages else None,
        outcome=None,
        conviction_stands=False,
        sanctions=[],
    )


def _decision(step: StepRow) -> Decision:
    return Decision(kind=step["kind"], acts_as=step["acts_as"], date=step["date"])


def _end_of_custody(document: CaseDocument, party: str, found: PartyCourse) -> Decision | None:
    """Freed only where something says so: custody also ends with a death."""
    end = last_end([row for row in detentions_of(document, party) if _is_of(document, party, found, row)])
    if end is None or is_open(document, party):
        return None
    events = {event["kind"]["code"] for event in document["events"] if _overlap(event["date"], end)}
    freeing = any(_frees(step, party) and _overlap(step["date"], end) for step in found.steps)
    freed = (events & FREEING_EVENTS or freeing) and not events & NOT_FREEDOM
    return Decision(kind=Coded(code="", labels={}), acts_as="freed" if freed else "custody_ended", date=end)


def _is_of(document: CaseDocument, party: str, found: PartyCourse, row: Detention) -> bool:
    """Whether somebody tried several times was held for this proceeding: while it went on, or, where none
    did, after this one."""
    tried = [proceeding for proceeding in document["proceedings"] if party in proceeding["parties"]]
    if len(tried) < 2:
        return True
    others = [one for proceeding in tried if _accuses(one := course_of(proceeding, party))]
    if meanwhile := [one for one in others if _went_on(one, row)]:
        return found in meanwhile
    before = [one for one in others if (_span(one) or ("", ""))[1] <= (row["began"]["latest"] or "9999")]
    return bool(before) and found == max(before, key=lambda one: (_span(one) or ("", ""))[1])


def _accuses(found: PartyCourse) -> bool:
    return any(step["acts_as"] in ACCUSES for step in found.steps)


def _went_on(found: PartyCourse, row: Detention) -> bool:
    span, ended = _span(found), row["ended"]
    if span is None:
        return True  # nobody knows when it was
    held_until = (ended["latest"] if ended else None) or "9999"
    return (row["began"]["earliest"] or "") <= span[1] and span[0] <= held_until


def _span(found: PartyCourse) -> tuple[str, str] | None:
    """The first and the last day on which anything happened in a proceeding; None where nothing is dated."""
    dates = [step["date"] for step in found.steps if step["date"]["earliest"] or step["date"]["latest"]]
    if not dates:
        return None
    return (
        min(when["earliest"] or when["latest"] or "" for when in dates),
        max(when["latest"] or when["earliest"] or "" for when in dates),
    )


def _frees(step: StepRow, party: str) -> bool:
    """Of milder sentences only a suspended one: restricted freedom is no freedom."""
    if step["acts_as"] in FREEING_STEPS:
        return True
    given = [sanction["suspended"] for sanction in step["sanctions"] if sanction["party"] == party]
    return step["acts_as"] == "converted" and bool(given) and all(given)


def _overlap(one: Date, other: Date) -> bool:
    """Whether two uncertain dates may be the same day; both must be bounded."""
    bounds = (one["earliest"], one["latest"], other["earliest"], other["latest"])
    if not all(bounds):
        return False
    return max(str(bounds[0]), str(bounds[2])) <= min(str(bounds[1]), str(bounds[3]))


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


def outcome_by_provision(proceeding: Proceeding, party: str) -> dict[str, str]:
    """The permalink number of each provision under which a party was charged -> what was decided under it,
    and stands; "requalified" where the charge became another one, '' where nothing was decided."""
    decided = course_of(proceeding, party).by_charge
    places = charges_of(proceeding, party) or {0}
    charged = {place: _key_of(proceeding["charges"][place - 1]["provision"]) for place in places - {0}}
    found: dict[str, str] = {}
    for step in steps_of(proceeding, party):
        if step["requalified_to"] is not None:
            for place in places & set(step["charges"]) or places:
                if former := charged.get(place):
                    found[former] = "requalified"
                charged[place] = _key_of(step["requalified_to"])
    for place, key in charged.items():
        outcome = decided.get(place, "")
        # Of two counts under one article the one that weighs, and before one of which nothing is known.
        if found.get(key, "") in {"", "requalified"} or (found[key] in ACQUITS and outcome):
            found[key] = outcome
    return {key: outcome for key, outcome in found.items() if key}


def _key_of(provision: Provision) -> str:
    return provision["path"][-1]["key"] or ""


def bodies(document: CaseDocument) -> Iterator[Reference]:
    """Before whom proceedings are, who decided in them, and who gave them a number."""
    for proceeding in document["proceedings"]:
        found = [proceeding["body"], *(step["body"] for step in proceeding["steps"])]
        found += [number["authority"] for number in proceeding["numbers"]]
        yield from (body for body in found if body)


def is_in_absentia(document: CaseDocument) -> bool:
    return any(step["in_absentia"] for row in document["proceedings"] for step in row["steps"])


def _step(row: StepRow, party: str, own: set[int], index: int) -> Step:
    charges = own & set(row["charges"]) or own or {0}  # none ticked: all
    sanctions = tuple(_sanction(sanction) for sanction in row["sanctions"] if sanction["party"] == party)
    return Step(row["acts_as"], day(row["date"]["earliest"]), sanctions, tuple(sorted(charges)), index=index)


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
