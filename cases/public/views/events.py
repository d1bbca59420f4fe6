"""Waits for its view."""

from django.http import Http404, HttpRequest, HttpResponse


def event(request: HttpRequest, key: int | str, slug: str = "") -> HttpResponse:
    raise Http404
