"""What is newest: asked at most once a second, in this one place, by whatever shows or keeps something."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db.models import Subquery

from cases.public.models import Head
from cases.reference.models import Revision


class Newest(NamedTuple):
    """All that public pages are made of, but for the day and the program."""

    number: int = 0  # of the newest publication, and its hash
    hash: str = ""
    revision: str = ""  # labels are edited, and bitmaps repaired, without a publication


class _Process:
    """What this process knows, and when it asked."""

    def __init__(self) -> None:
        self.newest: Newest | None = None
        self.asked = 0.0
        self.lock = threading.Lock()

    def known(self) -> Newest | None:
        return self.newest if monotonic() - self.asked < settings.ATLAS_FRESH_SECONDS else None


_process = _Process()
_held: ContextVar[Newest | None] = ContextVar("held", default=None)


def newest() -> Newest:
    """At most ATLAS_FRESH_SECONDS behind the database."""
    found = _held.get() or _process.known()
    if found is not None:
        return found
    with _process.lock:
        found = _process.known()  # another thread may have asked while this one waited
        if found is None:
            asked = monotonic()  # before the database answers: it may be late
            found = _process.newest = _ask()
            _process.asked = asked
        return found


def _ask() -> Newest:
    revision = Subquery(Revision.objects.values("mark")[:1])
    found = Head.objects.filter(pk=1).values_list("number", "hash", revision).first()
    return Newest(found[0], found[1], found[2] or "") if found else Newest()


@contextmanager
def held(found: Newest) -> Iterator[None]:
    """All parts of one answer are at least as new as what it is marked with, for one look at the database."""
    token = _held.set(found)
    try:
        yield
    finally:
        _held.reset(token)


def forget() -> None:
    """As a process that has just started."""
    _process.newest = None
