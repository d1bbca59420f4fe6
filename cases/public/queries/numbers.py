"""From an official number to the case that it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.public import search
from cases.public.models import OfficialNumber, Page


@dataclass(frozen=True)
class Numbered:
    """What a number leads to where one authority gave it."""

    number: str
    authority: str
    page: Page


def cases_numbered(text: str) -> list[Numbered]:
    """For each authority that uses this number, the main case of its proceeding; while that is not public,
    the lowest public one. One query.
    """
    if not search.folded_number(text):
        return []
    rows = (
        OfficialNumber.objects.filter(search.has_number(text), case__page__state=Page.State.LIVE)
        .select_related("case__page")
        .defer("case__page__words", "case__page__name_keys")
        .order_by("authority", "number", "-main", "case_id")
    )
    return list(_first_of_each(rows))


def _first_of_each(rows: Iterable[OfficialNumber]) -> Iterable[Numbered]:
    seen = set()
    for row in rows:
        if (row.authority, row.number) not in seen:
            seen.add((row.authority, row.number))
            yield Numbered(row.number, row.authority, row.case.page)
