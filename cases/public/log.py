"""The log of everything that was ever published, and the versions that it vouches for.

Each act appends one Publication under a lock on one head row: a gapless site-wide number and a hash over
itself and the hash before it. The document's exact bytes stand in its Version, not in the chain, so that a
text can be redacted while the chain goes on verifying.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.public.document import completed

Row = TypeVar("Row")

TOLD_EVERY = 100_000  # rows: some ten seconds


class Act(models.TextChoices):
    PUBLISH = "publish", _("published")
    WITHDRAW = "withdraw", _("withdrawn")
    REDACT = "redact", _("redacted")
    MERGE = "merge", _("merged")


class Head(models.Model):
    """The single row that every publication locks: the newest number and hash of the chain."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class PermalinkCounter(models.Model):
    """The last permalink number given, for each kind. A row, not a sequence: a sequence leaves gaps."""

    kind = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"


class Publication(models.Model):
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=10, choices=Act)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    document_sha256 = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "version"])]

    def __str__(self) -> str:
        return f"{self.number}: {self.act} {self.kind}/{self.key} v{self.version}"

    def computed_hash(self) -> str:
        """SHA-256 over exactly the facts of this act and the hash before it, as RFC 8785 bytes."""
        return sha256(
            canonical(
                {
                    "number": self.number,
                    "at": timestamp(self.at),
                    "act": self.act,
                    "object": f"{self.kind}/{self.key}",
                    "version": self.version,
                    "document": self.document_sha256,
                    "previous": self.previous_hash,
                }
            )
        )


class Version(models.Model):
    """One version of one page: its exact bytes, and the act that last wrote them."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    document = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "version"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key} v{self.version}"

    def read(self) -> Any:
        """The document as a value: one of the TypedDicts of `document`."""
        return completed(json.loads(bytes(self.document)))


def canonical(value: Mapping[str, Any]) -> bytes:
    """RFC 8785 bytes: keys are ASCII and there are no floats, so that sorted keys are enough."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return written.encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def timestamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def newest_number() -> int:
    """The number of the newest publication: what caches, lists and replicas look at."""
    return Head.objects.values_list("number", flat=True).first() or 0


def broken_links(progress: Callable[[str], object] = lambda done: None) -> Iterator[str]:
    """Everything that does not verify: gaps, wrong hashes, and versions whose bytes the log does not know.

    `progress` is told in words how far it has come, a few times a minute.
    """
    previous, number = "", 0
    newest: dict[tuple[str, str, int], str] = {}
    publications = Publication.objects.order_by("number").iterator()
    for publication in _telling(publications, "publications followed", progress):
        number += 1
        if publication.number != number:
            yield f"publication {number} is missing"
            number = publication.number
        if publication.previous_hash != previous or publication.computed_hash() != publication.hash:
            yield f"publication {publication.number} does not hash to what it says"
        previous = publication.hash
        newest[publication.kind, publication.key, publication.version] = publication.document_sha256
    head = Head.objects.first()
    if (head.number, head.hash) != (number, previous) if head else number:
        yield "the head is not the newest publication"
    for version in _telling(Version.objects.iterator(), "versions read", progress):
        known = newest.pop((version.kind, version.key, version.version), None)
        if not sha256(bytes(version.document)) == version.sha256 == known:
            yield f"{version} does not hold the bytes that were published"
    for kind, key, missing in newest:
        yield f"{kind}/{key} v{missing} is in the log and has no document"


def _telling(rows: Iterator[Row], what: str, progress: Callable[[str], object]) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        yield row
        if count % TOLD_EVERY == 0:
            progress(f"{count:,} {what}")
