"""Pages of words: what this record is, how it is kept, and what machines fetch without being told to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

# Old versions ask each page not to be indexed; nothing public is closed to anybody.
ROBOTS = "User-agent: *\nDisallow:\n"


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    return render(request, "public/methodology.html", {"two_persons": settings.ATLAS_TWO_PERSON_RULE})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Pages link to the mark; this is where browsers look for it that have read none, or a document alone."""
    return redirect(static("public/icon.svg"))
