"""One box that finds everything; what it offers while somebody types."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.public.asking import ON_ONE_PAGE, Asked, Moved, ask
from cases.public.filters import SearchFilters
from cases.public.queries.misspelled import Meant, meant
from cases.public.queries.searching import Hit, Marked, SearchPage, search_page, suggestions

KINDS = {
    "person": gettext_lazy("Person"),
    "organization": gettext_lazy("Organization"),
    "case": gettext_lazy("Case"),
    "event": gettext_lazy("Event"),
    "country": gettext_lazy("Country"),
}


def _ask(request: HttpRequest) -> Asked[SearchFilters] | Moved:
    return ask(SearchFilters, dict, ON_ONE_PAGE, request.path, request.GET)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = _ask(request)
    if isinstance(asked, Moved):
        return redirect(asked.url, permanent=True)
    text = asked.filters.chosen.get("q", "")
    found = search_page(text) if text else SearchPage("")
    if found.straight_to:
        # Not for ever: another case of the proceeding may yet become its main one.
        return redirect(found.straight_to)
    return render(request, "public/search.html", {"found": found})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """JSON for static/public/suggest.js; without scripts nobody asks."""
    asked = _ask(request)
    if isinstance(asked, Moved):
        return redirect(asked.url, permanent=True)
    text = asked.filters.chosen.get("q", "")
    found = [_suggestion(kind, hit) for kind, hit in suggestions(text)] if text else []
    # A slip of the finger is forgiven where nothing begins so: the search page says the same.
    return JsonResponse({"found": found or [_perhaps(name) for name in meant(text)]})


def _suggestion(kind: str, hit: Hit) -> dict[str, Any]:
    shown = next(
        (name for name in (hit.title, *hit.also) if any(part.found for part in name.parts)), hit.title
    )
    return {
        "url": hit.url,
        "kind": hit.listed.vocabulary if kind == "term" and hit.listed else str(KINDS[kind]),
        "language": hit.title.language,
        "parts": _pieces(hit.title),
        # The name in the script in which it was typed, where it is shown in another one.
        "also": [] if shown is hit.title else _pieces(shown),
        "also_language": shown.language,
    }


def _perhaps(name: Meant) -> dict[str, Any]:
    return {
        "url": f"{reverse('search')}?{urlencode({'q': name.text})}",
        "kind": _("Did you mean this?"),
        "language": name.language,
        "parts": [(name.text, False)],
        "also": [],
        "also_language": name.language,
    }


def _pieces(marked: Marked) -> list[tuple[str, bool]]:
    return [(part.text, part.found) for part in marked.parts]
