"""One line of time: events of the record, what happened meanwhile, and the strip of years above them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi

from cases.public import wording
from cases.public.addresses import address_of
from cases.public.document import Affected, Coded, Date, Event, EventCard, EventText, Provision
from cases.public.matching import Mark
from cases.public.queries.links import Linked, LinkedCountry, Links
from cases.public.queries.parties import Whom
from cases.public.queries.sourcing import Refs, Sourcing
from cases.text.dates import describe


@dataclass(frozen=True)
class LinkedLaw:
    """The law in whose life an event is a step, and which step."""

    provision: Provision
    address: str
    step: str


@dataclass(frozen=True)
class Moment:
    """A row of a timeline: an event, or on a country's page a case."""

    key: str | None  # of an event, or a case, that has a page of its own
    date: Date
    texts: list[EventText]
    kind: Coded | None
    place: str
    countries: tuple[LinkedCountry, ...]
    address: str
    anchor: str
    refs: Refs
    is_context: bool = False
    is_case: bool = False
    whom: Whom | None = None  # of a step or a detention: whom it concerned
    is_told_below: bool = False  # a step or a detention: its sources stand where it is told
    body: Linked | None = None
    affected: tuple[Affected, ...] = ()
    law: LinkedLaw | None = None
    mark: Mark = ""

    @property
    def says_what(self) -> bool:
        """Whether the kind adds anything to the title."""
        return self.kind is not None and self.kind["code"] not in {"other", "unknown"}


@dataclass(frozen=True)
class Bar:
    """A mark in the strip: in per cent of its width, on one of its lanes."""

    x: str
    width: str
    y: int
    is_hollow: bool
    is_context: bool


@dataclass(frozen=True)
class Year:
    year: int
    line: str  # where it begins
    middle: str
    is_labelled: bool


@dataclass(frozen=True)
class Strip:
    bars: tuple[Bar, ...]
    years: tuple[Year, ...]
    axis: int  # where the axis lies, in pixels from above


LANES = 4
LANE_HEIGHT = 18
MOST_LABELS = 10
NARROWEST = 1.6  # per cent: a day is a dot


def own_moments(
    events: Sequence[Event], sourcing: Sourcing, links: Links, marked: Mapping[str, Mark]
) -> tuple[Moment, ...]:
    return tuple(
        Moment(
            key=event["key"],
            date=event["date"],
            texts=event["texts"],
            kind=event["kind"],
            place=event["place"],
            countries=links.countries(event["countries"]),
            address=links.to("event", event["key"]),
            anchor=f"event-{number}",
            refs=sourcing.refs(event["refs"]),
            mark=marked.get(f"event-{number}", ""),
            affected=tuple(event["affected"]),
        )
        for number, event in enumerate(events, 1)
    )


def context_moment(key: str, card: EventCard, address: str) -> Moment:
    """What happened meanwhile: its sources stand on its own page."""
    return Moment(
        key=key,
        date=card["date"],
        texts=card["texts"],
        kind=card["kind"],
        place=card["place"],
        countries=(),
        address=address,
        anchor="",
        refs=(),
        is_context=True,
        law=law_of(card),
    )


def law_of(card: EventCard) -> LinkedLaw | None:
    """A provision of a public event is public."""
    provision = card.get("instrument")
    if not provision:
        return None
    key = provision["path"][-1]["key"]
    return LinkedLaw(provision, address_of("provision", key) if key else "", card.get("law_step", ""))


def told_below(
    date: Date, title: str, address: str, *, whom: Whom | None, place: str = "", body: Linked | None = None
) -> Moment:
    """A step, or the beginning or end of a detention: told in its own section, with its sources."""
    return Moment(
        key=None,
        date=date,
        texts=[EventText(language=wording.language(), title=title, text="")],
        kind=None,
        place=place,
        countries=(),
        address=address,
        anchor="",
        refs=(),
        whom=whom,
        is_told_below=True,
        body=body,
    )


def merged(
    own: Sequence[Moment], others: Iterable[Moment], below: Iterable[Moment] = ()
) -> tuple[Moment, ...]:
    """Others in their time among one's own; one's own undated events stay where they are told."""
    placed: list[tuple[tuple[str, str], int, Moment]] = []
    reached = ("", "")
    for moment in own:
        reached = max(reached, _when(moment) or reached)
        placed.append((reached, 1, moment))
    for rank, some in ((0, others), (2, below)):
        placed += [(_when(other) or ("9999", ""), rank, other) for other in some]
    return tuple(moment for _at, _rank, moment in sorted(placed, key=lambda row: row[:2]))


def _when(moment: Moment) -> tuple[str, str] | None:
    """From when and until when it may have been: the more exact one of two comes first."""
    first = moment.date["earliest"] or moment.date["latest"]
    return (first, moment.date["latest"] or "9999") if first else None


def strip(moments: Sequence[Moment]) -> Strip | None:
    """The whole span at a glance; None where there is nothing to compare."""
    spans = [(span, moment) for moment in moments if (span := _span(moment.date))]
    if len(spans) < 2:
        return None
    first = min(start.year for (start, _end), _moment in spans)
    last = max(end.year for (_start, end), _moment in spans)
    if first == last:
        return None
    begin, days = (
        date(first, 1, 1).toordinal(),
        date(last + 1, 1, 1).toordinal() - date(first, 1, 1).toordinal(),
    )
    bars = []
    free = [0.0] * LANES  # where each lane is free again
    for (start, end), moment in sorted(spans, key=lambda row: row[0]):
        x = 100 * (start.toordinal() - begin) / days
        width = max(100 * (end.toordinal() + 1 - start.toordinal()) / days, NARROWEST)
        lane = next((number for number, until in enumerate(free) if until <= x + 0.01), LANES - 1)
        free[lane] = max(free[lane], x + width)
        words = describe(moment.date["edtf"])
        bars.append(
            Bar(
                x=_per_cent(x, width),
                width=f"{width:.2f}%",
                y=4 + lane * LANE_HEIGHT,
                is_hollow=words.hollow or words.open,
                is_context=moment.is_context,
            )
        )
    lanes = sum(until > 0 for until in free)
    return Strip(tuple(bars), _years(first, last), axis=8 + lanes * LANE_HEIGHT)


def _years(first: int, last: int) -> tuple[Year, ...]:
    count = last - first + 1
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if count / step <= MOST_LABELS)
    share = 100 / count
    return tuple(
        Year(
            year=year,
            line=_per_cent(index * share, 0),
            middle=_per_cent((index + 0.5) * share, 0),
            is_labelled=year % every == 0 or count <= MOST_LABELS,
        )
        for index, year in enumerate(range(first, last + 1))
    )


def _per_cent(x: float, width: float) -> str:
    """From the left as SVG counts, also where time runs from right to left."""
    return f"{100 - x - width if get_language_bidi() else x:.2f}%"


def _span(when: Date) -> tuple[date, date] | None:
    if not (when["earliest"] or when["latest"]):
        return None
    start = date.fromisoformat(when["earliest"] or when["latest"] or "")
    end = date.fromisoformat(when["latest"] or when["earliest"] or "")
    return start, max(start, end)
