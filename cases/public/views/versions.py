"""Waits for its views."""

from django.http import Http404, HttpRequest, HttpResponse


def version(request: HttpRequest, kind: str, key: int | str, version: int) -> HttpResponse:
    raise Http404


def document(request: HttpRequest, kind: str, key: int | str, version: int) -> HttpResponse:
    raise Http404


def changes(request: HttpRequest, kind: str, key: int | str) -> HttpResponse:
    raise Http404
