"""Which version of which page is shown, and what else there is of it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, OuterRef, PositiveIntegerField, Q, Subquery, Value, When
from django.http import Http404
from django.urls import reverse

from cases.public import changes, course, wording
from cases.public.addresses import address_of
from cases.public.document import Kind, Tombstone, completed
from cases.public.log import Act
from cases.public.models import Page, Version

LARGEST = 2**31 - 1  # more than any database has versions; larger numbers it cannot even compare


class Gone(Exception):
    """There was a page: withdrawn, and its tombstone says why; or hidden, and nothing says anything."""

    def __init__(self, kind: Kind, key: str, tombstone: Tombstone | None) -> None:
        super().__init__(f"{kind}/{key}")
        self.kind = kind
        self.key = key
        self.tombstone = tombstone


@dataclass(frozen=True)
class VersionLine:
    number: int
    published: datetime
    sha256: str
    address: str


@dataclass(frozen=True)
class Edition:
    """The version that is shown. A preview has the version 0, no versions, and perhaps not even a number."""

    kind: Kind
    key: str
    version: int
    newest: int
    published: datetime | None
    note: str
    sha256: str
    address: str  # of the page
    versions: tuple[VersionLine, ...]  # the newest first
    changed_lately: bool
    former: Any = None  # the document before this one, while the page marks what has changed since

    @property
    def is_preview(self) -> bool:
        return self.version == 0

    @property
    def is_old(self) -> bool:
        return 0 < self.version < self.newest

    @property
    def is_of_a_version(self) -> bool:
        """Not of a country that has a page and no profile."""
        return self.version > 0

    @property
    def version_address(self) -> str:
        return reverse(f"{self.kind}_version", args=[self.key, self.version])

    @property
    def json_address(self) -> str:
        return reverse(f"{self.kind}_json", args=[self.key, self.version])

    @property
    def changes_address(self) -> str:
        return reverse(f"{self.kind}_changes", args=[self.key])


@dataclass(frozen=True)
class ChangedVersion:
    line: VersionLine
    note: str
    is_redacted: bool
    is_tombstone: bool
    parts: tuple[changes.Change, ...] = ()  # what it said otherwise than the version before it


@dataclass(frozen=True)
class ChangesPage:
    """Every version of a page with its day and what changed, the newest first."""

    kind: Kind
    key: str
    address: str
    title: Any
    changes: tuple[ChangedVersion, ...]


def current(kind: Kind, key: str) -> tuple[Edition, Any]:
    """The page as it stands and its document: two queries."""
    return edition(page_with_document(kind, key, version=None))


def one_version(kind: Kind, key: str, version: int) -> tuple[Edition, Any]:
    """A page as it stood: two queries."""
    return edition(page_with_document(kind, key, version=version))


def page_with_document(kind: Kind, key: str, *, version: int | None) -> Any:
    """The row of a live page with the bytes of one version, the current one by default: one query.

    Raises Gone where the page was withdrawn or hidden, and for a version that was a tombstone itself.
    """
    if version is not None and version > LARGEST:
        raise Http404
    wanted = F("version") if version is None else Value(version)
    live = Q(state=Page.State.LIVE)
    of_version = Version.objects.filter(kind=kind, key=OuterRef("key"), version=OuterRef("wanted"))
    lately = Q(changed__date__gt=course.today() - wording.LATELY)  # only then is it marked what changed since
    before = Version.objects.filter(kind=kind, key=OuterRef("key"), version=OuterRef("wanted") - 1)
    page: Any = (
        Page.objects.filter(kind=kind, key=key)
        .annotate(
            wanted=Case(When(live, then=wanted), default=F("version"), output_field=PositiveIntegerField()),
            shown_bytes=Subquery(of_version.values("document")[:1]),
            shown_sha256=Subquery(of_version.values("sha256")[:1]),
            former_bytes=Case(When(lately, then=Subquery(before.values("document")[:1]))),
        )
        .defer("words", "name_keys")
        .first()
    )
    if page is None:
        raise Http404
    document = read(page.shown_bytes) if page.shown_bytes is not None else None
    if page.state == Page.State.GONE:
        raise Gone(kind, key, None)
    if page.state == Page.State.WITHDRAWN or (document and "withdrawn" in document):
        raise Gone(kind, key, document)
    if document is None:
        raise Http404
    page.document = document
    return page


def edition(page: Any) -> tuple[Edition, Any]:
    changed_lately = page.wanted == page.version and wording.changed_lately(page, course.today())
    return (
        Edition(
            kind=page.kind,
            key=page.key,
            version=page.wanted,
            newest=page.version,
            published=datetime.fromisoformat(page.document["published"]),
            note=page.document["note"],
            sha256=page.shown_sha256,
            address=address_of(page.kind, page.key, page.slug),
            versions=version_lines(page.kind, page.key),
            changed_lately=changed_lately,
            former=_former(page) if changed_lately else None,
        ),
        page.document,
    )


def _former(page: Any) -> Any:
    former = read(page.former_bytes) if page.former_bytes is not None else None
    return None if former is None or "withdrawn" in former else former


def edition_of(document: Any) -> Edition:
    """Of a document that is not public."""
    kind, key = document["kind"], document["key"]
    return Edition(
        kind=kind,
        key=key,
        version=0,
        newest=0,
        published=None,
        note=document["note"],
        sha256="",
        address=address_of(kind, key) if key else "",
        versions=(),
        changed_lately=False,
    )


def version_lines(kind: Kind, key: str) -> tuple[VersionLine, ...]:
    rows = Version.objects.filter(kind=kind, key=key).order_by("-version")
    return tuple(
        VersionLine(number, published, sha256, reverse(f"{kind}_version", args=[key, number]))
        for number, published, sha256 in rows.values_list("version", "published_at", "sha256")
    )


def changes_page(kind: Kind, key: str) -> ChangesPage:
    """Two queries: the page, and its versions with their documents, which hold the notes."""
    page = page_with_document(kind, key, version=None)
    rows = Version.objects.filter(kind=kind, key=key).select_related("publication").order_by("version")
    told = []
    former = None
    for row in rows:
        document = row.read()
        told.append(_changed_version(row, document, former))
        former = document
    return ChangesPage(
        kind=kind,
        key=key,
        address=address_of(kind, key, page.slug),
        title=wording.best(page.titles),
        changes=tuple(reversed(told)),
    )


def _changed_version(row: Version, document: Any, former: Any) -> ChangedVersion:
    address = reverse(f"{row.kind}_version", args=[row.key, row.version])
    follows = former is not None and not {"withdrawn"} & (document.keys() | former.keys())
    return ChangedVersion(
        VersionLine(row.version, row.published_at, row.sha256, address),
        note=document["note"] or document.get("reason", ""),
        is_redacted=row.publication.act == Act.REDACT,
        is_tombstone="withdrawn" in document,
        parts=changes.changes(document, former, in_full=False) if follows else (),
    )


def exact_bytes(kind: Kind, key: str, version: int) -> bytes:
    """What was published, byte for byte: one query."""
    return bytes(page_with_document(kind, key, version=version).shown_bytes)


def read(data: Any) -> Any:
    return completed(json.loads(bytes(data)))
