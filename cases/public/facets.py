"""Which cases, people, organizations and events have what, and how many: Roaring bitmaps of permalink numbers
of one kind of page, held in memory.

The bridge keeps them in blocks of 65,536 numbers (`FacetBlock`), in the same transaction as the publication.
A process loads all of them once, and later only blocks of a newer publication. Method: S. Chambi, D. Lemire
et al., "Better bitmap performance with Roaring bitmaps" (2016). Lists sort by a date whose bits are bitmaps
too, after P. O'Neil and D. Quass, "Improved query performance with variant indexes" (1997): the newest of
any selection are found without reading the others.
"""

import threading
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pyroaring import BitMap

from cases.public import freshness
from cases.public.freshness import Newest
from cases.public.models import FacetBlock, Publication

BLOCK_BITS = 16  # a block holds the numbers that share all bits above these

KINDS = ("case", "person", "organization", "event")

EVERY = ("every", "")  # the facet and value that every public page of its kind has
GENERATED = ("generated", "")  # what invented cases have: records made by a program, for tests
SORT = "sort"  # the facet whose values are the bits of the sort date, "0" the lowest
LATEST = "latest"  # the same of the latest day on which it may have begun: date.max where there is none
OPEN_START = ("begun", "open")  # only a latest day is known: it is sorted with what has no date
DATE_BITS = 22  # date.max is day 3,652,059

# Years for which a case of "before 2015" or "after 2010" has a value of its own, and what stands beyond them.
FIRST_YEAR, LAST_YEAR = 1900, 2100
EARLIER, LATER, UNKNOWN = "earlier", "later", "unknown"

LONG_FACETS = frozenset({"authority", "provision", "within"})  # with a value for each page or provision
MOST_PARTS = 300  # of these facets that are kept: one for each country, and some for several

Place = tuple[date, int]  # of a row in a list: its sort date and its number


NOTHING_YET = Newest()


@dataclass(frozen=True)
class Index:
    """All bitmaps of one kind of page as of one publication. Nobody changes one: a newer index shares what
    did not change. What is said of cases here is as true of people, organizations and events."""

    as_of: Newest = NOTHING_YET
    bitmaps: Mapping[str, Mapping[str, BitMap]] = field(default_factory=dict)  # facet -> value -> cases

    @property
    def every(self) -> BitMap:
        return self.having(*EVERY)

    def having(self, facet: str, *values: str) -> BitMap:
        """The cases that have any of these values."""
        known = self.bitmaps.get(facet, {})
        return union(known[value] for value in values if value in known)

    def values(self, facet: str) -> list[str]:
        return [value for value, having in self.bitmaps.get(facet, {}).items() if having]

    def counts(self, among: BitMap, facet: str, values: Container[str] | None = None) -> dict[str, int]:
        """For each value that occurs, or each of these, how many of these cases have it."""
        found = self.bitmaps.get(facet, {})
        return {
            value: among.intersection_cardinality(having)
            for value, having in found.items()
            if values is None or value in values
        }

    def present(self, among: BitMap, facet: str) -> list[str]:
        """The values of a facet that some of these cases have."""
        return [value for value, having in self.bitmaps.get(facet, {}).items() if among.intersect(having)]

    def long_facets_of(self, facet: str, values: Iterable[str]) -> "Index":
        """Facets with a value for each page or provision, without those values that no case has with one of
        these: of the courts of all countries, those of few."""
        key = (facet, *sorted(values))
        if (part := self.parts.get(key)) is None:
            among = self.having(*key)
            bitmaps = {
                long: {value: self.bitmaps[long][value] for value in self.present(among, long)}
                for long in self.bitmaps.keys() & LONG_FACETS
            }
            if len(self.parts) >= MOST_PARTS:
                self.parts.clear()
            part = self.parts[key] = Index(self.as_of, bitmaps)
        return part

    @cached_property
    def parts(self) -> dict[tuple[str, ...], "Index"]:
        """What is left of the long facets in some countries."""
        return {}

    # ------------------------------------------------------------ by date

    def begun_in(self, first: int, last: int) -> BitMap:
        """The cases that may have begun in one of these years."""
        years = [value for value in self.values("year") if value.isdecimal() and first <= int(value) <= last]
        beyond = [EARLIER] * (first < FIRST_YEAR) + [LATER] * (last > LAST_YEAR)
        return self.having("year", *years, *beyond)

    def begun_between(self, first: date | None, last: date | None) -> BitMap:
        """The cases that may have begun on one of these days; None: however early, or late."""
        found = self.every - self.having("year", UNKNOWN)
        if first:
            found = found - self._split(found, first, LATEST)[0]
        if last:
            found = found - (self._split(found, last)[1] - self.having(*OPEN_START))
        return found

    @cached_property
    def kept(self) -> dict[tuple[str, ...], BitMap]:
        """What was worked out from these bitmaps, and does not change with what somebody chooses."""
        return {}

    @cached_property
    def span(self) -> range:
        """The years from the oldest case whose earliest day is known to the newest one."""
        dated = self.every - self.having("year", UNKNOWN) - self.having(*OPEN_START)
        ends = [*self.oldest(dated, 1), *self.newest(dated, 1)]
        years = [self.place(number)[0].year for number in ends]
        return range(years[0], years[1] + 1) if years else range(0)

    def newest(self, among: BitMap, count: int) -> list[int]:
        """The numbers of the newest cases, the newest first."""
        return self._top(among, count, newest=True)

    def oldest(self, among: BitMap, count: int) -> list[int]:
        """The numbers of the oldest cases, the newest of them first."""
        return self._top(among, count, newest=False)

    def _top(self, among: BitMap, count: int, *, newest: bool) -> list[int]:
        sure, tied = BitMap(), among
        for _place, bit in self._places(SORT):
            having = tied.intersection_cardinality(bit)
            if having in {0, len(tied)}:  # as the bits of a century: it tells nobody apart
                continue
            better, worse = (tied & bit, tied - bit) if newest else (tied - bit, tied & bit)
            if len(sure) + len(better) > count:
                tied = better
            else:
                sure |= better
                tied = worse
        left = count - len(sure)  # of those that are equal in all bits the number decides
        if left > 0 and tied:
            sure |= tied[-left:] if newest else tied[:left]
        return sorted(sure, key=self._key, reverse=True)

    def _key(self, number: int) -> tuple[int, int]:
        return sum(1 << place for place, bit in self._places(SORT) if number in bit), number

    def place(self, number: int) -> Place:
        """Where a case stands in a list that is sorted by date."""
        return date.fromordinal(max(self._key(number)[0], 1)), number

    def older(self, among: BitMap, than: Place) -> BitMap:
        """Those that come after a place in a list that begins with the newest."""
        older, _newer, level = self._split(among, than[0])
        return older | _below(level, than[1])

    def newer(self, among: BitMap, than: Place) -> BitMap:
        _older, newer, level = self._split(among, than[0])
        return newer | _below(level, 1 << 32, first=than[1] + 1)

    def _split(self, among: BitMap, day: date, of: str = SORT) -> tuple[BitMap, BitMap, BitMap]:
        """Those before a day, after it, and on it, by the bits of a date."""
        wanted = day.toordinal()
        before, after, level = BitMap(), BitMap(), among
        for place, bit in self._places(of):
            if wanted >> place & 1:
                before |= level - bit
                level = level & bit
            else:
                after |= level & bit
                level = level - bit
        return before, after, level

    def _places(self, of: str) -> list[tuple[int, BitMap]]:
        """The bits of a date, the highest first."""
        known = self.bitmaps.get(of, {})
        return [(place, known.get(str(place), NOTHING)) for place in reversed(range(DATE_BITS))]


NOTHING = BitMap()


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *bitmaps)


def _below(among: BitMap, end: int, first: int = 0) -> BitMap:
    found = among.copy()
    found.remove_range(0, first)
    found.remove_range(end, 1 << 32)
    return found


# ---------------------------------------------------------------- loading, and staying fresh


Indexes = Mapping[str, Index]  # by kind of page, all as of the same publication


class _Process:
    def __init__(self) -> None:
        self.indexes: Indexes | None = None
        self.lock = threading.Lock()


_process = _Process()


def current(kind: str = "case") -> Index:
    """An index of this process, at most ATLAS_FRESH_SECONDS behind the newest publication."""
    newest = freshness.newest()
    indexes = _process.indexes
    if indexes is None or indexes["case"].as_of != newest:
        with _process.lock:
            indexes = _process.indexes = _fresh(_process.indexes, newest)
    return indexes[kind]


def holds_generated() -> bool:
    """Whether invented records are among the public ones, as far as this process knows: no query."""
    return _process.indexes is not None and bool(_process.indexes["case"].having(*GENERATED))


def _fresh(indexes: Indexes | None, newest: Newest) -> Indexes:
    # The newest number is read before the blocks: what is published meanwhile is read again next time.
    if indexes is None:
        return load(*newest)
    known = indexes["case"].as_of
    if known == newest:
        return indexes
    if not Publication.objects.filter(number=known.number, hash=known.hash).exists():
        return load(*newest)
    if known.number > newest.number:  # another thread asked later than this one
        return indexes
    return load(*newest, since=indexes)


def load(number: int, newest: str, revision: str = "", *, since: Indexes | None = None) -> Indexes:
    """Everything, or what is newer than indexes that are still a part of the log. Blocks that were repaired
    belong to the publication that comes next."""
    blocks = FacetBlock.objects.order_by()
    if since is not None:
        blocks = blocks.filter(publication__gt=since["case"].as_of.number)
    rows: dict[tuple[str, str, str], list[tuple[int, BitMap]]] = {}
    columns = blocks.values_list("kind", "facet", "value", "block", "data")
    for kind, facet, value, block, data in columns.iterator():
        rows.setdefault((kind, facet, value), []).append((block, BitMap.deserialize(bytes(data))))
    bitmaps = {
        kind: {facet: dict(values) for facet, values in (since[kind].bitmaps if since else {}).items()}
        for kind in KINDS
    }
    while rows:  # what is read is let go of at once: a process would keep the room for all of it twice
        (kind, facet, value), parts = rows.popitem()
        of_facet = bitmaps[kind].setdefault(facet, {})
        of_facet[value] = _with_blocks(of_facet.get(value), parts)
    as_of = Newest(number, newest, revision)
    return {kind: Index(as_of, bitmaps[kind]) for kind in KINDS}


def _with_blocks(former: BitMap | None, parts: Iterable[tuple[int, BitMap]]) -> BitMap:
    parts = list(parts)
    whole = former.copy() if former is not None else BitMap()
    for block, _numbers in parts:
        whole.remove_range(block << BLOCK_BITS, (block + 1) << BLOCK_BITS)
    return whole.union(*(numbers for _block, numbers in parts)) if parts else whole


# ---------------------------------------------------------------- what a date says, in values


def date_values(earliest: date | None, latest: date | None, sort_date: date) -> list[tuple[str, str]]:
    """The bits of a sort date that are set; of what has a date also those of its latest day."""
    found = _bits(SORT, sort_date)
    if earliest or latest:
        found += _bits(LATEST, latest or date.max)
        found += [] if earliest else [OPEN_START]
    return found


def _bits(facet: str, day: date) -> list[tuple[str, str]]:
    ordinal = day.toordinal()
    return [(facet, str(place)) for place in range(DATE_BITS) if ordinal >> place & 1]


def year_values(earliest: date | None, latest: date | None, oldest: int, newest: int) -> list[str]:
    """Every year in which something may have begun; `oldest` and `newest` are the years that a date can have.

    - "May 2014" has 2014; "2014 to 2016" has 2014, 2015 and 2016; what has no date has "unknown".
    - "before 2015" has every year from 1900 on, and "earlier"; "after 2010" all until 2100, "later".
    """
    if earliest is None and latest is None:
        return [UNKNOWN]
    first, last, beyond = (earliest or date.min).year, (latest or date.max).year, []
    if earliest is None:
        first = FIRST_YEAR if last >= FIRST_YEAR else oldest
        beyond += [EARLIER] * (first == FIRST_YEAR)
    if latest is None:
        last = LAST_YEAR if first <= LAST_YEAR else newest
        beyond += [LATER] * (last == LAST_YEAR)
    return [*map(str, range(first, last + 1)), *beyond]
