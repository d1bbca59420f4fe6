"""The bitmaps that count facets: moved with each publication, or made anew from the rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet
from pyroaring import BitMap

from cases.public.facets import BLOCK_BITS, EVERY, KINDS, date_values
from cases.public.models import CaseFacet, FacetBlock, Head, Page, PageFacet, PublishedCase
from cases.reference.models import Revision

Value = tuple[str, str]  # a facet and a value of it
Values = Mapping[int, set[Value]]  # by permalink number
Place = tuple[str, str, str, int]  # of a block: kind, facet, value, the upper bits of its numbers

# SQLite takes no more than 999 variables in one statement of an older version.
AT_ONCE = 150


def values_of_case(page: Page) -> set[Value]:
    """Every facet and value under which the case of a page is counted, by its rows."""
    case = PublishedCase.objects.filter(page=page).first()
    if case is None:
        return set()
    facets = CaseFacet.objects.filter(case=case).values_list("facet", "value")
    return {*facets, *date_values(case.began_earliest, case.began_latest, case.sort_date), EVERY}


def move(kind: str, before: Values, after: Values) -> None:
    """Take pages out of the bitmaps of values that they had, and into those that they have.

    Under the head lock.
    """
    moved: dict[Place, list[int]] = defaultdict(list)
    for number in {*before, *after}:
        for facet, value in before.get(number, set()) ^ after.get(number, set()):
            moved[kind, facet, value, number >> BLOCK_BITS].append(number)
    places = sorted(moved)
    for start in range(0, len(places), AT_ONCE):
        changed = {place: moved[place] for place in places[start : start + AT_ONCE]}
        stored = _stored(changed)
        blocks = []
        for place, numbers in changed.items():
            # Whoever's value changed is in the block and leaves it, or is not and enters.
            block = BitMap.deserialize(stored[place]) if place in stored else BitMap()
            kept = BitMap(number for number in numbers if place[1:3] in after.get(number, set()))
            blocks.append((place, (block - BitMap(numbers)) | kept))
        _write(blocks)


def _stored(places: Iterable[Place]) -> dict[Place, bytes]:
    kinds, facets, values, blocks = (set(column) for column in zip(*places, strict=True))
    among = FacetBlock.objects.filter(kind__in=kinds, facet__in=facets, value__in=values, block__in=blocks)
    return _data(among)


def _data(blocks: QuerySet[FacetBlock]) -> dict[Place, bytes]:
    rows = blocks.values_list("kind", "facet", "value", "block", "data")
    return {(kind, facet, value, block): bytes(data) for kind, facet, value, block, data in rows.iterator()}


def add(gathered: Mapping[tuple[str, str, str], Iterable[int]]) -> None:
    """Put new pages into the bitmaps of their values, by kind, facet and value: many, each bitmap once.

    Under the head lock.
    """
    parts: dict[Place, BitMap] = {
        (*value, block): numbers
        for value, every in gathered.items()
        for block, numbers in _in_blocks(BitMap(every))
    }
    kinds, blocks = {place[0] for place in parts}, {place[3] for place in parts}
    for place, data in _data(FacetBlock.objects.filter(kind__in=kinds, block__in=blocks)).items():
        if (numbers := parts.get(place)) is not None:
            numbers |= BitMap.deserialize(data)
    _write(parts.items())


def rebuild() -> int:
    """Make every bitmap anew from the rows; returns how many blocks were wrong, and are right now."""
    stored, wrong = _data(FacetBlock.objects.all()), []
    for (kind, facet, value), every in _numbers_by_value():
        for block, part in _in_blocks(every):
            place = (kind, facet, value, block)
            data = stored.pop(place, None)
            if data is None or BitMap.deserialize(data) != part:
                wrong.append((place, part))
    wrong += [(place, BitMap()) for place, data in stored.items() if BitMap.deserialize(data)]
    _write(wrong)
    if wrong:
        Revision.renew()  # processes that counted by those read them again, and make their pages anew
    return len(wrong)


def _write(blocks: Iterable[tuple[Place, BitMap]]) -> None:
    # The act that they belong to is appended after them, in the same transaction.
    publication = (Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0) + 1
    FacetBlock.objects.bulk_create(
        [
            FacetBlock(
                kind=kind,
                facet=facet,
                value=value,
                block=block,
                data=numbers.serialize(),
                publication=publication,
            )
            for (kind, facet, value, block), numbers in blocks
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["kind", "facet", "value", "block"],
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


def _numbers_by_value() -> Iterator[tuple[tuple[str, str, str], BitMap]]:
    """Each kind, facet and value with the numbers of the pages that have it."""
    rows = CaseFacet.objects.order_by("facet", "value").values_list("facet", "value", "case")
    for value, group in groupby(rows.iterator(chunk_size=10_000), key=itemgetter(0, 1)):
        yield ("case", *value), BitMap(number for _facet, _value, number in group)
    by_date: dict[Value, BitMap] = {}
    dates = PublishedCase.objects.values_list("number", "began_earliest", "began_latest", "sort_date")
    for number, earliest, latest, sort_date in dates.iterator(chunk_size=10_000):
        for value in (*date_values(earliest, latest, sort_date), EVERY):
            by_date.setdefault(value, BitMap()).add(number)
    yield from ((("case", *value), numbers) for value, numbers in by_date.items())
    pages = PageFacet.objects.order_by("page__kind", "facet", "value")
    columns = pages.values_list("page__kind", "facet", "value", "page__key")
    for place, of_pages in groupby(columns.iterator(chunk_size=10_000), key=itemgetter(0, 1, 2)):
        yield place, BitMap(int(row[3]) for row in of_pages)
    for kind in KINDS[1:]:
        live = Page.objects.filter(kind=kind, state=Page.State.LIVE).values_list("key", flat=True)
        yield (kind, *EVERY), BitMap(int(key) for key in live.iterator(chunk_size=10_000))
