"""An address in; rows, links and counts out. Whoever answers for a list, in any format, asks here.

A mistake in the address is a BadFilter that names it (`asking.py`); a list that was not asked for is never
shown. Everything is found and counted by bitmaps (`facets.py`); the database brings the rows of one page, and
the order of the alphabet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from cases.public import facets, filters, options, search
from cases.public.asking import (
    AFTER,
    ALPHABETICAL,
    BEFORE,
    NEWEST_BEGUN,
    ON_ONE_PAGE,
    Asked,
    Chip,
    Moved,
    ask,
)
from cases.public.facets import NOTHING, UNKNOWN, Index
from cases.public.models import CaseFacet, Mention, Page, PublishedStanding
from cases.public.options import MOST_NAMED, PAGES, Option
from cases.public.queries import misspelled
from cases.reference.country_names import (
    TABLE_LANGUAGES,
    alphabetical,
    codes_named,
    country_name,
)

PAGE = 25
MOST_YEARS = 60  # in the chart and the choices; the fields for a range take any
MOST_COUNTED = 1000  # cases of which it is counted how many people they name: a list waits for it
FEW = 2000  # pages of which the database is told the numbers; more are found by walking through all

Row = TypeVar("Row")


@dataclass(frozen=True)
class WayOut:
    """The one choice to take away from a list that is empty, and how many that would leave."""

    label: str
    count: int | None  # None: not counted
    url: str


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    depth: int
    chosen: bool
    count: int | None = None  # how many it would leave; None where that is not counted
    called: str = ""  # other names, for whoever searches the choices


@dataclass(frozen=True)
class Field:
    """A filter as its form shows it."""

    name: str
    legend: str
    text: str = ""
    choices: list[Choice] = field(default_factory=list)
    mode: str = ""  # "any" or "all" where a page can have several of these
    unnamed: int = 0  # values that fewer pages have than those that are offered by name
    find: str = ""  # words by which it was searched: the values offered, and `unnamed`, are called so

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
    most_counted: ClassVar[int] = MOST_COUNTED
    is_more: bool = False  # there are more than `total`, and nobody counted how many
    # Where the words are the name of a country: the list of its pages in the place of theirs.
    of_countries: list[WayOut] = field(default_factory=list)
    of_year: WayOut | None = None  # the same where they are a year
    # Where nothing holds the words: what is spelled like them, in their place.
    meant: list[WayOut] = field(default_factory=list)

    @property
    def asks_of_courts(self) -> bool:
        """Whether something is chosen of what the form folds away."""
        return any(chip.name in filters.OF_COURTS for chip in self.chips)

    @property
    def is_searched(self) -> bool:
        """Whether somebody looks for a choice: without a script the form has just been sent for that."""
        return any(field.find for field in self.fields.values())

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class Found:
    """The rows of one page of a list, and what there is besides them."""

    chosen: BitMap  # the numbers of all that are found
    rows: list[Page] = field(default_factory=list)
    first: int = 0  # the place of the first row among all
    # Where nothing is found: for each condition, how many would be without it.
    left: dict[str, int] = field(default_factory=dict)
    # For each filter and value how many it would leave, given what is chosen in the other filters; without
    # the filters of which that is not counted.
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    # Where there are more than are counted (`search.MOST`), and no place among them is known.
    is_more: bool = False
    has_before: bool = False
    has_after: bool = False
    # Of the facets that have too many values for all of them: those that are called as somebody looks for, by
    # how many have them; of these by name those that most have.
    called: dict[str, Mapping[str, int]] = field(default_factory=dict)
    offered: dict[str, list[Option]] = field(default_factory=dict)
    # Countries of which the words are the name, and how many pages each would leave in their place.
    in_countries: dict[str, int] = field(default_factory=dict)
    in_year: int = 0  # the same of the year that the words are
    # What is spelled like words that nothing holds, and how many each would leave; None: not counted.
    meant: dict[str, int | None] = field(default_factory=dict)


# ---------------------------------------------------------------- the lists


def cases(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """Two queries: the rows of one page; how many people the cases name. Two more for the authorities and the
    provisions that are offered, until all were since the last publication. One more where the address names
    a page or a provision, where words are looked for, or a day in custody, a few more where more cases hold
    the words than are counted. Once a second one asks whether anything was published; then bitmaps, terms,
    countries are read again."""
    index = facets.current()
    asked = ask(filters.CaseFilters, partial(options.case_options, query, index), NEWEST_BEGUN, path, query)
    if isinstance(asked, Moved):
        return asked
    found = _found(asked, index)
    return replace(
        _with_years(asked, index, found),
        people=None if found.is_more else _people_named(found.chosen),
    )


def people(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """Two queries: which pages come next in the alphabet; these pages. Two more for cases and provisions that
    were not offered since the last publication. One more beyond the first page, and where words, a case or a
    provision are asked for."""
    index = facets.current("person")
    asked = ask(
        filters.PeopleFilters, partial(options.people_options, query, index), ALPHABETICAL, path, query
    )
    return asked if isinstance(asked, Moved) else _listing(asked, index, _found(asked, index))


def organizations(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """Two queries: as for people, without provisions."""
    index = facets.current("organization")
    known = partial(options.organization_options, query, index)
    asked = ask(filters.OrganizationFilters, known, ALPHABETICAL, path, query)
    return asked if isinstance(asked, Moved) else _listing(asked, index, _found(asked, index))


def events(path: str, query: QueryDict) -> Listing[Page] | Moved:
    """One query: the rows of one page. One more for people and organizations that were not offered since the
    last publication, and one where the address names a page."""
    index = facets.current("event")
    asked = ask(filters.EventFilters, partial(options.event_options, query, index), NEWEST_BEGUN, path, query)
    return asked if isinstance(asked, Moved) else _with_years(asked, index, _found(asked, index))


def _with_years(asked: Asked[Any], index: Index, found: Found) -> Listing[Page]:
    listing = _listing(asked, index, found)
    years = _years(asked, index, found.counts.get("year"))
    return replace(listing, fields=listing.fields | {"year": years}, bars=_bars(years.choices))


def _years(asked: Asked[Any], index: Index, counts: dict[str, int] | None) -> Field:
    """Every year between the oldest case and the newest, the newest first, and those without a date."""
    chosen = asked.filters.chosen.get("year", [])
    years = {*map(str, index.span[-MOST_YEARS:]), *(year for year in chosen if year.isdecimal())}
    values = [*sorted(years, reverse=True), *[UNKNOWN] * bool(index.having("year", UNKNOWN))]
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
    return PublishedStanding.objects.of_cases(chosen).count_people_targeted() if chosen else 0


# ---------------------------------------------------------------- what an address finds


def _found(asked: Asked[Any], index: Index) -> Found:
    """All that can be is counted in memory."""
    conditions = asked.filters.conditions(index)
    text = asked.filters.chosen.get("q", "") if "q" not in conditions else ""
    found = _of_common_words(asked, index, conditions, text) if text else _counted(asked, index, conditions)
    in_countries = _in_countries(asked, index, conditions)
    is_misspelled = conditions.get("q") == NOTHING and not in_countries
    meant = _meant(asked, index, conditions) if is_misspelled else {}
    in_year = _in_year(asked, index, conditions)
    return replace(found, in_countries=in_countries, in_year=in_year, meant=meant)


def _in_year(asked: Asked[Any], index: Index, conditions: Mapping[str, BitMap]) -> int:
    text = asked.filters.chosen.get("q", "").strip()
    if not re.fullmatch(r"[0-9]{4}", text) or "year" not in asked.filters.filters:
        return 0
    others = (kept for name, kept in conditions.items() if name not in {"q", "year"})
    return _every(index, others).intersection_cardinality(index.having("year", text))


def _meant(asked: Asked[Any], index: Index, conditions: Mapping[str, BitMap]) -> dict[str, int | None]:
    among = _every(index, (kept for name, kept in conditions.items() if name != "q"))
    counts: dict[str, int | None] = {}
    for one in misspelled.meant(asked.filters.chosen["q"]):
        held = asked.filters.with_words(one.text)
        counts[one.text] = None if held is None else among.intersection_cardinality(held)
    return {text: count for text, count in counts.items() if count != 0}


def _in_countries(asked: Asked[Any], index: Index, conditions: Mapping[str, BitMap]) -> dict[str, int]:
    others = (kept for name, kept in conditions.items() if name.partition("=")[0] not in INSTEAD_OF_WORDS)
    among, codes = _every(index, others), search.countries_called(asked.filters.chosen.get("q", ""))
    counts = {code: among.intersection_cardinality(index.having("country", code)) for code in sorted(codes)}
    return {code: count for code, count in counts.items() if count}


# What gives way where a country is chosen instead of words that are its name.
INSTEAD_OF_WORDS = frozenset({"q", "country", "country_role"})


def _of_common_words(asked: Asked[Any], index: Index, conditions: dict[str, BitMap], text: str) -> Found:
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
    shown = numbers[1:] if has_more and asked.backwards else numbers[:PAGE]
    of_all = {name: asked.filters.count(index, name, index.every) for name in asked.filters.named}
    called = _called(asked, of_all)
    return Found(
        BitMap(),
        _pages(asked, [str(number) for number in shown]),
        called=called,
        offered=_offered(index, called),
        is_more=True,
        has_before=has_more if asked.backwards else asked.place is not None,
        has_after=True if asked.backwards else has_more,
    )


def _counted(asked: Asked[Any], index: Index, conditions: dict[str, BitMap]) -> Found:
    chosen = _every(index, conditions.values())
    counts = asked.filters.counts(index, conditions)
    by_date = asked.order is NEWEST_BEGUN
    keys, first = [], 0
    if by_date:
        take = index.oldest if asked.backwards else index.newest
        keys = [str(number) for number in take(_beyond(asked, index, chosen), PAGE)]
    else:
        keys, first = _next_by_name(asked, index, chosen)
    called = _called(asked, {name: counts[name] for name in asked.filters.named & counts.keys()})
    rows = _pages(asked, keys)
    if by_date and rows:
        first = len(index.newer(chosen, index.place(int(rows[0].key)))) + 1 if asked.place else 1
    without = {
        name: len(_every(index, (kept for other, kept in conditions.items() if other != name)))
        for name in (conditions if not chosen else ())
    }
    return Found(chosen, rows, first, without, counts, called=called, offered=_offered(index, called))


def _beyond(asked: Asked[Any], index: Index, chosen: BitMap) -> BitMap:
    """Those that come after the place in the address, or before it."""
    if asked.place is None:
        return chosen
    return index.newer(chosen, asked.place) if asked.backwards else index.older(chosen, asked.place)


def _every(index: Index, conditions: Iterable[BitMap]) -> BitMap:
    return index.every.intersection(*conditions)


def _next_by_name(asked: Asked[Any], index: Index, chosen: BitMap) -> tuple[list[str], int]:
    """The keys of the rows of one page in the order of the alphabet, and the place of the first of them."""
    order, place = asked.order, asked.place
    rows = Page.objects.filter(kind=asked.filters.of_kind, state=Page.State.LIVE)
    if len(chosen) <= FEW:
        rows = rows.filter(key__in=[str(number) for number in chosen])
    is_all = len(chosen) <= FEW or len(chosen) == len(index.every)
    walked = _walked(rows, asked, step=PAGE if is_all else FEW)
    page = list(islice((row for row in walked if int(row[2]) in chosen), PAGE))
    page = page[::-1] if asked.backwards else page
    if not page or place is None:
        return [key for _title, _id, key in page], bool(page)
    ahead = rows.filter(order.beyond(page[0][:2], backwards=True)).values_list("key", flat=True)
    count = ahead.count() if is_all else sum(int(key) in chosen for key in ahead.iterator())
    return [key for _title, _id, key in page], count + 1


def _walked(rows: QuerySet[Page], asked: Asked[Any], step: int) -> Iterator[tuple[str, int, str]]:
    """The title, id and key of rows from the place in the address on. In steps: a database that does not know
    how many are wanted sorts all of them first."""
    order, place, more = asked.order, asked.place, True
    while more:
        beyond = rows.filter(order.beyond(place, backwards=asked.backwards)) if place else rows
        some = list(order.sorted(beyond, backwards=asked.backwards).values_list("title", "id", "key")[:step])
        yield from some
        place, more = some[-1][:2] if some else None, len(some) == step


def _called(asked: Asked[Any], counts: Mapping[str, Mapping[str, int]]) -> dict[str, Mapping[str, int]]:
    """What is counted in each facet, and where it is searched that alone which is called so."""
    found: dict[str, Mapping[str, int]] = {}
    for name, of_values in counts.items():
        known = {key: count for key, count in of_values.items() if count}
        if text := asked.filters.chosen.get(name + filters.FIND):
            is_law = name not in PAGES
            keys = options.provisions_called(text, known) if is_law else _pages_called(name, text, known)
            known = {key: known[key] for key in keys if key in known}
        found[name] = known
    return found


def _pages_called(name: str, text: str, keys: Collection[str]) -> list[str]:
    """Those with these words in a title or name, or with this number. One query."""
    pages = Page.objects.filter(search.titled(text), search.is_of_kind(PAGES[name]), state=Page.State.LIVE)
    if len(keys) <= FEW:
        pages = pages.filter(key__in=keys)
    return [*pages.order_by().values_list("key", flat=True), str(search.permalink(text))]


def _most(counts: Mapping[str, int]) -> list[str]:
    """The pages or provisions that a facet offers by their name: those that most have, by their numbers."""
    known = ((key, count) for key, count in counts.items() if key != UNKNOWN)
    most = sorted(known, key=lambda row: (-row[1], int(row[0])))
    return [key for key, _count in most[:MOST_NAMED]]


def _offered(index: Index, called: Mapping[str, Mapping[str, int]]) -> dict[str, list[Option]]:
    most = {name: _most(counts) for name, counts in called.items()}
    known = options.by_name(index, {(name, number) for name, numbers in most.items() for number in numbers})
    return {
        name: [known[name, number] for number in numbers if (name, number) in known]
        for name, numbers in most.items()
    }


def _pages(asked: Asked[Any], keys: list[str]) -> list[Page]:
    """The rows of one page. One query."""
    pages = Page.objects.filter(kind=asked.filters.of_kind, key__in=keys, state=Page.State.LIVE)
    found = {page.key: page for page in pages.defer("words", "name_keys")}
    return [found[key] for key in keys if key in found]


def _place_of(asked: Asked[Any], index: Index, row: Page) -> tuple[Any, int]:
    return index.place(int(row.key)) if asked.order is NEWEST_BEGUN else asked.order.place_of(row)


# ---------------------------------------------------------------- what is found, as a list shows it


def _listing(asked: Asked[Any], index: Index, found: Found) -> Listing[Page]:
    start = asked.address.start()
    total = search.MOST if found.is_more else len(found.chosen)
    cursors = [
        asked.order.cursor(_place_of(asked, index, row)) for row in (*found.rows[:1], *found.rows[-1:])
    ]
    has_after = bool(found.rows) and (found.has_after or 0 < found.first <= total - len(found.rows))
    has_before = bool(found.rows) and (found.has_before or found.first > 1)
    # Where exactly one page comes before, it is the first one and has a plain address.
    is_second = 0 < found.first <= PAGE + 1
    before = start.with_value(BEFORE, cursors[0]) if has_before and not is_second else start
    ways = [_way_out(asked, name, count) for name, count in found.left.items() if count]
    return Listing(
        rows=found.rows,
        total=total,
        first=found.first,
        chips=asked.chips(),
        fields={
            name: _field(asked, name, found)
            for name in asked.filters.filters
            if not name.endswith((filters.MODE, filters.FIND))
        },
        clear_url=asked.address.path,
        before_url=str(before) if has_before else "",
        after_url=str(start.with_value(AFTER, cursors[-1])) if has_after else "",
        start_url=str(start) if asked.place else "",
        ways_out=sorted(ways, key=lambda way: -(way.count or 0)),
        is_more=found.is_more,
        of_countries=[_of_country(asked, code, count) for code, count in found.in_countries.items()],
        of_year=_of_year(asked, found.in_year) if found.in_year else None,
        meant=[
            WayOut(text, count, str(start.without("q").with_value("q", text)))
            for text, count in found.meant.items()
        ],
    )


def _of_country(asked: Asked[Any], code: str, count: int) -> WayOut:
    url = asked.address.start().without(*INSTEAD_OF_WORDS).with_value("country", code)
    return WayOut(country_name(code, _language()), count, str(url))


def _of_year(asked: Asked[Any], count: int) -> WayOut:
    year = asked.filters.chosen["q"].strip()
    url = asked.address.start().without("q", "year").with_value("year", year)
    return WayOut(year, count, str(url))


# The role of a country narrows what `country` matches: both are taken away together.
WITH = {"country": {"country", "country_role"}}


def _way_out(asked: Asked[Any], condition: str, count: int) -> WayOut:
    name, _sign, value = condition.partition("=")  # `type=raid` where all of the types are asked for
    names = WITH.get(name, {name})
    chips = [chip for chip in asked.chips() if chip.name in names and value in {"", chip.value}]
    start = asked.address.start()
    url = start.without_value(name, value) if value else start.without(*names)
    labels = _(" or ").join(chip.label for chip in chips)
    return WayOut(f"{asked.filters.filters[name].label}: {labels}", count, str(url))


def _field(asked: Asked[Any], name: str, found: Found | None = None) -> Field:
    chosen = asked.filters.chosen.get(name, [])
    legend = str(asked.filters.filters[name].label)
    if name not in asked.filters.options:
        return Field(name, legend, text="" if isinstance(chosen, list) else chosen)
    values = set(chosen)
    counts = found.counts.get(name) if found else None
    offered = asked.filters.options[name]
    unnamed = 0
    find = asked.filters.chosen.get(name + filters.FIND, "")
    if found and name in found.offered:
        chosen_or_found = [option for option in offered if option.value in values or not find]
        offered = _by_count(chosen_or_found, found.offered[name], counts or {})
        unnamed = len(found.called[name].keys() - {option.value for option in offered})
    choices = [
        Choice(
            option.value,
            option.label,
            option.depth,
            option.value in values,
            counts.get(option.value, 0) if counts is not None else None,
            option.called,
        )
        for option in offered
        if option.used or option.value in values
    ]
    mode = asked.filters.chosen.get(name + filters.MODE, "any") if name in asked.filters.several else ""
    return Field(name, legend, choices=choices, mode=mode, unnamed=unnamed, find=find)


def _by_count(chosen: list[Option], most: list[Option], counts: Mapping[str, int]) -> list[Option]:
    """Those that the address names and those that most have, most first; "not recorded" at the end."""
    found = {option.value: option for option in (*most, *chosen)}
    return sorted(
        found.values(),
        key=lambda option: (option.value == UNKNOWN, -counts.get(option.value, 0), option.label),
    )


# ---------------------------------------------------------------- countries: all of them, on one page


@dataclass(frozen=True)
class CountryRow:
    code: str
    name: str
    cases: int
    leads: int  # of these cases: its authorities or law acted


def countries(path: str, query: QueryDict) -> Listing[CountryRow] | Moved:
    """Two queries: the countries of cases, those that other public records name."""
    asked = ask(filters.CountryFilters, dict, ON_ONE_PAGE, path, query)
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
