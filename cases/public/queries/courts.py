"""What happened before courts, and where everybody was held: one case's ladders, standings and detentions."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cases.public import course, phrases
from cases.public.document import (
    CaseDocument,
    Charge,
    Date,
    Decided,
    Detention,
    Official,
    Proceeding,
    Provision,
    Step,
)
from cases.public.matching import Mark
from cases.public.queries.links import Linked, Links
from cases.public.queries.parties import Party, Whom, whom
from cases.public.queries.sourcing import Refs, Sourcing
from cases.reckoning.periods import Custody

# More steps than this, told for each group of parties, are told once for all, with whom each concerned.
MOST_TOLD_APART = 60
SIDE_BY_SIDE = 5  # longer ladders, and wordy ones, go downwards on wide screens too
WORDY = 160  # letters
OPEN_AT_FIRST = 40  # of a long ladder; the rest unfolds

ACCUSING = frozenset("charged charge_added suspected indicted opened".split())
NOTHING_FOLLOWS = frozenset("served rehabilitated settled delisted lapsed".split())

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class LinkedProvision:
    provision: Provision
    address: str


@dataclass(frozen=True)
class LinkedOfficial:
    row: Official
    who: Linked


@dataclass(frozen=True)
class ChargeLine:
    """A provision under which some are accused, or all of those whom the ladder is about."""

    provision: LinkedProvision
    whom: Whom | None


@dataclass(frozen=True)
class SanctionLine:
    words: str
    whom: Whom | None


@dataclass(frozen=True)
class StepLine:
    row: Step
    anchor: str  # '' where the step stands in a ladder above already
    address: str
    body: Linked | None
    officials: tuple[LinkedOfficial, ...]
    whom: Whom | None
    under: tuple[str, ...]  # codes of the provisions, where not all charges are concerned
    requalified_to: LinkedProvision | None
    sanctions: tuple[SanctionLine, ...]
    refs: Refs
    mark: Mark
    is_latest: bool


@dataclass(frozen=True)
class StandingLine:
    """Where some stand, in words: all of those whom the ladder is about, or some of them."""

    whom: Whom | None
    said: str
    decided: Decided
    sanctions: tuple[str, ...]
    is_of_some: bool  # a group in words: what was decided need not be true of each of them

    @property
    def stands_at_stage(self) -> bool:
        """A stage that a decision has closed says nothing of where somebody stands."""
        return phrases.is_at_a_stage(self.decided)


@dataclass(frozen=True)
class Ladder:
    whom: Whom | None
    charges: tuple[ChargeLine, ...]
    steps: tuple[StepLine, ...]
    standings: tuple[StandingLine, ...]
    ends: bool  # no later step is recorded, where one could follow

    @property
    def goes_down(self) -> bool:
        wordy = any(step.row["text"] and len(step.row["text"]["text"]) > WORDY for step in self.steps)
        return wordy or len(self.steps) > SIDE_BY_SIDE or any(step.whom for step in self.steps)

    @property
    def first(self) -> tuple[StepLine, ...]:
        return self.steps[:OPEN_AT_FIRST]

    @property
    def further(self) -> tuple[StepLine, ...]:
        return self.steps[OPEN_AT_FIRST:]

    @property
    def standings_are_many(self) -> bool:
        return len(self.standings) > 12


@dataclass(frozen=True)
class ProceedingPart:
    row: Proceeding
    anchor: str
    body: Linked | None
    brought_by: Whom | None
    amount: str
    ladders: tuple[Ladder, ...]
    accused_by: Linked | None
    accusers: Whom | None
    refs: Refs

    @property
    def title(self) -> str:
        return phrases.proceeding(self.row["kind"])

    @property
    def is_empty(self) -> bool:
        return not any(ladder.steps or ladder.charges for ladder in self.ladders)


@dataclass(frozen=True)
class DetentionLine:
    row: Detention
    anchor: str
    date: Date  # from and to, as one interval where that can be written
    end: str  # what that leaves to say of the end
    days: str
    institution: Linked | None
    refs: Refs
    mark: Mark


@dataclass(frozen=True)
class Held:
    """Some who were held in the same places at the same times."""

    whom: Whom
    custody: Custody
    custody_words: str
    days: str  # in custody: the union of the periods
    apart: tuple[tuple[str, str], ...]  # house arrest and the like: what it was, and how long
    lines: tuple[DetentionLine, ...]


class Court:
    """Builds the court part of one page."""

    def __init__(
        self,
        document: CaseDocument,
        parties: Sequence[Party],
        sourcing: Sourcing,
        links: Links,
        marked: Mapping[str, Mark],
    ) -> None:
        self.document = document
        self.parties = {party.anchor: party for party in parties}
        self.sourcing = sourcing
        self.links = links
        self.marked = marked
        self._told: set[int] = set()  # steps that stand on the page, by their place among all

    # ------------------------------------------------------------ proceedings

    def proceedings(self) -> tuple[ProceedingPart, ...]:
        found, before = [], 0
        for position, row in enumerate(self.document["proceedings"], 1):
            found.append(self._proceeding(row, position, before))
            before += len(row["steps"])
        return tuple(found)

    def _proceeding(self, row: Proceeding, position: int, before: int) -> ProceedingPart:
        brought_by = self._some(row["brought_by"])
        accusing = next(
            (step["body"] for step in row["steps"] if step["acts_as"] in ACCUSING and step["body"]), None
        )
        return ProceedingPart(
            row=row,
            anchor=f"proceeding-{position}",
            body=self.linked(row["body"]),
            brought_by=whom(brought_by) if brought_by else None,
            amount=phrases.amount(row["amount"], row["currency"]),
            ladders=tuple(self._ladders(row, before)),
            accused_by=self.linked(accusing),
            accusers=whom(brought_by) if brought_by else None,
            refs=self.sourcing.refs(row["refs"]),
        )

    def _ladders(self, row: Proceeding, before: int) -> Iterator[Ladder]:
        """One for each group of parties who share exactly the same steps."""
        concerned = _concerned(row)
        places = {id(step): place for place, step in enumerate(row["steps"])}
        own = {party: tuple(places[id(step)] for step in course.steps_of(row, party)) for party in concerned}
        groups = _grouped(concerned, lambda party: own[party])
        everybody = tuple(range(len(row["steps"])))
        if len(groups) > 1 and sum(len(steps) for steps in groups) > MOST_TOLD_APART:
            yield self._ladder(row, before, everybody, concerned, among=concerned)
            return
        for steps, members in groups.items():
            yield self._ladder(row, before, steps, members)
        told = {place for steps in groups for place in steps}
        if left := tuple(place for place in everybody if place not in told):
            yield self._ladder(row, before, left, [])

    def _ladder(
        self,
        row: Proceeding,
        before: int,
        steps: tuple[int, ...],
        members: Sequence[str],
        among: Sequence[str] | None = None,
    ) -> Ladder:
        parties = self._some(members)
        latest = _latest(row, steps)
        lines = tuple(
            self._step(row, place, before, parties, tells_whom=among is not None, is_latest=place == latest)
            for place in steps
        )
        status = self.document["status"]["code"]
        last = row["steps"][latest]["acts_as"] if latest is not None else ""
        return Ladder(
            whom=whom(parties) if parties and among is None else None,
            charges=tuple(self._charges(row, members)),
            steps=lines,
            standings=tuple(self._standings(row, members)),
            ends=bool(lines) and status != "ended" and last not in NOTHING_FOLLOWS,
        )

    def _charges(self, row: Proceeding, members: Sequence[str]) -> Iterator[ChargeLine]:
        charges = [charge for charge in row["charges"] if charge["party"] in members]
        parties = self._some(members)
        for same in _grouped(charges, lambda charge: _cited(charge["provision"])).values():
            accused = self._some(dict.fromkeys(charge["party"] for charge in same))
            yield ChargeLine(self._provision(same[0]["provision"]), whom(accused, among=parties))

    def _standings(self, row: Proceeding, members: Sequence[str]) -> Iterator[StandingLine]:
        if not row["steps"]:
            return
        found: dict[str, Decided] = {}
        for party in members:
            found[party] = course.decided(self.document, party, course.course_of(row, party))
        parties = self._some(members)
        for same in _grouped(found, lambda party: _same_standing(found[party])).values():
            decided = found[same[0]]
            yield StandingLine(
                whom=whom(self._some(same), among=parties),
                said=phrases.decided(decided),
                decided=decided,
                sanctions=tuple(phrases.sanction(one) for one in decided["sanctions"]),
                is_of_some=any(one.row["who"] == "unidentified" for one in self._some(same)),
            )

    def _step(
        self,
        row: Proceeding,
        place: int,
        before: int,
        parties: Sequence[Party],
        *,
        tells_whom: bool,
        is_latest: bool,
    ) -> StepLine:
        step, number = row["steps"][place], before + place + 1
        is_new = number not in self._told
        self._told.add(number)
        anchor = f"step-{number}"
        here = {party.anchor for party in parties}
        charges = [row["charges"][index - 1] for index in step["charges"]]
        return StepLine(
            row=step,
            anchor=anchor if is_new else "",
            address=f"#{anchor}",
            body=self.linked(step["body"]),
            officials=tuple(
                LinkedOfficial(one, self.links.reference(one["who"])) for one in step["officials"]
            ),
            whom=whom(self._some(step["parties"]), among=parties) if tells_whom and step["parties"] else None,
            under=_under(charges, row["charges"], here),
            requalified_to=self._provision(step["requalified_to"]) if step["requalified_to"] else None,
            sanctions=tuple(self._sanctions(step, parties)),
            refs=self.sourcing.refs(step["refs"]),
            mark=self.marked.get(anchor, ""),
            is_latest=is_latest,
        )

    def _sanctions(self, step: Step, parties: Sequence[Party]) -> Iterator[SanctionLine]:
        here = {party.anchor for party in parties}
        rows = [row for row in step["sanctions"] if row["party"] in here]
        ticked = [party for party in parties if party.anchor in step["parties"] or not step["parties"]]
        say = phrases.award if step["acts_as"] in course.AWARDS else phrases.sanction
        for words, same in _grouped(rows, say).items():
            some = self._some(dict.fromkeys(row["party"] for row in same))
            yield SanctionLine(words, whom(some, among=ticked))

    def concerned(self, row: Proceeding, steps: Sequence[Step]) -> Whom | None:
        """Whom some steps of a proceeding were about; None where all who were ever tried in the case."""
        for_all = any(not step["parties"] for step in steps)
        parties = _concerned(row) if for_all else [party for step in steps for party in step["parties"]]
        tried = [party for each in self.document["proceedings"] for party in _concerned(each)]
        return whom(self._some(dict.fromkeys(parties)), among=self._some(dict.fromkeys(tried)))

    # ------------------------------------------------------------ detentions

    def held(self, on: date) -> tuple[Held, ...]:
        """Those who were held, together where in the same places at the same times."""
        rows: dict[str, list[tuple[int, Detention]]] = {}
        for number, row in enumerate(self.document["detentions"], 1):
            rows.setdefault(row["party"], []).append((number, row))
        same = _grouped(
            rows,
            lambda party: (
                course.is_open(self.document, party),
                *(_same_detention(row) for _number, row in rows[party]),
            ),
        )
        return tuple(
            self._held([rows[party] for party in members], self._some(members), on, is_open=bool(is_open))
            for (is_open, *_rows), members in same.items()
        )

    def _held(
        self,
        of_each: Sequence[Sequence[tuple[int, Detention]]],
        members: Sequence[Party],
        on: date,
        *,
        is_open: bool,
    ) -> Held:
        rows = [row for _number, row in of_each[0]]
        word, words = phrases.in_custody(rows, on, is_open=is_open)
        in_custody = [row for row in rows if row["is_custody"]]
        return Held(
            whom=whom(members) or Whom(()),
            custody=word,
            custody_words=words,
            days=phrases.held_in(in_custody, is_open=is_open) if in_custody else "",
            apart=apart_of(rows),
            lines=tuple(
                self._detention([numbered[place] for numbered in of_each]) for place in range(len(rows))
            ),
        )

    def _detention(self, same: Sequence[tuple[int, Detention]]) -> DetentionLine:
        """One line for the same detention of several; sources that are cited for another one lead here."""
        number, row = same[0]
        anchor = f"detention-{number}"
        for other, _row in same:
            self.sourcing.stands_at[f"detention-{other}"] = anchor
        when, end = phrases.span(row["began"], row["ended"])
        marks = dict.fromkeys(mark for _number, each in same for mark in each["refs"])
        return DetentionLine(
            row=row,
            anchor=anchor,
            date=when,
            end=end,
            days=phrases.held_in([row]),
            institution=self.linked(row["institution"]),
            refs=self.sourcing.refs(marks),
            mark=self.marked.get(anchor, ""),
        )

    # ------------------------------------------------------------ pieces

    def _some(self, members: Iterable[str]) -> list[Party]:
        return [self.parties[party] for party in members if party in self.parties]

    def linked(self, reference: object) -> Linked | None:
        return self.links.reference(reference) if reference else None  # type: ignore[arg-type]

    def _provision(self, row: Provision) -> LinkedProvision:
        return LinkedProvision(row, self.links.to("provision", row["path"][-1]["key"]))


def apart_of(rows: Iterable[Detention]) -> tuple[tuple[str, str], ...]:
    """House arrest and the like: what it was, and how long; it is no custody."""
    others = _grouped((row for row in rows if not row["is_custody"]), lambda row: row["kind"]["code"])
    return tuple((phrases.kind(same[0]["kind"]), phrases.held_in(same)) for same in others.values())


Row = TypeVar("Row")


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """Rows that are the same in this respect, in the order in which each first comes."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _concerned(row: Proceeding) -> list[str]:
    """Everybody whom a proceeding is about, and whoever else a charge or a step names."""
    others = [charge["party"] for charge in row["charges"]]
    others += [party for step in row["steps"] for party in step["parties"]]
    return list(dict.fromkeys([*row["parties"], *others]))


def _latest(row: Proceeding, steps: Sequence[int]) -> int | None:
    """The last step that has a date; the last of all where none has."""
    dated = [place for place in steps if row["steps"][place]["date"]["edtf"]]
    return next(reversed(dated or list(steps)), None)


def _cited(provision: Provision) -> Hashable:
    return tuple((level["key"], level["code"]) for level in provision["path"])


def _under(charges: Sequence[Charge], all_charges: Sequence[Charge], here: set[str]) -> tuple[str, ...]:
    """The provisions that a step is about, where it is not about all that these are accused of."""
    codes = dict.fromkeys(charge["provision"]["path"][-1]["code"] for charge in charges)
    accused = {charge["provision"]["path"][-1]["code"] for charge in all_charges if charge["party"] in here}
    return tuple(codes) if codes and set(codes) != accused else ()


def _same_standing(found: Decided) -> Hashable:
    def dated(row: object) -> Hashable:
        return (row["acts_as"], row["kind"]["code"], row["date"]["edtf"]) if row else None  # type: ignore[index]

    return (
        tuple(dated(row) for row in found["decisions"]),
        dated(found["stage"]),
        dated(found["outcome"]),
        tuple(sorted(phrases.sanction(row) for row in found["sanctions"])),
    )


def _same_detention(row: Detention) -> Hashable:
    ended, confirmed, institution = row["ended"], row["confirmed"], row["institution"]
    return (
        row["kind"]["code"],
        row["place"],
        (institution["kind"], institution["key"], str(institution["names"])) if institution else None,
        row["began"]["edtf"],
        ended["edtf"] if ended else None,
        confirmed["edtf"] if confirmed else None,
        row["lawyer_access"],
        row["family_access"],
    )
