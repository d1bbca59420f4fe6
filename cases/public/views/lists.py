"""Lists: the same words in the address for every one of them. A mistake in it is answered by errors.py."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.public import listing
from cases.public.asking import Moved
from cases.public.listing import Listing


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    return _list(request, listing.cases, "case", "public/cases.html")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _list(request, listing.people, "person", "public/people.html")


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    return _list(request, listing.organizations, "organization", "public/organizations.html")


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    return _list(request, listing.countries, "country", "public/countries.html")


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    return _list(request, listing.events, "event", "public/events.html")


def _list(
    request: HttpRequest,
    find: Callable[[str, QueryDict], Listing[Any] | Moved],
    section: str,
    template: str,
) -> HttpResponse:
    found = find(request.path, request.GET)
    if isinstance(found, Moved):
        return redirect(found.url, permanent=True)
    return render(request, template, {"listing": found, "section": section})
