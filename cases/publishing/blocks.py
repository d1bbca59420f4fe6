"""The bitmaps that count facets: moved with each publication, or made anew from the rows."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from pyroaring import BitMap

from cases.public.facets import BLOCK_BITS, EVERY, sort_values
from cases.public.models import CaseFacet, FacetBlock, Head, Page, PublishedCase

Value = tuple[str, str]  # a facet and a value of it

# SQLite takes no more than 999 variables in one statement of an older version.
AT_ONCE = 150


def values_of(page: Page) -> set[Value]:
    """Every facet and value under which the case of a page is counted, by its rows."""
    case = PublishedCase.objects.filter(page=page).first()
    if case is None:
        return set()
    facets = CaseFacet.objects.filter(case=case).values_list("facet", "value")
    return {*facets, *sort_values(case.sort_date), EVERY}


def move(number: int, before: set[Value], after: set[Value]) -> None:
    """Take a case out of bitmaps of values that it had, and into those that it has; under the head lock."""
    changed = sorted(before ^ after)
    for start in range(0, len(changed), AT_ONCE):
        _move(number, changed[start : start + AT_ONCE], after)


def _move(number: int, changed: list[Value], after: set[Value]) -> None:
    block = number >> BLOCK_BITS
    rows = FacetBlock.objects.filter(
        block=block,
        facet__in={facet for facet, _value in changed},
        value__in={value for _facet, value in changed},
    )
    stored = {(facet, value): data for facet, value, data in rows.values_list("facet", "value", "data")}
    moved = []
    for value in changed:
        numbers = BitMap.deserialize(bytes(stored[value])) if value in stored else BitMap()
        if value in after:
            numbers.add(number)
        else:
            numbers.discard(number)
        moved.append((value, block, numbers))
    _write(moved)


def add(gathered: Mapping[Value, Iterable[int]]) -> None:
    """Put many new cases into the bitmaps of their values, each bitmap written once; under the head lock."""
    parts = {
        (value, block): numbers
        for value, every in gathered.items()
        for block, numbers in _in_blocks(BitMap(every))
    }
    rows = FacetBlock.objects.filter(block__in={block for _value, block in parts})
    for facet, value, block, data in rows.values_list("facet", "value", "block", "data"):
        if numbers := parts.get(((facet, value), block)):
            numbers |= BitMap.deserialize(bytes(data))
    _write((value, block, numbers) for (value, block), numbers in parts.items())


def rebuild() -> int:
    """Make every bitmap anew from the rows; returns how many blocks were wrong, and are right now."""
    rows = FacetBlock.objects.values_list("facet", "value", "block", "data")
    stored = {((facet, value), block): bytes(data) for facet, value, block, data in rows.iterator()}
    wrong = []
    for value, every in _numbers_by_value():
        for block, numbers in _in_blocks(every):
            data = stored.pop((value, block), None)
            if data is None or BitMap.deserialize(data) != numbers:
                wrong.append((value, block, numbers))
    wrong += [(value, block, BitMap()) for (value, block), data in stored.items() if BitMap.deserialize(data)]
    _write(wrong)
    return len(wrong)


def _write(blocks: Iterable[tuple[Value, int, BitMap]]) -> None:
    # The act that they belong to is appended after them, in the same transaction.
    publication = (Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0) + 1
    FacetBlock.objects.bulk_create(
        [
            FacetBlock(
                facet=facet, value=value, block=block, data=numbers.serialize(), publication=publication
            )
            for (facet, value), block, numbers in blocks
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["facet", "value", "block"],
        update_fields=["data", "publication"],
    )


def _in_blocks(numbers: BitMap) -> Iterator[tuple[int, BitMap]]:
    while numbers:
        block = numbers.min() >> BLOCK_BITS
        end = (block + 1) << BLOCK_BITS
        part = numbers & BitMap(range(block << BLOCK_BITS, end))
        part.run_optimize()
        yield block, part
        numbers = numbers - part


def _numbers_by_value() -> Iterator[tuple[Value, BitMap]]:
    rows = CaseFacet.objects.order_by("facet", "value").values_list("facet", "value", "case__number")
    for value, group in groupby(rows.iterator(chunk_size=10_000), key=itemgetter(0, 1)):
        yield value, BitMap(number for _facet, _value, number in group)
    by_date: dict[Value, BitMap] = {}
    for number, day in PublishedCase.objects.values_list("number", "sort_date").iterator(chunk_size=10_000):
        for value in (*sort_values(day), EVERY):
            by_date.setdefault(value, BitMap()).add(number)
    yield from by_date.items()
