"""Publish, withdraw, hide, redact: each one transaction under the lock on the head of the log, or nothing."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.models import (
    Case,
    Event,
    Mask,
    Organization,
    Person,
    Profile,
    Publishable,
    Review,
    State,
    Visibility,
)
from cases.models.names import keep_former
from cases.public import log
from cases.public.document import SHAPE, Kind, Name, Tombstone
from cases.public.log import Act
from cases.public.models import Head, Mention, Page, PermalinkCounter, Publication, Version
from cases.publishing import blocks, courts, naming, page_facets
from cases.publishing.checks import Problem, blocking, named_by, unpublished_companions
from cases.publishing.compose import compose
from cases.publishing.hiding import HidingOneName, HidingSomebody, written_by_people
from cases.publishing.labels import interface_languages
from cases.publishing.rows import (
    current_document,
    erase_rows,
    forget_what_was_indexed,
    rows_of,
    write_rows,
)
from cases.text.folding import fold
from cases.text.masking import KnownName, NameFinder, fills_marks

# People and organizations before the events and cases that name them.
ORDER: tuple[Kind, ...] = ("organization", "person", "event", "country", "case")

SALT_BYTES = 16


class Refused(Exception):
    """Nothing was changed; `problems` say what stands in the way."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = list(problems)


@dataclass(frozen=True)
class Hidden:
    """What hiding did: the versions that were rewritten, and the places that an editor should look at."""

    versions: int
    places: list[Mask]


@transaction.atomic
def publish(records: Sequence[Publishable], *, by: User, note: str = "") -> list[Publication]:
    """Publish new versions of these records from the working record, companions first.

    Raises Refused, and changes nothing, where a problem stands in the way of one of them.
    """
    head = lock()
    acts = []
    for record in sorted(records, key=_turn):
        acts.append(_publish(head, record, by=by, note=note))
    return acts


def _turn(record: Publishable) -> tuple[int, int]:
    """When a record comes among others: after those that it names, so that it can say how they are called."""
    depth = len(named_by(record)) if isinstance(record, Organization) else 0
    return ORDER.index(cast(Kind, record.kind)), depth


@transaction.atomic
def withdraw(record: Publishable, *, by: User, reason: str) -> Publication:
    """Put a tombstone with a reason where the page stood; every version of it answers 410 from now on."""
    head = lock()
    page = _page(record)
    if page is None or page.state != Page.State.LIVE:
        raise Refused(_("It is not public: there is nothing to withdraw."))
    now = timezone.now()
    page.state = Page.State.WITHDRAWN
    page.version += 1
    page.changed = now
    tombstone = _tombstone(page, now, reason)
    if exposed := naming.exposures(tombstone, record):
        raise Refused(_("The reason holds a name that is not public: %s") % exposed[0].finding.name)
    erase_rows(page)
    act = _append(head, Act.WITHDRAW, page, page.version, tombstone, now)
    record.state = State.DRAFT
    record.save(update_fields=["state"])
    _review(record, "withdraw", by, reason, page.version)
    return act


@transaction.atomic
def hide(record: Person | Organization, *, by: User, remark: str = "") -> Hidden:
    """Take a person's or an organization's names out of everything public, in every version.

    Their page goes (410, without name or reason); their rows in cases become "withheld"; their names in
    texts are masked, unless the words are another named person's own name: such places are listed.
    """
    head = lock()
    record.refresh_from_db()  # it may have been published since it was read
    _withhold(record)
    page = _page(record)
    hiding = HidingSomebody(record)  # reads the published names before they go
    buried = _bury(head, page) if page is not None else 0
    hidden = _clean_versions(head, hiding)
    keep_former(record, hiding.former)
    record.number = None  # a hidden number is never used again, not even for the same person
    record.save(update_fields=["number"])
    forget_what_was_indexed()
    _review(record, "hide", by, remark, None)
    return replace(hidden, versions=hidden.versions + buried)


@transaction.atomic
def hide_name(record: Person | Organization, name: str, *, by: User, remark: str = "") -> Hidden:
    """Take one name out of everything public, in every version, and leave its holder named by the others.

    Raises Refused while the page still shows it: it is made confidential, or corrected, and published first.
    """
    head = lock()
    page = _page(record)
    if page is None or page.state != Page.State.LIVE:
        raise Refused(_("There is no public page: hide the whole record instead."))
    shown = current_document(page)["names"]
    if fold(name) in {fold(one["text"]) for one in shown}:
        raise Refused(
            _("The page still shows “%s”: make it confidential, publish that, then hide it.") % name
        )
    hidden = _clean_versions(head, HidingOneName(record, name, shown))
    forget_what_was_indexed()
    _review(record, "hide_name", by, remark, None)
    return hidden


@transaction.atomic
def propose(place: Mask, *, by: User, text: str) -> None:
    """Propose other words in the place of a mask; they are public once a second person confirms them.

    Raises Refused where anything but a mask would change: a version says for ever what it said.
    """
    lock()
    _read_replacement(place, text)
    place.proposed, place.proposed_by = text, by
    place.save(update_fields=["proposed", "proposed_by"])


@transaction.atomic
def redact(place: Mask, *, by: User) -> Publication:
    """Confirm the proposed words: they stand in the place of the mask from now on, in that version."""
    head = lock()
    place.refresh_from_db()
    if not place.proposed or place.settled_at:
        raise Refused(_("Nothing is proposed for this place."))
    if settings.ATLAS_TWO_PERSON_RULE and place.proposed_by_id == by.pk:
        raise Refused(_("You proposed these words: a second person has to confirm them."))
    version, document = _read_replacement(place, place.proposed)
    record = _record_behind(place)
    naming.write(document, place.field, place.proposed)
    act = _rewrite(head, version, document)
    _rebuild({(place.kind, place.key)})
    place.settle(by)
    _review(record, "redact", by, place.field, place.version)
    return act


@transaction.atomic
def rebuild_facets() -> int:
    """Count all facets anew from documents and rows; returns how many blocks were wrong before."""
    lock()
    page_facets.refresh_all()
    return blocks.rebuild()


def _read_replacement(place: Mask, text: str) -> tuple[Version, Any]:
    """The version of a mask and its document, if this text may stand there."""
    version = Version.objects.get(kind=place.kind, key=place.key, version=place.version)
    document = version.read()
    if not place.is_masked or not fills_marks(naming.read(document, place.field), text):
        raise Refused(_("Only a mask is replaced, by a few words: what stands around it was published so."))
    if naming.exposures({"language": "en", "text": text}, _record_behind(place)):
        raise Refused(_("The new text holds a name that is not public."))
    return version, document


# ---------------------------------------------------------------- publishing


def _publish(head: Head, record: Publishable, *, by: User, note: str) -> Publication:
    if found := [*blocking(record), *unpublished_companions(record)]:
        raise Refused(_("“%s” cannot be published yet.") % record, found)
    now = timezone.now()
    page = _page(record) or _new_page(record, now)
    former = current_document(page) if page.state == Page.State.LIVE and page.version else None
    page.version += 1
    page.state = Page.State.LIVE
    page.changed = now
    _number_provisions(record)
    document = {
        **envelope(record.kind, page, now, note),
        **compose(record),
    }
    if any(exposure.certain for exposure in naming.exposures({"note": note}, record)):
        raise Refused(_("The note on what changed holds a name that is not public."))
    write_rows(page, document)
    act = _append(head, Act.PUBLISH, page, page.version, document, now)
    record.state = State.UNCHANGED
    record.save(update_fields=["state"])
    if former and former.get("names") != document.get("names"):
        _correct_name(head, page, former["names"], document["names"])
    return act


def _new_page(record: Publishable, now: datetime) -> Page:
    record.number = _next_number(record.kind)
    record.save(update_fields=["number"])
    return Page(kind=record.kind, key=record.key or "", version=0, first_published=now)


def _number_provisions(record: Publishable) -> None:
    """Give a permalink number to every provision that a public case or event cites, and to those above it."""
    cited = courts.provisions_of(record) if isinstance(record, Case) else []
    if isinstance(record, Event) and record.instrument:
        cited = [record.instrument]
    levels = {level.pk: level for provision in cited for level in provision.lineage()}
    for level in levels.values():
        if level.number is None:
            level.number = _next_number("provision")
            level.save(update_fields=["number"])


def _next_number(kind: str) -> int:
    counter, _made = PermalinkCounter.objects.get_or_create(kind=kind)
    counter.last += 1
    counter.save()
    return counter.last


def _correct_name(head: Head, page: Page, former: list[Name], names: list[Name]) -> None:
    """Give each page that names this person or organization a new version with the corrected name.

    A pure change of its last published document; texts that hold the former name are listed for the editor.
    """
    naming_pages = Page.objects.filter(
        state=Page.State.LIVE, mentions__kind=page.kind, mentions__key=page.key
    ).distinct()
    gone = {name["text"] for name in former} - {name["text"] for name in names}
    finder = NameFinder(KnownName(holder=page.key, text=text, kind=page.kind) for text in gone)  # type: ignore[arg-type]
    for other in naming_pages:
        document = current_document(other)
        for row in rows_of(document, page.kind, page.key):
            row["names"] = names
        now = timezone.now()
        other.version += 1
        other.changed = now
        with translation.override(settings.LANGUAGE_CODE):
            document.update(envelope(other.kind, other, now, _("A name was corrected.")))
        write_rows(other, document)
        _append(head, Act.PUBLISH, other, other.version, document, now)
        Mask.objects.bulk_create(
            Mask(
                kind=other.kind,
                key=other.key,
                version=other.version,
                field=writing.path,
                why=Mask.Why.FORMER_NAME,
            )
            for writing in naming.writings(document)
            # A name in a list of names is a row's own, and the corrected rows hold the new one.
            if not (writing.is_address or naming.is_in_names(writing))
            and any(found.whole for found in finder.find(writing.text))
        )


# ---------------------------------------------------------------- hiding


def _clean_versions(head: Head, hiding: HidingSomebody) -> Hidden:
    """Rewrite every version that holds the names, and the rows of the pages; the places are listed."""
    live = Page.objects.filter(state=Page.State.LIVE)
    newest = set(live.values_list("kind", "key", "version"))
    places: list[Mask] = []
    touched: set[tuple[str, str]] = set()
    versions = 0
    for version in written_by_people().order_by("kind", "key", "version").iterator(chunk_size=200):
        document = version.read()
        cleaned = hiding.clean(version.kind, version.key, document)
        where = {"kind": version.kind, "key": version.key, "version": version.version}
        if cleaned.changed:
            _rewrite(head, version, document)
            versions += 1
            touched.add((version.kind, version.key))
            places += [Mask(**where, field=path, why=Mask.Why.MASKED) for path in cleaned.masked]
        if (version.kind, version.key, version.version) in newest:
            places += [Mask(**where, field=path, why=Mask.Why.LEFT) for path in cleaned.left]
    _rebuild(touched)
    return Hidden(versions, Mask.objects.bulk_create(places))


def _withhold(record: Person | Organization) -> None:
    record.visibility = Visibility.WITHHELD
    record.state = State.DRAFT
    record.save(update_fields=["visibility", "state"])


def _bury(head: Head, page: Page) -> int:
    """Replace every version of a page by a tombstone without name or reason."""
    now = timezone.now()
    page.state = Page.State.GONE
    page.changed = now
    erase_rows(page)
    Mention.objects.filter(kind=page.kind, key=page.key).delete()
    versions = list(Version.objects.filter(kind=page.kind, key=page.key).order_by("version"))
    for version in versions:
        tombstone = {**_tombstone(page, now, ""), "version": version.version}
        _rewrite(head, version, tombstone)
    return len(versions)


def _rebuild(pages: set[tuple[str, str]]) -> None:
    for kind, key in pages:
        page = Page.objects.get(kind=kind, key=key)
        if page.state == Page.State.LIVE:
            page.changed = timezone.now()
            write_rows(page, current_document(page))


# ---------------------------------------------------------------- the log


def lock() -> Head:
    """The head row, locked until the transaction ends; on SQLite the transaction itself is the lock."""
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def _append(head: Head, act: str, page: Page, version: int, document: Any, now: datetime) -> Publication:
    """Append one act to the chain and store the version that it wrote."""
    data = log.canonical(document)
    publication = _chain(head, act, page.kind, page.key, version, log.sha256(data), now)
    version_of(publication, data).save(force_insert=True)
    return publication


def version_of(publication: Publication, data: bytes) -> Version:
    """The version that a publication vouches for, not yet stored."""
    return Version(
        kind=publication.kind,
        key=publication.key,
        version=publication.version,
        document=data,
        sha256=publication.document_sha256,
        published_at=publication.at,
        publication=publication,
    )


def _rewrite(head: Head, version: Version, document: Any) -> Publication:
    """Write a version anew, with new random bits: without the old ones its old hash says nothing."""
    document["salt"] = secrets.token_hex(SALT_BYTES)
    data = log.canonical(document)
    publication = _chain(
        head, Act.REDACT, version.kind, version.key, version.version, log.sha256(data), timezone.now()
    )
    version.document = data
    version.sha256 = publication.document_sha256
    version.publication = publication
    version.save()
    return publication


def _chain(
    head: Head, act: str, kind: str, key: str, version: int, document_sha256: str, now: datetime
) -> Publication:
    publication = link(head, act, kind, key, version, document_sha256, now)
    publication.save(force_insert=True)
    head.save()
    return publication


def link(
    head: Head, act: str, kind: str, key: str, version: int, document_sha256: str, now: datetime
) -> Publication:
    """The next link of the chain; neither it nor the head, which stands at it now, is stored yet."""
    publication = Publication(
        number=head.number + 1,
        at=now,
        act=act,
        kind=kind,
        key=key,
        version=version,
        document_sha256=document_sha256,
        previous_hash=head.hash,
    )
    publication.hash = publication.computed_hash()
    head.number, head.hash = publication.number, publication.hash
    return publication


def envelope(kind: str, page: Page, now: datetime, note: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "shape": SHAPE,
        "key": page.key,
        "version": page.version,
        "published": log.timestamp(now),
        "note": note,
        "languages": interface_languages(),
        "salt": secrets.token_hex(SALT_BYTES),
    }


def _tombstone(page: Page, now: datetime, reason: str) -> Tombstone:
    return cast(
        Tombstone,
        {
            **envelope("tombstone", page, now, ""),
            "was": page.kind,
            "withdrawn": now.date().isoformat(),
            "reason": reason,
        },
    )


# ---------------------------------------------------------------- the working side


def _page(record: Publishable) -> Page | None:
    return Page.objects.filter(kind=record.kind, key=record.key).first() if record.key else None


def _record_behind(place: Mask) -> Publishable:
    if place.kind == "country":
        return Profile.objects.get(country=place.key)
    models: dict[str, type[Publishable]] = {one.kind: one for one in (Case, Person, Organization, Event)}
    return models[place.kind]._default_manager.get(number=place.key)


def _review(record: Publishable, move: str, by: User, remark: str, version: int | None) -> Review:
    field = "profile" if record.kind == "country" else record.kind
    return Review.objects.create(**{field: record}, move=move, by=by, remark=remark, version=version)
