"""Every public answer says what it is made of; where that has not changed, it is not made again.

What a page shows is a function of its address, its language, the newest publication, the terms, the day and
the program. All of them together are its mark: what carries the same mark is the same page, and a page with
another mark is simply not found. So nothing that is kept is ever thrown away for being old, and hiding
somebody needs no list of pages to forget.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeGuard

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from cases.public import course, freshness
from cases.public.freshness import Newest

# A shared cache may answer for one second, so that it carries a crowd; a browser asks each time and is mostly
# told 304. Never longer, nor while we do not answer (that is `stale-if-error`): it may be a hidden name. With
# the second that a process may be behind, these are the two seconds within which everything shows. Redirects,
# too, which a browser would otherwise follow for ever: an address may hold a name.
SHORTLY = "public, max-age=0, s-maxage=1, must-revalidate"
NEVER = "no-store"

LARGEST = 300_000  # bytes; no page that many people read is larger
KEPT_FOR = 600  # seconds: what is shared stays no longer on somebody's disk

MADE_OF = ("atlas", "cases", "locale", "static", "templates", "requirements.lock")


class PublicAnswers:
    """The outermost middleware: a page that is kept costs nothing of what stands further in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed  # whoever edits a template wants to see it
        self.get_response = get_response
        self.others = (settings.DESK_PATH, settings.STATIC_URL)
        self.build = build()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or request.path_info.startswith(self.others):
            return self.get_response(request)
        try:
            newest = freshness.newest()
        except Error:  # a page that needs the database says so; the others need not suffer
            return self.get_response(request)

        mark = self._mark(request, newest)
        if mark in request.META.get("HTTP_IF_NONE_MATCH", ""):  # whatever a proxy wrote around it
            return _not_modified(mark)
        if request.META.get("HTTP_COOKIE"):  # none of ours: no public page sets one
            return self._made(request, newest, mark)

        compressed = re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        key = f"{mark}.gzip" if compressed else mark
        pages = caches["pages"]
        kept = pages.get(key)
        if kept is not None:
            return _unpacked(kept)
        answer = self._made(request, newest, mark)
        if request.method == "GET" and _may_be_kept(answer) and len(packed := _packed(answer)) <= LARGEST:
            pages.set(key, packed, KEPT_FOR)
        return answer

    def _mark(self, request: HttpRequest, newest: Newest) -> str:
        made_of = (
            self.build,
            *newest,
            course.today().isoformat(),
            get_language(),
            request.scheme,
            request.META.get("HTTP_HOST"),
            request.path,
            request.META.get("QUERY_STRING"),
        )
        return hashlib.sha256(repr(made_of).encode("utf-8", "backslashreplace")).hexdigest()[:32]

    def _made(self, request: HttpRequest, newest: Newest, mark: str) -> HttpResponseBase:
        with freshness.held(newest):
            answer = self.get_response(request)
        if answer.has_header("Cache-Control"):
            return answer  # it knows better
        if answer.status_code >= 500 or answer.cookies:
            answer.headers["Cache-Control"] = NEVER
            return answer
        answer.headers["Cache-Control"] = SHORTLY
        if answer.status_code == 200 and _varies(answer) <= {"accept-encoding"}:
            answer.headers["ETag"] = _etag(mark)
        return answer


def _may_be_kept(answer: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """What was marked, and is not sent piece by piece."""
    return isinstance(answer, HttpResponse) and answer.has_header("ETag")


def _varies(answer: HttpResponseBase) -> set[str]:
    return {name.strip().lower() for name in answer.headers.get("Vary", "").split(",") if name.strip()}


def _etag(mark: str) -> str:
    """A weak one: compressed or not, it is the same page."""
    return f'W/"{mark}"'


def _not_modified(mark: str) -> HttpResponse:
    answer = HttpResponseNotModified(headers={"ETag": _etag(mark), "Cache-Control": SHORTLY})
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _packed(answer: HttpResponse) -> bytes:
    """Its headers in the first line. Not pickled: what comes from a shared cache must not be able to run."""
    return json.dumps(list(answer.headers.items())).encode() + b"\n" + answer.content


def _unpacked(kept: bytes) -> HttpResponse:
    line, _newline, content = kept.partition(b"\n")
    return HttpResponse(content, headers=_headers(line))


@lru_cache(maxsize=1000)
def _headers(line: bytes) -> dict[str, str]:
    return dict(json.loads(line))


@cache
def build() -> str:
    """Another one with each deployment, and with each setting that a page shows; on all machines the same."""
    program = hashlib.sha256()
    for name in MADE_OF:
        for path in _files(settings.BASE_DIR / name):
            content = path.read_bytes()
            program.update(f"{path.relative_to(settings.BASE_DIR)} {len(content)}\n".encode() + content)
    shown = {name: getattr(settings, name) for name in dir(settings) if name.startswith("ATLAS_")}
    program.update(repr(sorted(shown.items())).encode())
    return program.hexdigest()


def _files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else path.rglob("*")
    return sorted(file for file in found if file.is_file() and file.suffix != ".pyc")
