"""Many invented records at once, and all of them away again: for tests of volume, never for real ones.

Documents, hashes, chain and rows come from the same functions as those of a publication at the desk.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Exists, Max, Model, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import ngettext
from pyroaring import BitMap

from cases.models import Mask, Provision
from cases.public import log
from cases.public.facets import EVERY
from cases.public.log import Act
from cases.public.models import (
    CaseFacet,
    FacetBlock,
    Head,
    Mention,
    OfficialNumber,
    Page,
    PageFacet,
    PermalinkCounter,
    Publication,
    PublishedCase,
    PublishedCharge,
    PublishedCustody,
    PublishedDecision,
    PublishedEvent,
    PublishedProvision,
    PublishedStanding,
    Version,
)
from cases.publishing import blocks, copying, page_facets
from cases.publishing.case_facets import part_of
from cases.publishing.court_rows import provisions_in, write_provisions
from cases.publishing.labels import Terms
from cases.publishing.release import SALT_BYTES, Refused, envelope, link, lock, version_of
from cases.publishing.rows import cited_in, describe, rows_from
from cases.publishing.stencils import PAGE_KEY, PUBLISHED, SALT, STANDING_KEY, STORED, Filled, facets_of
from cases.reference.models import Revision

Document = dict[str, Any]

WRITTEN_AT_ONCE = 600  # documents: the database writes them while the next are composed


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
    """All rows of one transaction, by model; written while more of them are composed."""

    def __init__(self, writer: copying.Writer) -> None:
        self._writer = writer
        self._clear()
        self.facets: dict[tuple[str, str, str], list[int]] = defaultdict(list)  # by kind, facet, value
        # What is called so already is not written again, which would wait for the rows under way.
        invented = PublishedProvision.objects.filter(generated=True)
        self._cited = set(invented.values_list("number", flat=True))
        self.pages = copying.primary_keys(Page)
        self.standings = copying.primary_keys(PublishedStanding)
        self.acts = 0

    def _clear(self) -> None:
        # In the order in which they may point to each other.
        self._by_model: dict[type[Model], list[Model]] = {Page: [], Publication: [], Version: []}
        self._copies: dict[str, list[str]] = defaultdict(list)
        self._provisions: list[PublishedProvision] = []  # that no document cited before
        self._documents = 0

    def add(self, row: Model) -> None:
        match row:
            case PublishedStanding():
                row.pk = next(self.standings)
            case PublishedCharge() | PublishedCustody():
                row.standing_id = row.standing.pk  # which it has had only since then
        self._by_model.setdefault(type(row), []).append(row)

    def add_copy(self, told: str, text: str) -> None:
        self._copies[told].append(text)

    def end_document(self) -> None:
        self.acts += 1
        self._documents += 1
        if self._documents == WRITTEN_AT_ONCE:
            self.write()

    def write(self) -> None:
        write_provisions(self._provisions)
        self._writer.write({model: rows for model, rows in self._by_model.items() if rows}, self._copies)
        self._clear()

    def count(self, kind: str, key: str, values: Iterable[tuple[str, str]]) -> None:
        number = int(key)
        for facet, value in values:
            self.facets[kind, facet, value].append(number)

    def cite(self, provisions: Iterable[PublishedProvision]) -> None:
        new = [provision for provision in provisions if provision.number not in self._cited]
        for provision in new:
            provision.generated = True
        self._provisions += new
        self._cited |= {provision.number for provision in new}


@transaction.atomic
def publish_generated(composed: Callable[[Numbers], Iterable[Document | Filled]]) -> int:
    """Publish documents that nobody wrote, marked as such; each but for its envelope. Returns how many.

    `composed` takes the numbers that its documents name each other by. `count_pages` has to follow.
    """
    head, numbers, terms = lock(), Numbers(), Terms()
    with copying.gathered_words(), copying.Writer() as writer:
        rows = Rows(writer)
        for one in composed(numbers):
            if isinstance(one, Filled):
                _add_filled(rows, head, one)
            else:
                _add(rows, head, one, terms)
        rows.write()
    blocks.add(rows.facets)
    numbers.save()
    head.save()
    return rows.acts


def _add(rows: Rows, head: Head, body: Document, terms: Terms) -> None:
    """One document. No larger case that it is part of is part of another."""
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
    wholes = part_of(document) if page.kind == "case" else []  # type: ignore[arg-type]
    rows.add(page)
    for row in rows_from(page, document, terms, wholes):
        rows.add(row)
        rows.count(page.kind, page.key, facets_of(row))
    rows.cite(provisions_in(cited_in(document)))
    _add_act(rows, head, page.kind, page.key, log.canonical(document), now)


def _add_filled(rows: Rows, head: Head, filled: Filled) -> None:
    now, sheet = timezone.now(), filled.sheet
    values: dict[str, Any] = {
        **filled.values,
        SALT: token_hex(SALT_BYTES),
        PUBLISHED: log.timestamp(now),
        STORED: now.isoformat(),
        str(PAGE_KEY): next(rows.pages),
        **{str(STANDING_KEY + place): next(rows.standings) for place in range(sheet.standings)},
    }
    for told, text in sheet.rows.items():
        rows.add_copy(told, text % values)
    rows.count(sheet.kind, filled.key, sheet.facets)
    rows.cite(sheet.provisions)
    _add_act(rows, head, sheet.kind, filled.key, (sheet.document % values).encode(), now)


def _add_act(rows: Rows, head: Head, kind: str, key: str, data: bytes, now: datetime) -> None:
    publication = link(head, Act.PUBLISH.value, kind, key, 1, log.sha256(data), now)
    rows.add(publication)
    rows.add(version_of(publication, data))
    rows.end_document()


@transaction.atomic
def count_pages() -> bool:
    """By what those can be chosen whom several invented cases may name: after the last batch of a run.

    Also what is left of a run that was killed before it: each makes somebody who has no facets before it is
    counted, and of those whom others made it names organizations alone, which are few. Returns whether there
    was anybody.
    """
    lock()
    if not (found := page_facets.write_missing()):
        return False
    blocks.add(found)
    new = found.get(("organization", *EVERY), BitMap())
    known = Page.objects.filter(kind="organization", generated=True).values_list("key", flat=True)
    page_facets.refresh(("organization", key) for key in known if int(key) not in new)
    Revision.renew()  # no publication says that bitmaps have changed
    return True


# ---------------------------------------------------------------- and away again


@transaction.atomic
def remove_generated(*, rewrite: bool = False) -> int:
    """Take all invented records away as if they had never been: pages, versions, rows, links of the chain.

    The log is cut back to the act before the first of them. Real publications that came after them get new
    numbers and hashes; copies of the log elsewhere will not agree, so that it is only done with `rewrite`.
    Returns how many pages went.
    """
    head = lock()
    invented = Page.objects.filter(generated=True)
    theirs = Exists(invented.filter(kind=OuterRef("kind"), key=OuterRef("key")))
    first = Publication.objects.filter(theirs).order_by("number").values_list("number", flat=True).first()
    if first is None:
        return 0
    real_after = Publication.objects.filter(~theirs, number__gt=first)
    if not rewrite and (count := real_after.count()):
        raise Refused(
            ngettext(
                "%(count)s real publication came after the invented ones: it would get a new number and "
                "hash.",
                "%(count)s real publications came after the invented ones: they would get new numbers and "
                "hashes.",
                count,
            )
            % {"count": count}
        )
    pages = invented.count()
    for rows in (Version.objects.filter(theirs), Mask.objects.filter(theirs)):
        _delete(rows)
    _delete(Publication.objects.filter(theirs))
    _chain_again(head, first)
    for path, models in ROWS_OF_PAGE.items():
        for model in models:
            _delete(model._default_manager.filter(**{f"{path}generated": True}))
    FacetBlock.objects.all().delete()
    blocks.rebuild()
    _count_numbers_back()
    return pages


# Each model after those that point to it, by the way from it to its page.
ROWS_OF_PAGE: dict[str, list[type[Model]]] = {
    "standing__case__page__": [PublishedCharge, PublishedCustody],
    "case__page__": [PublishedStanding, PublishedDecision, OfficialNumber, CaseFacet],
    "page__": [PublishedCase, PublishedEvent, Mention, PageFacet],
    "": [Page, PublishedProvision],
}


def _delete(rows: QuerySet[Any]) -> None:
    # One statement: `delete` would first read a million rows to see what points to them.
    rows._raw_delete(rows.db)


def _chain_again(head: Head, first: int) -> None:
    """Give what is left of the chain from this number on the numbers and hashes that follow from it."""
    before = Publication.objects.filter(number__lt=first).order_by("-number").first()
    head.number, head.hash = (before.number, before.hash) if before else (0, "")
    for act in Publication.objects.filter(number__gt=first).order_by("number").iterator():
        linked = link(head, act.act, act.kind, act.key, act.version, act.document_sha256, act.at)
        Publication.objects.filter(number=act.number).update(
            number=linked.number, previous_hash=linked.previous_hash, hash=linked.hash
        )
        Version.objects.filter(publication=act.number).update(publication=linked.number)
    head.save()


def _count_numbers_back() -> None:
    """The next permalink number follows on the last that a real record has or had."""
    for counter in PermalinkCounter.objects.all():
        if counter.kind == "provision":
            used = [PublishedProvision.objects.aggregate(last=Max("number"))["last"]]
            used.append(Provision.objects.aggregate(last=Max("number"))["last"])
        else:
            numbers = Page.objects.filter(kind=counter.kind).annotate(number=Cast("key", BigIntegerField()))
            used = [numbers.aggregate(last=Max("number"))["last"]]
        counter.last = max(number or 0 for number in used)
        counter.save()
