"""Which cases have what, and how many: Roaring bitmaps of permalink numbers, held in memory.

The bridge keeps them in blocks of 65,536 numbers (`FacetBlock`), in the same transaction as the publication.
A process loads all of them once, and later only blocks of a newer publication. Method: S. Chambi, D. Lemire
et al., "Better bitmap performance with Roaring bitmaps" (2016). Lists sort by a date whose bits are bitmaps
too, after P. O'Neil and D. Quass, "Improved query performance with variant indexes" (1997): the newest of
any selection are found without reading the others.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyroaring import BitMap

from cases.public import freshness
from cases.public.freshness import Newest
from cases.public.models import FacetBlock, Publication

BLOCK_BITS = 16  # a block holds the numbers that share all bits above these

EVERY = ("case", "")  # the facet and value that every public case has
GENERATED = ("generated", "")  # what invented cases have: records made by a program, for tests
SORT = "sort"  # the facet whose values are the bits of the sort date, "0" the lowest
SORT_BITS = 22  # date.max is day 3,652,059

# Years for which a case of "before 2015" or "after 2010" has a value of its own, and what stands beyond them.
FIRST_YEAR, LAST_YEAR = 1900, 2100
EARLIER, LATER, UNKNOWN = "earlier", "later", "unknown"

Place = tuple[date, int]  # of a row in a list: its sort date and its number


@dataclass(frozen=True)
class Index:
    """All bitmaps as of one publication. Nobody changes one: a newer index shares what did not change."""

    number: int = 0  # of the newest publication, and its hash
    hash: str = ""
    bitmaps: Mapping[str, Mapping[str, BitMap]] = field(default_factory=dict)  # facet -> value -> cases

    def is_of(self, newest: Newest) -> bool:
        return (self.number, self.hash) == (newest.number, newest.hash)

    @property
    def every(self) -> BitMap:
        return self.having(*EVERY)

    def having(self, facet: str, *values: str) -> BitMap:
        """The cases that have any of these values."""
        known = self.bitmaps.get(facet, {})
        return union(known[value] for value in values if value in known)

    def values(self, facet: str) -> list[str]:
        return [value for value, having in self.bitmaps.get(facet, {}).items() if having]

    def counts(self, among: BitMap, facet: str) -> dict[str, int]:
        """For each value that occurs, how many of these cases have it."""
        found = self.bitmaps.get(facet, {})
        return {value: among.intersection_cardinality(having) for value, having in found.items()}

    # ------------------------------------------------------------ by date

    def begun_in(self, first: int, last: int) -> BitMap:
        """The cases that may have begun in one of these years."""
        years = [value for value in self.values("year") if value.isdecimal() and first <= int(value) <= last]
        beyond = [EARLIER] * (first < FIRST_YEAR) + [LATER] * (last > LAST_YEAR)
        return self.having("year", *years, *beyond)

    def span(self) -> range:
        """The years from the oldest case whose date is known to the newest one."""
        dated = self.every - self.having("year", UNKNOWN)
        ends = [*self.oldest(dated, 1), *self.newest(dated, 1)]
        years = [date.fromordinal(max(self._key(number)[0], 1)).year for number in ends]
        return range(years[0], years[1] + 1) if years else range(0)

    def newest(self, among: BitMap, count: int) -> list[int]:
        """The numbers of the newest cases, the newest first."""
        return self._top(among, count, newest=True)

    def oldest(self, among: BitMap, count: int) -> list[int]:
        """The numbers of the oldest cases, the newest of them first."""
        return self._top(among, count, newest=False)

    def _top(self, among: BitMap, count: int, *, newest: bool) -> list[int]:
        sure, tied = BitMap(), among
        for bit in self._bits():
            better = tied & bit if newest else tied - bit
            if len(sure) + len(better) > count:
                tied = better
            else:
                sure |= better
                tied = tied - better
        left = count - len(sure)  # of those that are equal in all bits the number decides
        if left > 0 and tied:
            sure |= tied[-left:] if newest else tied[:left]
        return sorted(sure, key=self._key, reverse=True)

    def _key(self, number: int) -> tuple[int, int]:
        return sum(1 << place for place, bit in self._places() if number in bit), number

    def older(self, among: BitMap, than: Place) -> BitMap:
        """Those that come after a place in a list that begins with the newest."""
        older, _newer, level = self._split(among, than[0])
        return older | _below(level, than[1])

    def newer(self, among: BitMap, than: Place) -> BitMap:
        _older, newer, level = self._split(among, than[0])
        return newer | _below(level, 1 << 32, first=than[1] + 1)

    def _split(self, among: BitMap, day: date) -> tuple[BitMap, BitMap, BitMap]:
        """Those before a day, after it, and on it."""
        wanted = day.toordinal()
        before, after, level = BitMap(), BitMap(), among
        for place, bit in self._places():
            if wanted >> place & 1:
                before |= level - bit
                level = level & bit
            else:
                after |= level & bit
                level = level - bit
        return before, after, level

    def _bits(self) -> list[BitMap]:
        return [bit for _place, bit in self._places()]

    def _places(self) -> list[tuple[int, BitMap]]:
        """The bits of the sort date, the highest first."""
        known = self.bitmaps.get(SORT, {})
        return [(place, known.get(str(place), NOTHING)) for place in reversed(range(SORT_BITS))]


NOTHING = BitMap()


def union(bitmaps: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *bitmaps)


def _below(among: BitMap, end: int, first: int = 0) -> BitMap:
    found = among.copy()
    found.remove_range(0, first)
    found.remove_range(end, 1 << 32)
    return found


# ---------------------------------------------------------------- loading, and staying fresh


class _Process:
    def __init__(self) -> None:
        self.index: Index | None = None
        self.lock = threading.Lock()


_process = _Process()


def current() -> Index:
    """The index of this process, at most ATLAS_FRESH_SECONDS behind the newest publication."""
    newest = freshness.newest()
    index = _process.index
    if index is not None and index.is_of(newest):
        return index
    with _process.lock:
        _process.index = _fresh(_process.index, newest)
        return _process.index


def holds_generated() -> bool:
    """Whether invented records are among the public ones, as far as this process knows: no query."""
    return _process.index is not None and bool(_process.index.having(*GENERATED))


def _fresh(index: Index | None, newest: Newest) -> Index:
    # The newest number is read before the blocks: what is published meanwhile is read again next time.
    if index is None:
        return load(newest.number, newest.hash)
    if index.is_of(newest):
        return index
    if not Publication.objects.filter(number=index.number, hash=index.hash).exists():
        return load(newest.number, newest.hash)
    if index.number > newest.number:  # another thread asked later than this one
        return index
    return load(newest.number, newest.hash, since=index)


def load(number: int, newest: str, since: Index | None = None) -> Index:
    """Everything, or what is newer than an index that is still a part of the log."""
    blocks = FacetBlock.objects.order_by()
    if since is not None:
        blocks = blocks.filter(publication__gt=since.number)
    rows: dict[tuple[str, str], list[tuple[int, BitMap]]] = {}
    for facet, value, block, data in blocks.values_list("facet", "value", "block", "data").iterator():
        rows.setdefault((facet, value), []).append((block, BitMap.deserialize(bytes(data))))
    bitmaps = {facet: dict(values) for facet, values in (since.bitmaps if since else {}).items()}
    for (facet, value), parts in rows.items():
        of_facet = bitmaps.setdefault(facet, {})
        of_facet[value] = _with_blocks(of_facet.get(value), parts)
    return Index(number, newest, bitmaps)


def _with_blocks(former: BitMap | None, parts: Iterable[tuple[int, BitMap]]) -> BitMap:
    parts = list(parts)
    whole = former.copy() if former is not None else BitMap()
    for block, _numbers in parts:
        whole.remove_range(block << BLOCK_BITS, (block + 1) << BLOCK_BITS)
    return whole.union(*(numbers for _block, numbers in parts)) if parts else whole


# ---------------------------------------------------------------- what a date says, in values


def sort_values(day: date) -> list[tuple[str, str]]:
    """The bits of a sort date that are set."""
    ordinal = day.toordinal()
    return [(SORT, str(place)) for place in range(SORT_BITS) if ordinal >> place & 1]


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
