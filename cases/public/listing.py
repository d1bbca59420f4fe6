"""An address in; rows, links and counts out. Whoever answers for a list, in any format, asks here.

The order matters: names of filters first, then their values, then rows. A mistake is a BadFilter that names
it; a list that was not asked for is never shown.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial, reduce
from operator import and_
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.public import filters
from cases.public.filters import BadFilter, Right
from cases.public.models import CaseFacet, Mention, Page, PublishedCase, PublishedEvent
from cases.public.options import Options, case_options, people_options, record_options
from cases.reference.country_names import TABLE_LANGUAGES, alphabetical, codes_named, country_name

PAGE = 25
AFTER, BEFORE = "after", "before"  # a cursor: what comes after this row, or before it

# What other sites hang on to a link to watch who follows it. We drop it, and do not log it.
TRACKING = re.compile(r"utm_.*|fbclid|gclid", re.IGNORECASE | re.DOTALL)

Row = TypeVar("Row")


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
class WayOut:
    """The one choice to take away from a list that is empty, and how many that would leave."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    depth: int
    chosen: bool


@dataclass(frozen=True)
class Field:
    """A filter as its form shows it."""

    name: str
    legend: str
    text: str = ""
    choices: list[Choice] = field(default_factory=list)

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.chosen]

    @property
    def others(self) -> list[Choice]:
        return [choice for choice in self.choices if not choice.chosen]


@dataclass(frozen=True)
class Listing(Generic[Row]):
    rows: list[Row]
    total: int  # of all pages
    first: int  # the place of the first row among all; 0 where there is none
    chips: list[Chip]
    fields: dict[str, Field]
    clear_url: str
    before_url: str  # '' where no row comes before
    after_url: str
    start_url: str  # the first page of the same choices; '' on that page
    ways_out: list[WayOut] = field(default_factory=list)
    people: int = 0  # in lists of cases: people whom these target by name

    @property
    def years(self) -> list[str]:
        """Years that were chosen one by one: the form keeps them, but only shows the range."""
        return [chip.value for chip in self.chips if chip.name == "year"]

    @property
    def asks_of_courts(self) -> bool:
        """Whether something is chosen of what the form folds away."""
        return any(chip.name in filters.OF_COURTS for chip in self.chips)

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


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

    def sorted(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}{self.tie}")

    def cursor(self, row: Any) -> str:
        return f"{getattr(row, self.column)}_{getattr(row, self.tie)}"

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


# ---------------------------------------------------------------- the lists

SEARCHED = ("page__words", "page__name_keys")  # long, and never shown


def cases(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """Five queries: terms, countries, the rows of one page, how many there are, how many people they name."""
    asked = _ask(filters.CaseFilters, partial(case_options, query), NEWEST_BEGUN, path, query)
    if isinstance(asked, Moved):
        return asked
    rows = PublishedCase.objects.filter(page__state=Page.State.LIVE)
    found = asked.listing(rows.select_related("page").defer(*SEARCHED))
    named = Mention.objects.of_people_targeted().filter(page__case__in=asked.filters.filter_queryset(rows))
    people = named.count_keys() if found.total else 0
    return replace(found, rows=[case.page for case in found.rows], people=people)


def people(path: str, query: QueryDict) -> Listing[Page] | Moved:
    return _pages("person", path, query, filters.PeopleFilters, people_options)


def organizations(path: str, query: QueryDict) -> Listing[Page] | Moved:
    return _pages("organization", path, query)


def events(path: str, query: QueryDict) -> Listing[Page] | Moved:
    asked = _ask(filters.EventFilters, record_options, NEWEST_BEGUN, path, query)
    if isinstance(asked, Moved):
        return asked
    rows = PublishedEvent.objects.filter(page__state=Page.State.LIVE).select_related("page").defer(*SEARCHED)
    found = asked.listing(rows)
    return replace(found, rows=[event.page for event in found.rows])


def _pages(
    kind: str,
    path: str,
    query: QueryDict,
    language: type[filters.Filters] = filters.RecordFilters,
    options: Callable[[], Options] = record_options,
) -> Listing[Page] | Moved:
    asked = _ask(language, options, ALPHABETICAL, path, query)
    if isinstance(asked, Moved):
        return asked
    rows = Page.objects.filter(kind=kind, state=Page.State.LIVE).defer("words", "name_keys")
    return asked.listing(rows)


# ---------------------------------------------------------------- from an address to a list


@dataclass(frozen=True)
class Asked:
    """An address whose every part is known to be right."""

    filters: filters.Filters
    address: Address
    order: Order
    place: tuple[Any, int] | None  # where this page of the list begins, or ends

    def listing(self, rows: QuerySet[Any]) -> Listing[Any]:
        """Two queries: the rows of one page, then how many there are, or what would leave any."""
        start, order, place = self.address.start(), self.order, self.place
        conditions = self.filters.conditions()
        chosen = rows.filter(*conditions.values())
        backwards = bool(self.address.values(BEFORE))
        on_page = chosen.filter(order.beyond(place, backwards=backwards)) if place else chosen
        page = list(order.sorted(on_page, backwards=backwards)[:PAGE])
        page = page[::-1] if backwards else page
        total = first = 0
        if page:
            ahead = Count("pk", filter=order.beyond(order.place_of(page[0]), backwards=True))
            counts = chosen.aggregate(total=Count("pk"), ahead=ahead)
            total, first = counts["total"], counts["ahead"] + 1
        elif place:  # beyond the end of a list that has become shorter
            total = chosen.count()
        ways_out: list[WayOut] = []
        if not total and conditions:
            ways_out = self._ways_out(rows, conditions)
        has_more = bool(page) and first + len(page) <= total
        # Where exactly one page comes before, it is the first one and has a plain address.
        before = start.with_value(BEFORE, order.cursor(page[0])) if page and first > PAGE + 1 else start
        return Listing(
            rows=page,
            total=total,
            first=first,
            chips=self.chips(),
            fields={name: self.field(name) for name in self.filters.filters},
            clear_url=self.address.path,
            before_url=str(before) if first > 1 else "",
            after_url=str(start.with_value(AFTER, order.cursor(page[-1]))) if has_more else "",
            start_url=str(start) if place else "",
            ways_out=ways_out,
        )

    def chips(self) -> list[Chip]:
        start = self.address.start()
        chips = []
        for name, chosen in self.filters.chosen.items():
            if name == "type_mode":
                continue
            for value in dict.fromkeys(chosen if isinstance(chosen, list) else [chosen]):
                legend, label = str(self.filters.filters[name].label), self.filters.label(name, value)
                # A field's value as it was typed, with its spaces, is what stands in the address.
                url = start.without_value(name, value) if isinstance(chosen, list) else start.without(name)
                chips.append(Chip(name, value, legend, label, str(url)))
        return chips

    def _ways_out(self, rows: QuerySet[Any], conditions: dict[str, Q]) -> list[WayOut]:
        """For each condition, how many rows would be left without it: one query for all of them."""
        names = list(conditions)
        others = [_all(conditions[other] for other in names if other != name) for name in names]
        counts = rows.aggregate(
            **{f"without_{place}": Count("pk", filter=kept) for place, kept in enumerate(others)}
        )
        ways = [self._way_out(name, counts[f"without_{place}"]) for place, name in enumerate(names)]
        return sorted((way for way in ways if way.count), key=lambda way: -way.count)

    def _way_out(self, condition: str, count: int) -> WayOut:
        name, _sign, value = condition.partition("=")  # `type=raid` where all of the types are asked for
        names = WITH.get(name, {name})
        chips = [chip for chip in self.chips() if chip.name in names and value in {"", chip.value}]
        start = self.address.start()
        url = start.without_value(name, value) if value else start.without(*names)
        return WayOut(_(" or ").join(chip.label for chip in chips), count, str(url))

    def field(self, name: str) -> Field:
        chosen = self.filters.chosen.get(name, [])
        legend = str(self.filters.filters[name].label)
        if name not in self.filters.options:
            return Field(name, legend, text="" if isinstance(chosen, list) else chosen)
        values = set(chosen) if isinstance(chosen, list) else {chosen}
        choices = [
            Choice(option.value, option.label, option.depth, option.value in values)
            for option in self.filters.options[name]
            if option.used or option.value in values
        ]
        return Field(name, legend, choices=choices)


# The role of a country narrows what `country` matches: both are taken away together.
WITH = {"country": {"country", "country_role"}}


def _all(conditions: Iterable[Q]) -> Q | None:
    """None where there is no condition: then every row counts."""
    return reduce(and_, conditions, Q()) or None


def _ask(
    language: type[filters.Filters],
    options: Callable[[], Options],
    order: Order,
    path: str,
    query: QueryDict,
) -> Asked | Moved:
    """Names first, then values; nothing is asked of the database before the names are right."""
    address = Address(path, tuple((name, value) for name, values in query.lists() for value in values))
    try:
        tracking = {name for name in query if TRACKING.fullmatch(name)}
        _check_names(query, {*language.base_filters, AFTER, BEFORE}, tracking)
        kept = tuple(pair for pair in address.pairs if pair[0] not in tracking and pair[1].strip())
        if kept != address.pairs:  # an empty field of a form asks for nothing
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
        raise
    return Asked(asked, address, order, place)


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


# ---------------------------------------------------------------- countries: all of them, on one page


@dataclass(frozen=True)
class CountryRow:
    code: str
    name: str
    cases: int
    leads: int  # of these cases: its authorities or law acted


def countries(path: str, query: QueryDict) -> Listing[CountryRow] | Moved:
    """Two queries: the countries of cases, those that other public records name."""
    asked = _ask(filters.CountryFilters, dict, ALPHABETICAL, path, query)
    if isinstance(asked, Moved):
        return asked
    facets = CaseFacet.objects.filter(facet__in=["country", "country:lead"])
    counts = {
        (facet, code): count
        for facet, code, count in facets.values_list("facet", "value").annotate(Count("pk"))
    }
    named = set(Mention.objects.filter(kind="country").values_list("key", flat=True).distinct())
    named |= {code for _facet, code in counts}
    if text := asked.filters.chosen.get("q"):
        named &= codes_named(text, {*TABLE_LANGUAGES, _language()})
    rows = [
        CountryRow(
            code=code,
            name=country_name(code, _language()),
            cases=counts.get(("country", code), 0),
            leads=counts.get(("country:lead", code), 0),
        )
        for code in named
    ]
    rows.sort(key=lambda row: alphabetical(row.name, _language()))
    return Listing(
        rows=rows,
        total=len(rows),
        first=1 if rows else 0,
        chips=asked.chips(),
        fields={"q": asked.field("q")},
        clear_url=path,
        before_url="",
        after_url="",
        start_url="",
    )


def _language() -> str:
    return get_language() or "en"
