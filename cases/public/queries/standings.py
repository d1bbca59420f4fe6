"""What became of a person or an organization over all public cases: proceedings, sentences, detentions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.public import phrases
from cases.public.document import Date, Detention
from cases.public.models import Page, PublishedStanding
from cases.public.queries.courts import apart_of
from cases.public.queries.links import Linked
from cases.reckoning.periods import Custody

MOST = 400  # rows: one for each case, one for each proceeding


@dataclass(frozen=True)
class Tried:
    """One proceeding, in plain words."""

    title: str
    numbers: list[str]
    said: str
    sanctions: tuple[str, ...]
    brought: bool  # they brought it: what was decided is not about them


@dataclass(frozen=True)
class Line:
    """A detention, as the page of the case tells it; its sources stand there."""

    row: Detention
    date: Date
    end: str
    days: str
    institution: Linked | None
    anchor: str = ""
    mark: str = ""


@dataclass(frozen=True)
class InCase:
    page: Page
    tried: tuple[Tried, ...]
    lines: tuple[Line, ...]
    is_open: bool  # custody may have gone on after the last end that this case records


@dataclass(frozen=True)
class Record:
    custody: Custody
    custody_words: str
    days: str  # in custody: the union over all cases, so that no day counts twice
    apart: tuple[tuple[str, str], ...]
    cases: tuple[InCase, ...]


def record_of(kind: str, key: str, on: date) -> Record | None:
    """One query. None where no case says more than that it names them."""
    rows = (
        PublishedStanding.objects.filter(kind=kind, key=key, case__page__state=Page.State.LIVE)
        .select_related("case__page")
        .defer("case__page__words", "case__page__name_keys", "case__page__card")
        .order_by("-case__sort_date", "-case_id", "proceeding", "pk")[:MOST]
    )
    of_cases: dict[int, list[PublishedStanding]] = {}
    for row in rows:
        of_cases.setdefault(row.case_id, []).append(row)
    cases = [found for standings in of_cases.values() if (found := _in_case(standings))]
    if not cases:
        return None
    detentions = [line.row for case in cases for line in case.lines]
    in_custody = [row for row in detentions if row["is_custody"]]
    is_open = _is_open(cases)
    word, words = phrases.in_custody(detentions, on, is_open=is_open)
    return Record(
        custody=word,
        custody_words=words,
        days=phrases.held_in(in_custody, is_open=is_open) if in_custody else "",
        apart=apart_of(detentions),
        cases=tuple(cases),
    )


def _in_case(standings: list[PublishedStanding]) -> InCase | None:
    tried = [_tried(row.card) for row in standings if row.card.get("decided")]
    tried += [_tried(one, brought=True) for row in standings for one in row.card.get("brought", ())]
    lines = tuple(_line(one) for one in _each_once(standings))
    is_open = any(row.card.get("is_open") for row in standings)
    return InCase(standings[0].case.page, tuple(tried), lines, is_open) if tried or lines else None


def _tried(card: Any, *, brought: bool = False) -> Tried:
    """From the card of a standing in a proceeding, or of a proceeding that was brought."""
    return Tried(
        title=phrases.proceeding(card["proceeding"]),
        numbers=card["numbers"],
        said=phrases.decided(card["decided"]),
        sanctions=tuple(phrases.sanction(one) for one in card["decided"]["sanctions"]),
        brought=brought,
    )


def _is_open(cases: Iterable[InCase]) -> bool:
    """Unless another case records a later end."""
    ends = [
        (max(ended, default=""), case.is_open)
        for case in cases
        if (ended := [_end(line.row) for line in case.lines if line.row["is_custody"]])
    ]
    last = max((end for end, _is_open in ends), default="")
    return any(end == last for end, is_open in ends if is_open)


def _end(row: Detention) -> str:
    ended = row["ended"]
    return (ended["latest"] or ended["earliest"] or "") if ended else "9999"


def _each_once(standings: Iterable[PublishedStanding]) -> list[Detention]:
    """Somebody may be in a case in two roles, and is not held twice for that."""
    found: list[Detention] = []
    for row in standings:
        for held in row.card.get("detentions", []):
            bare: Any = {**held, "party": ""}
            if bare not in found:
                found.append(bare)
    return found


def _line(row: Detention) -> Line:
    when, end = phrases.span(row["began"], row["ended"])
    prison = row["institution"]
    institution = Linked(prison["names"], "") if prison else None  # the page of the case has the link
    return Line(row, when, end, phrases.held_in([row]), institution)
