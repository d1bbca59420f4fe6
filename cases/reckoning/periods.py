"""How long somebody was held: a union of periods whose ends may be uncertain.

Method: a day counts if the person was held on any part of it, so both the first and the last day count; a
day in two periods at once counts once. An uncertain date gives a range: at least the days that are certain
whatever the true dates were, at most those that are possible. Of a period without an end nobody knows more
than that it lasted until it was last confirmed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

UNCONFIRMED_AFTER = timedelta(days=365)  # then custody counts as unknown, not as going on


@dataclass(frozen=True)
class Period:
    """Held from one uncertain date to another; `ended` is False where no end is known.

    Bounds are None where nothing is known of them. `confirmed` is the last day on which a source still
    found the person held.
    """

    from_earliest: date | None
    from_latest: date | None
    ended: bool = False
    to_earliest: date | None = None
    to_latest: date | None = None
    confirmed: date | None = None


@dataclass(frozen=True)
class DaysHeld:
    """At least and at most so many days; `at_most` is None where no end is known."""

    at_least: int
    at_most: int | None

    @property
    def is_exact(self) -> bool:
        return self.at_least == self.at_most


class Custody(StrEnum):
    IN_CUSTODY = "in_custody"  # always with the day on which it was last confirmed
    UNKNOWN = "unknown"  # not confirmed for twelve months
    RELEASED = "released"
    NEVER = "never"  # no detention is recorded


def days_held(periods: Sequence[Period]) -> DaysHeld:
    """The days of the union of these periods, as a range."""
    possible = [_possible(period) for period in periods]
    bounded = [span for span in possible if span is not None]
    return DaysHeld(
        at_least=_days(certain_spans(periods)),
        at_most=_days(bounded) if len(bounded) == len(possible) else None,
    )


def certain_spans(periods: Iterable[Period]) -> Iterator[tuple[date, date]]:
    """From which day to which somebody was held for certain, of each period of which any day is certain."""
    return (span for period in periods if (span := _certain(period)) is not None)


def custody(periods: Sequence[Period], on: date) -> tuple[Custody, date | None]:
    """Whether somebody is held on a day, and since when (confirmed) that is known.

    With the day on which it was last confirmed for those in custody or unknown.
    """
    begun = [period for period in periods if not period.from_earliest or period.from_earliest <= on]
    going_on = [period for period in begun if not period.ended or _may_last_beyond(period, on)]
    if not begun:
        return Custody.NEVER, None
    if not going_on:
        return Custody.RELEASED, None
    # Whoever was held elsewhere meanwhile was held: a period that ended says so as well.
    confirmed = max((day for period in begun if (day := last_certain(period)) and day <= on), default=None)
    is_known = any(last_known(period) for period in going_on)
    if confirmed is None or not is_known or on - confirmed > UNCONFIRMED_AFTER:
        return Custody.UNKNOWN, confirmed
    return Custody.IN_CUSTODY, confirmed


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day for certain: somebody cannot be held in two places at once.

    Where no end is recorded the record says that it went on.
    """
    first, second = _recorded(one), _recorded(other)
    # The last day in one place may be the first in the next.
    return bool(first and second and max(first[0], second[0]) < min(first[1], second[1]))


def _may_last_beyond(period: Period, on: date) -> bool:
    return period.to_earliest is not None and period.to_earliest > on


def last_known(period: Period) -> date | None:
    """The last day on which somebody was certainly still held in a period without an end."""
    return max((day for day in (period.confirmed, period.from_latest) if day), default=None)


def last_certain(period: Period) -> date | None:
    """The last day on which somebody was certainly held in a period, ended or not."""
    return (period.to_earliest if period.ended else None) or last_known(period)


def _recorded(period: Period) -> tuple[date, date] | None:
    if not period.ended and period.from_latest:
        return period.from_latest, date.max
    return _certain(period)


def _certain(period: Period) -> tuple[date, date] | None:
    """The first and last day that are certain whatever the true dates were; None where no day is."""
    first = period.from_latest
    last = period.to_earliest if period.ended else last_known(period)
    return (first, last) if first and last and first <= last else None


def _possible(period: Period) -> tuple[date, date] | None:
    """The first and last day that are possible; None where one of them is not bounded."""
    first, last = period.from_earliest, period.to_latest if period.ended else None
    return (first, last) if first and last and first <= last else None


def _days(spans: Iterable[tuple[date, date]]) -> int:
    total, reached = 0, date.min
    for first, last in sorted(spans):
        start = max(first, reached)
        if last >= start:
            total += (last - start).days + 1
            reached = last + timedelta(days=1) if last < date.max else last
    return total
