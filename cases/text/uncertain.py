"""Uncertain dates as EDTF (ISO 8601-2): levels 0 and 1, and the sets of level 2.

What is read here is exactly what the working record stores and the log publishes; what people type is read
by `dates_read.py`, what people see is written by `dates_said.py`.
"""

import calendar
import itertools
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _


class UnreadableDate(ValueError):
    """Names the value that could not be read and shows right ones; `str()` is in the active language."""

    def __init__(self, value: str, reason: str = "") -> None:
        super().__init__(value, reason)
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= 60 else self.value[:59] + "…"
        reason = self.reason or _("This is not a date that can be read: “%(value)s”.") % {"value": shown}
        examples = "2014 · Aug 2014 · 12.05.2017 · 8 or 9 April 1994 · 2014 to 2016 · 2014-08~"
        return reason + " " + _("Examples: %(examples)s.") % {"examples": examples}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.value, self.reason)


@dataclass(frozen=True)
class UncertainDate:
    """`edtf` is canonical text, '' for no date; the bounds are None where unknown or open."""

    edtf: str
    earliest: date | None
    latest: date | None

    def __bool__(self) -> bool:
        return bool(self.edtf)

    def __str__(self) -> str:
        return self.edtf


@dataclass(frozen=True)
class Point:
    """One date of an EDTF expression: digits or X, a season as month 21 to 24, a qualifier ? ~ % or ''."""

    year: str
    month: str = ""
    day: str = ""
    qualifier: str = ""

    @property
    def edtf(self) -> str:
        return "-".join(filter(None, (self.year, self.month, self.day))) + self.qualifier

    @property
    def season(self) -> bool:
        return self.month in SEASONS


@dataclass(frozen=True)
class Parts:
    """How an expression is built. `kind` is none, point, interval, one_of (`[…]`) or all_of (`{…}`).

    In an interval and in a span inside a set (`[2014..2016]`) `points` has two members, of which None is an
    open or unknown end; `span` says that a set is such a span.
    """

    kind: str
    points: tuple[Point | None, ...]
    span: bool = False
    unknown_end: bool = False


SEASONS: Final = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}
OLDEST: Final = 1000
NEWEST: Final = 2999

_POINT: Final = re.compile(r"([12](?:\d{3}|\d{2}X|\dXX|XXX))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)


@lru_cache(maxsize=8192)
def parse(edtf: str) -> UncertainDate:
    """Read strict EDTF: `2014`, `2014-08~`, `2014/2016`, `2017-05/..`, `199X`, `[2014..2016]`; '' is no date.

    Raises UnreadableDate for anything else, dates that do not exist, years outside 1000 to 2999, and an end
    before its beginning.
    """
    parts = take_apart(edtf)
    if parts.kind == "none":
        return UncertainDate("", None, None)
    first, last = parts.points[0], parts.points[-1]
    if parts.kind == "interval" or parts.span:
        earliest = bounds(first)[0] if first else None
        latest = bounds(last)[1] if last else None
    else:
        members = [bounds(point) for point in parts.points if point]
        earliest, latest = min(low for low, _high in members), max(high for _low, high in members)
    return UncertainDate(edtf, earliest, latest)


@lru_cache(maxsize=8192)
def take_apart(edtf: str) -> Parts:
    """The structure of a strict expression, checked; raises UnreadableDate as `parse` does."""
    if edtf == "":
        return Parts("none", ())
    if edtf[0] in "[{" and edtf[-1] == {"[": "]", "{": "}"}[edtf[0]]:
        return _take_set_apart(edtf)
    ends = edtf.split("/")
    if len(ends) == 1:
        return Parts("point", (_point(edtf, edtf),))
    if len(ends) != 2:
        raise UnreadableDate(edtf)
    first, last = (None if end in {"", ".."} else _point(end, edtf) for end in ends)
    if first is None and last is None:
        raise UnreadableDate(edtf)
    _in_order(first, last, edtf)
    return Parts("interval", (first, last), unknown_end="" in ends)


def _take_set_apart(edtf: str) -> Parts:
    kind = "one_of" if edtf[0] == "[" else "all_of"
    inside = edtf[1:-1]
    if ".." in inside:
        ends = inside.split("..")
        if len(ends) != 2 or not any(ends):
            raise UnreadableDate(edtf)
        first, last = (_point(end, edtf) if end else None for end in ends)
        _in_order(first, last, edtf)
        return Parts(kind, (first, last), span=True)
    members = [_point(member, edtf) for member in inside.split(",")]
    if len(set(members)) < len(members):
        raise UnreadableDate(edtf)
    for earlier, later in itertools.pairwise(members):
        _in_order(earlier, later, edtf)
    return Parts(kind, tuple(members))


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise UnreadableDate(whole, _year_reason(text, whole))
    point = Point(match[1], match[2] or "", match[3] or "", match[4])
    if "X" in point.year and (point.month or point.day):
        raise UnreadableDate(whole)
    if point.month == "XX" and point.day not in {"", "XX"}:
        raise UnreadableDate(whole)
    if point.season and point.day:
        raise UnreadableDate(whole)
    try:
        bounds(point)
    except ValueError:
        raise UnreadableDate(whole, _("This date does not exist: “%(value)s”.") % {"value": text}) from None
    return point


def _year_reason(text: str, whole: str) -> str:
    year = re.match(r"-?Y?\d+", text)
    if (
        year
        and not re.match(r"[12]\d{3}(?!\d)", text)
        and re.fullmatch(r"-?Y?\d{1,9}(-\d\d){0,2}[?~%]?", text)
    ):
        return year_out_of_range(whole)
    return ""


def year_out_of_range(value: str) -> str:
    """Why a year such as 217 or 20177 is refused."""
    message = _("The year must be between %(oldest)s and %(newest)s: “%(value)s”.")
    return message % {"oldest": OLDEST, "newest": NEWEST, "value": value[:60]}


def _in_order(first: Point | None, last: Point | None, whole: str) -> None:
    if first and last:
        (first_low, first_high), (last_low, last_high) = bounds(first), bounds(last)
        if last_low < first_low or last_high < first_high:
            raise UnreadableDate(
                whole, _("The end is before the beginning: “%(value)s”.") % {"value": whole[:60]}
            )


@lru_cache(maxsize=8192)
def bounds(point: Point) -> tuple[date, date]:
    """The first and the last day that a date may mean; ValueError if it names none."""
    low_year, high_year = int(point.year.replace("X", "0")), int(point.year.replace("X", "9"))
    if point.season:
        first, last = SEASONS[point.month]
        end_year = high_year + (last < first)
        return date(low_year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])
    if point.month in {"", "XX"}:
        return date(low_year, 1, 1), date(high_year, 12, 31)
    month = int(point.month)
    if point.day in {"", "XX"}:
        return date(low_year, month, 1), date(low_year, month, calendar.monthrange(low_year, month)[1])
    day = date(low_year, month, int(point.day))
    return day, day
