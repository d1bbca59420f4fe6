"""Many invented records at once, and all of them away again: for tests of volume, never for real ones.

Documents, hashes, chain and rows come from the same functions as those of a publication at the desk.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from cases.public import log
from cases.public.facets import EVERY, sort_values
from cases.public.log import Act
from cases.public.models import (
    CaseFacet,
    Head,
    Page,
    PermalinkCounter,
    Publication,
    PublishedCase,
    PublishedCharge,
    PublishedProvision,
    PublishedStanding,
    Version,
)
from cases.publishing import blocks, copying
from cases.publishing.case_facets import part_of
from cases.publishing.court_rows import provisions_in, write_provisions
from cases.publishing.labels import Terms
from cases.publishing.release import envelope, link, lock, version_of
from cases.publishing.rollups import count_unnamed
from cases.publishing.rows import cited_in, describe, rows_from

Document = dict[str, Any]


class Numbers:
    """The next permalink numbers of every kind; under the head lock."""

    def __init__(self) -> None:
        self.last = dict(PermalinkCounter.objects.values_list("kind", "last"))

    def next(self, kind: str) -> str:
        self.last[kind] = self.last.get(kind, 0) + 1
        return str(self.last[kind])

    def save(self) -> None:
        PermalinkCounter.objects.bulk_create(
            [PermalinkCounter(kind=kind, last=last) for kind, last in self.last.items()],
            update_conflicts=True,
            unique_fields=["kind"],
            update_fields=["last"],
        )


class Rows:
    """All rows of one transaction, by model: written in the order in which they may point to each other."""

    def __init__(self) -> None:
        self.by_model: dict[type[Model], list[Model]] = {Page: [], Publication: [], Version: []}
        self.facets: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.provisions: dict[int, PublishedProvision] = {}
        self.pages = copying.primary_keys(Page)
        self.standings = copying.primary_keys(PublishedStanding)

    def add(self, row: Model) -> None:
        match row:
            case PublishedStanding():
                row.pk = next(self.standings)
            case PublishedCharge():
                row.standing_id = row.standing.pk  # which it has had only since then
        self.by_model.setdefault(type(row), []).append(row)


@transaction.atomic
def publish_generated(composed: Callable[[Numbers], Iterable[Document]]) -> int:
    """Publish documents that nobody wrote, marked as such; each but for its envelope. Returns how many.

    `composed` takes the numbers that its documents name each other by.
    """
    head, numbers, terms, rows = lock(), Numbers(), Terms(), Rows()
    wholes: set[str] = set()
    for body in composed(numbers):
        wholes.update(_add(rows, head, body, terms))
    write_provisions(list(rows.provisions.values()))
    copying.insert({model: found for model, found in rows.by_model.items() if found})
    blocks.add(rows.facets)
    count_unnamed(wholes)
    numbers.save()
    head.save()
    return len(rows.by_model[Page])


def _add(rows: Rows, head: Head, body: Document, terms: Terms) -> list[str]:
    """One document: returns the larger cases that it is part of, none of which is part of another."""
    now = timezone.now()
    page = Page(
        pk=next(rows.pages),
        kind=body["kind"],
        key=body["key"],
        state=Page.State.LIVE.value,
        version=1,
        first_published=now,
        changed=now,
    )
    document = {**envelope(page.kind, page, now, ""), "generated": True, **body}
    describe(page, document)
    data = log.canonical(document)
    publication = link(head, Act.PUBLISH.value, page.kind, page.key, page.version, log.sha256(data), now)
    wholes = part_of(document) if page.kind == "case" else []  # type: ignore[arg-type]
    for row in (page, publication, version_of(publication, data), *rows_from(page, document, terms, wholes)):
        rows.add(row)
        _count(rows, page, row)
    for provision in provisions_in(cited_in(document)):
        provision.generated = True
        rows.provisions.setdefault(provision.number, provision)
    return wholes


def _count(rows: Rows, page: Page, row: Model) -> None:
    match row:
        case CaseFacet():
            rows.facets[row.facet, row.value].append(int(page.key))
        case PublishedCase():
            for value in (*sort_values(row.sort_date), EVERY):
                rows.facets[value].append(row.number)
