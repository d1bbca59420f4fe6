"""From an address to what it asks for: names of filters first, then their values, then a place in the list.

A mistake is a BadFilter that names it and says what would be right; nothing is read before all is known to be
right.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.public import filters
from cases.public.filters import BadFilter, Right
from cases.public.options import NUMBERED, Options
from cases.text.number_signs import without_sign

AFTER, BEFORE = "after", "before"  # a cursor: what comes after this row, or before it

# What other sites hang on to a link to watch who follows it. We drop it, and do not log it.
TRACKING = re.compile(r"utm_.*|fbclid|gclid", re.IGNORECASE | re.DOTALL)

Language = TypeVar("Language", bound=filters.Filters)


@dataclass(frozen=True)
class Moved:
    """The same list at a cleaner address."""

    url: str


@dataclass(frozen=True)
class Chip:
    """One chosen value, and the address without it."""

    name: str
    value: str
    legend: str
    label: str
    url: str


@dataclass(frozen=True)
class Address:
    """A path and its query; every change is a new one."""

    path: str
    pairs: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.path}?{urlencode(self.pairs)}" if self.pairs else self.path

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]

    def without(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def without_value(self, name: str, value: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair != (name, value)))

    def with_value(self, name: str, value: str) -> "Address":
        return replace(self, pairs=(*self.pairs, (name, value)))

    def with_right(self, name: str, value: str, right: Right) -> "Address":
        """This address with a right value in the place of a wrong one."""
        if right.value is None:
            return self.without_value(name, value)
        new = (right.name, right.value)
        return Address(self.path, tuple(new if pair == (name, value) else pair for pair in self.pairs))

    def start(self) -> "Address":
        """The first page of the same choices."""
        return self.without(AFTER, BEFORE)


@dataclass(frozen=True)
class Order:
    """How a list is sorted: by a column, then by a number that tells equal ones apart.

    A cursor is both, as in `2017-05-01_2`: it holds while rows come and go, that one among them.
    """

    column: str
    tie: str
    descending: bool
    read: Callable[[str], Any]  # the column in a cursor; ValueError where it cannot be one
    turns: tuple[str, ...] = (AFTER, BEFORE)  # what an address may say of a place in the list

    def sorted(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}{self.tie}")

    def cursor(self, place: tuple[Any, int]) -> str:
        return f"{place[0]}_{place[1]}"

    def beyond(self, place: tuple[Any, int], *, backwards: bool = False) -> Q:
        """The rows that come after a place, or before it."""
        than = "lt" if self.descending != backwards else "gt"
        column, tie = place
        # The first condition says nothing new, but lets the database begin at the place in its index.
        return Q((f"{self.column}__{than}e", column)) & (
            Q((f"{self.column}__{than}", column)) | Q((f"{self.tie}__{than}", tie))
        )

    def place_of(self, row: Any) -> tuple[Any, int]:
        return getattr(row, self.column), getattr(row, self.tie)

    def place(self, name: str, cursor: str) -> tuple[Any, int]:
        column, _sign, tie = cursor.rpartition("_")
        try:
            if not re.fullmatch(r"[0-9]{1,18}", tie):
                raise ValueError
            return self.read(column), int(tie)
        except ValueError:
            title = _("“%(value)s” is not a place in this list") % {"value": filters.shortened(cursor)}
            reason = _("Links to other pages of a list are made by the list itself.")
            raise BadFilter(name, cursor, title, reason, [Right(name, None, _("the first page"))]) from None


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    return date.fromisoformat(text)


def _title(text: str) -> str:
    if len(text) > 500 or "\0" in text:
        raise ValueError
    return text


NEWEST_BEGUN = Order("sort_date", "number", descending=True, read=_day)
ALPHABETICAL = Order("title", "id", descending=False, read=_title)
ON_ONE_PAGE = replace(ALPHABETICAL, turns=())


@dataclass(frozen=True)
class Asked(Generic[Language]):
    """An address whose every part is known to be right."""

    filters: Language
    address: Address
    order: Order
    place: tuple[Any, int] | None  # where this page of the list begins, or ends

    @property
    def backwards(self) -> bool:
        return bool(self.address.values(BEFORE))

    def chips(self) -> list[Chip]:
        start = self.address.start()
        chips = []
        for name, chosen in self.filters.chosen.items():
            if name.endswith((filters.MODE, filters.FIND)):
                continue
            for value in dict.fromkeys(chosen if isinstance(chosen, list) else [chosen]):
                legend, label = self._legend(name, chosen), self.filters.label(name, value)
                # A field's value as it was typed, with its spaces, is what stands in the address.
                url = start.without_value(name, value) if isinstance(chosen, list) else start.without(name)
                chips.append(Chip(name, value, legend, label, str(url)))
        return chips

    def _legend(self, name: str, chosen: Any) -> str:
        legend = str(self.filters.filters[name].label)
        is_all = len(chosen) > 1 and self.filters.chosen.get(name + filters.MODE) == "all"
        return _("%(legend)s, all of") % {"legend": legend} if is_all else legend


def ask(
    language: type[Language],
    options: Callable[[], Options],
    order: Order,
    path: str,
    query: QueryDict,
) -> Asked[Language] | Moved:
    """Names first, then values; nothing is asked of the database before the names are right."""
    address = Address(path, tuple((name, value) for name, values in query.lists() for value in values))
    try:
        tracking = {name for name in query if TRACKING.fullmatch(name)}
        _check_names(query, {*language.base_filters, *order.turns}, tracking)
        kept = tuple(
            (name, without_sign(value) if name in NUMBERED else value)
            for name, value in address.pairs
            if name not in tracking and value.strip()
        )
        if kept != address.pairs:  # an empty field of a form asks for nothing, and № 12 is 12
            return Moved(str(Address(path, kept)))
        place = _place(address, order)
        asked = language(query, options())
        asked.check()
    except BadFilter as mistake:
        mistake.links = [
            (right.label, str(address.start().with_right(mistake.name, mistake.value, right)))
            for right in mistake.right
        ]
        mistake.list_url = path
        label = language.base_filters[mistake.name].label if mistake.name in language.base_filters else None
        mistake.choice = f"{label or mistake.name}: {filters.shortened(mistake.value)}"
        left = _without(address, mistake.name, mistake.value)
        mistake.without_url = str(left) if left.pairs and mistake.name not in {AFTER, BEFORE} else ""
        raise
    return Asked(asked, address, order, place)


def _without(address: Address, name: str, value: str) -> Address:
    """The first page of a list without a choice that is wrong: where it is all of a filter, without that."""
    start = address.start()
    left = start.without_value(name, value)
    return left if left != start else start.without(name)


def _check_names(query: QueryDict, known: set[str], tracking: set[str]) -> None:
    for name in query:
        if name in known or name in tracking:
            continue
        title = _("There is no filter “%(name)s”") % {"name": filters.shortened(name)}
        near = filters.nearest_name(name, known)
        reason = _("This list understands %(names)s.") % {"names": ", ".join(sorted(known))}
        right = [Right(near, value, f"{near}={value}") for value in query.getlist(name)[-1:]] if near else []
        raise BadFilter(name, query.getlist(name)[-1], title, reason, right)


def _place(address: Address, order: Order) -> tuple[Any, int] | None:
    cursors = [pair for pair in address.pairs if pair[0] in {AFTER, BEFORE}]
    if len(cursors) > 1:
        name, value = cursors[1]
        raise BadFilter(
            name,
            value,
            _("The address names two places in the list"),
            right=[Right(name, None, _("the first page"))],
        )
    return order.place(*cursors[0]) if cursors else None
