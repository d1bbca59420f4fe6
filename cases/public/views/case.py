"""Waits for its view."""

from django.http import Http404, HttpRequest, HttpResponse


def case(request: HttpRequest, key: int | str, slug: str = "") -> HttpResponse:
    raise Http404
