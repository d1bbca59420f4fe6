"""An address in; rows, links and counts out. Whoever answers for a list, in any format, asks here.

A mistake in the address is a BadFilter that names it (`asking.py`); a list that was not asked for is never
shown. Cases are found and counted by bitmaps (`facets.py`), the other lists by SQL.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from operator import and_
from typing import Any, Generic, TypeVar

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cases.public import facets, filters, search
from cases.public.asking import AFTER, ALPHABETICAL, BEFORE, NEWEST_BEGUN, Asked, Chip, Moved, ask
from cases.public.facets import Index
from cases.public.filters import UNKNOWN_YEAR
from cases.public.models import CaseFacet, Mention, Page, PublishedCase, PublishedEvent
from cases.public.options import Options, case_options, people_options, record_options
from cases.reference.country_names import TABLE_LANGUAGES, alphabetical, codes_named, country_name

PAGE = 25
MOST_YEARS = 60  # in the chart and the choices; the fields for a range take any
MOST_COUNTED = 2000  # cases of which it is counted how many people they name

Row = TypeVar("Row")


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
    count: int | None = None  # how many it would leave; None where that is not counted


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
class YearBar:
    """One year in the small chart above the years: how many, and how high out of 100."""

    year: int
    count: int
    height: int
    place: int  # from the left
    chosen: bool

    @property
    def top(self) -> int:
        return 100 - self.height


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
    bars: list[YearBar] = field(default_factory=list)
    people: int | None = None  # in lists of cases: people whom these target by name; None: not counted
    is_more: bool = False  # there are more than `total`, and nobody counted how many

    @property
    def asks_of_courts(self) -> bool:
        """Whether something is chosen of what the form folds away."""
        return any(chip.name in filters.OF_COURTS for chip in self.chips)

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


# ---------------------------------------------------------------- the lists

SEARCHED = ("page__words", "page__name_keys")  # long, and never shown


def cases(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """Four queries: terms, countries, the rows of one page, how many people they name; one more where words
    are looked for, a few more where more cases hold them than are counted. Once a second one asks whether
    anything was published."""
    index = facets.current()
    asked = ask(filters.CaseFilters, partial(case_options, query, index), NEWEST_BEGUN, path, query)
    if isinstance(asked, Moved):
        return asked
    found = _by_bitmaps(asked, index)
    listing = _listing(asked, found, [case.page for case in found.rows])
    years = _years(asked, index, found.counts.get("year"))
    return replace(
        listing,
        people=None if found.is_more else _people_named(found.chosen),
        fields=listing.fields | {"year": years},
        bars=_bars(years.choices),
    )


def _years(asked: Asked[filters.CaseFilters], index: Index, counts: dict[str, int] | None) -> Field:
    """Every year between the oldest case and the newest, the newest first, and those without a date."""
    chosen = asked.filters.chosen.get("year", [])
    years = {*map(str, index.span()[-MOST_YEARS:]), *(year for year in chosen if year.isdecimal())}
    values = [*sorted(years, reverse=True), *[UNKNOWN_YEAR] * bool(index.having("year", UNKNOWN_YEAR))]
    label = partial(asked.filters.label, "year")
    choices = [
        Choice(year, label(year), 0, year in chosen, None if counts is None else counts.get(year, 0))
        for year in values
    ]
    return Field("year", str(asked.filters.filters["year"].label), choices=choices)


def _bars(choices: list[Choice]) -> list[YearBar]:
    years = [choice for choice in reversed(choices) if choice.value.isdecimal()]
    most = max((choice.count or 0 for choice in years), default=0)
    return [
        YearBar(
            int(choice.value),
            choice.count or 0,
            round(100 * (choice.count or 0) / most),
            place,
            choice.chosen,
        )
        for place, choice in enumerate(years)
        if most
    ]


def _people_named(chosen: BitMap) -> int | None:
    """How many people these cases target by name, each once; None where counting them would take long."""
    if len(chosen) > MOST_COUNTED:
        return None
    named = Mention.objects.of_people_targeted().filter(page__case__number__in=list(chosen))
    return named.count_keys() if chosen else 0


def people(path: str, query: QueryDict) -> Listing[Page] | Moved:
    return _pages("person", path, query, filters.PeopleFilters, people_options)


def organizations(path: str, query: QueryDict) -> Listing[Page] | Moved:
    return _pages("organization", path, query)


def events(path: str, query: QueryDict) -> Listing[Page] | Moved:
    asked = ask(filters.EventFilters, record_options, NEWEST_BEGUN, path, query)
    if isinstance(asked, Moved):
        return asked
    rows = PublishedEvent.objects.filter(page__state=Page.State.LIVE).select_related("page").defer(*SEARCHED)
    found = _by_rows(asked, rows)
    return _listing(asked, found, [event.page for event in found.rows])


def _pages(
    kind: str,
    path: str,
    query: QueryDict,
    language: type[filters.RecordFilters] = filters.RecordFilters,
    options: Callable[[], Options] = record_options,
) -> Listing[Page] | Moved:
    asked = ask(language, options, ALPHABETICAL, path, query)
    if isinstance(asked, Moved):
        return asked
    rows = Page.objects.filter(kind=kind, state=Page.State.LIVE).defer("words", "name_keys")
    found = _by_rows(asked, rows)
    return _listing(asked, found, found.rows)


# ---------------------------------------------------------------- what an address finds


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The rows of one page of a list, and what there is besides them."""

    rows: list[Row]
    total: int = 0
    first: int = 0  # the place of the first row among all
    # Where nothing is found: for each condition, how many would be without it.
    left: dict[str, int] = field(default_factory=dict)
    # For each filter and value how many it would leave, given what is chosen in the other filters; without
    # the filters of which that is not counted.
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    chosen: BitMap = field(default_factory=BitMap)  # of cases: the numbers of all that are found
    # Where there are more than `total`, and no place among them is known: what is beside this page.
    is_more: bool = False
    has_before: bool = False
    has_after: bool = False


def _by_bitmaps(asked: Asked[filters.CaseFilters], index: Index) -> Found[PublishedCase]:
    """One query: the rows of the page. All else is counted in memory."""
    conditions = asked.filters.conditions(index)
    text = asked.filters.chosen.get("q", "") if "q" not in conditions else ""
    if text:
        return _of_common_words(asked, index, conditions, text)
    return _counted(asked, index, conditions)


def _of_common_words(
    asked: Asked[filters.CaseFilters], index: Index, conditions: dict[str, BitMap], text: str
) -> Found[PublishedCase]:
    """More cases hold the words than are counted: unless the other choices leave few, the page is found by
    walking down the cases by date, and nothing is counted.
    """
    others = _every(index, conditions.values())
    if len(others) <= search.MOST:
        found = _counted(asked, index, conditions | {"q": search.of_these(text, others)})
        # Of a filter that is chosen, the other values are among the cases that were not looked through.
        kept = {name: counts for name, counts in found.counts.items() if name not in conditions}
        return replace(found, counts=kept)
    numbers = search.walk(text, index, _beyond(asked, index, others), PAGE + 1, newest=not asked.backwards)
    if numbers is None:  # they are common, but not together with the other choices
        return _counted(asked, index, conditions | {"q": search.cases_with(text)})
    has_more = len(numbers) > PAGE
    page = _rows(numbers[1:] if has_more and asked.backwards else numbers[:PAGE])
    return Found(
        page,
        total=search.MOST,
        is_more=True,
        has_before=has_more if asked.backwards else asked.place is not None,
        has_after=True if asked.backwards else has_more,
    )


def _counted(
    asked: Asked[filters.CaseFilters], index: Index, conditions: dict[str, BitMap]
) -> Found[PublishedCase]:
    chosen = _every(index, conditions.values())
    take = index.oldest if asked.backwards else index.newest
    page = _rows(take(_beyond(asked, index, chosen), PAGE))
    ahead = index.newer(chosen, NEWEST_BEGUN.place_of(page[0])) if page else ()
    without = {
        name: len(_every(index, (kept for other, kept in conditions.items() if other != name)))
        for name in (conditions if not chosen else ())
    }
    return Found(
        rows=page,
        total=len(chosen),
        first=len(ahead) + 1 if page else 0,
        left=without,
        counts=asked.filters.counts(index, conditions),
        chosen=chosen,
    )


def _beyond(asked: Asked[Any], index: Index, chosen: BitMap) -> BitMap:
    """Those that come after the place in the address, or before it."""
    if asked.place is None:
        return chosen
    return index.newer(chosen, asked.place) if asked.backwards else index.older(chosen, asked.place)


def _rows(numbers: list[int]) -> list[PublishedCase]:
    rows = PublishedCase.objects.filter(number__in=numbers, page__state=Page.State.LIVE)
    return sorted(rows.select_related("page").defer(*SEARCHED), key=NEWEST_BEGUN.place_of, reverse=True)


def _every(index: Index, conditions: Iterable[BitMap]) -> BitMap:
    return index.every.intersection(*conditions)


def _by_rows(asked: Asked[Any], rows: QuerySet[Any]) -> Found[Any]:
    """Two queries: the rows of one page, then how many there are, or what would leave any."""
    order, place = asked.order, asked.place
    conditions = asked.filters.conditions()
    chosen = rows.filter(*conditions.values())
    on_page = chosen.filter(order.beyond(place, backwards=asked.backwards)) if place else chosen
    page = list(order.sorted(on_page, backwards=asked.backwards)[:PAGE])
    page = page[::-1] if asked.backwards else page
    if page:
        ahead = Count("pk", filter=order.beyond(order.place_of(page[0]), backwards=True))
        counts = chosen.aggregate(total=Count("pk"), ahead=ahead)
        return Found(page, counts["total"], counts["ahead"] + 1)
    # Perhaps it is a place beyond the end of a list that has become shorter.
    total = chosen.count() if place else 0
    return Found([], total, left=_left(rows, conditions) if conditions and not total else {})


def _left(rows: QuerySet[Any], conditions: dict[str, Q]) -> dict[str, int]:
    """For each condition, how many rows would be left without it: one query for all of them."""
    names = list(conditions)
    others = [_all(conditions[other] for other in names if other != name) for name in names]
    counts = rows.aggregate(
        **{f"without_{place}": Count("pk", filter=kept) for place, kept in enumerate(others)}
    )
    return {name: counts[f"without_{place}"] for place, name in enumerate(names)}


def _all(conditions: Iterable[Q]) -> Q | None:
    """None where there is no condition: then every row counts."""
    return reduce(and_, conditions, Q()) or None


# ---------------------------------------------------------------- what is found, as a list shows it


def _listing(asked: Asked[Any], found: Found[Any], shown: list[Page]) -> Listing[Page]:
    """`shown` are the pages of the rows that were found."""
    start, order, page = asked.address.start(), asked.order, found.rows
    has_after = bool(page) and (found.has_after or 0 < found.first <= found.total - len(page))
    has_before = bool(page) and (found.has_before or found.first > 1)
    # Where exactly one page comes before, it is the first one and has a plain address.
    is_second = 0 < found.first <= PAGE + 1
    before = start.with_value(BEFORE, order.cursor(page[0])) if has_before and not is_second else start
    ways = [_way_out(asked, name, count) for name, count in found.left.items() if count]
    return Listing(
        rows=shown,
        total=found.total,
        first=found.first,
        chips=asked.chips(),
        fields={name: _field(asked, name, found.counts.get(name)) for name in asked.filters.filters},
        clear_url=asked.address.path,
        before_url=str(before) if has_before else "",
        after_url=str(start.with_value(AFTER, order.cursor(page[-1]))) if has_after else "",
        start_url=str(start) if asked.place else "",
        ways_out=sorted(ways, key=lambda way: -way.count),
        is_more=found.is_more,
    )


# The role of a country narrows what `country` matches: both are taken away together.
WITH = {"country": {"country", "country_role"}}


def _way_out(asked: Asked[Any], condition: str, count: int) -> WayOut:
    name, _sign, value = condition.partition("=")  # `type=raid` where all of the types are asked for
    names = WITH.get(name, {name})
    chips = [chip for chip in asked.chips() if chip.name in names and value in {"", chip.value}]
    start = asked.address.start()
    url = start.without_value(name, value) if value else start.without(*names)
    return WayOut(_(" or ").join(chip.label for chip in chips), count, str(url))


def _field(asked: Asked[Any], name: str, counts: Mapping[str, int] | None = None) -> Field:
    chosen = asked.filters.chosen.get(name, [])
    legend = str(asked.filters.filters[name].label)
    if name not in asked.filters.options:
        return Field(name, legend, text="" if isinstance(chosen, list) else chosen)
    values = set(chosen) if isinstance(chosen, list) else {chosen}
    choices = [
        Choice(
            option.value,
            option.label,
            option.depth,
            option.value in values,
            counts.get(option.value, 0) if counts is not None else None,
        )
        for option in asked.filters.options[name]
        if option.used or option.value in values
    ]
    return Field(name, legend, choices=choices)


# ---------------------------------------------------------------- countries: all of them, on one page


@dataclass(frozen=True)
class CountryRow:
    code: str
    name: str
    cases: int
    leads: int  # of these cases: its authorities or law acted


def countries(path: str, query: QueryDict) -> Listing[CountryRow] | Moved:
    """Two queries: the countries of cases, those that other public records name."""
    asked = ask(filters.CountryFilters, dict, ALPHABETICAL, path, query)
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
        fields={"q": _field(asked, "q")},
        clear_url=path,
        before_url="",
        after_url="",
        start_url="",
    )


def _language() -> str:
    return get_language() or "en"
