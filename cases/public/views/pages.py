"""What the pages of all five kinds have in common: how they are shown, and what answers where one was."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf

from cases.public import citations, queries, wording

View = Callable[..., HttpResponse]


def buries(view: View) -> View:
    """Answers 410 with the tombstone where the page was withdrawn or hidden."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except queries.Gone as gone:
            return tombstone(request, gone)

    return answer


def tombstone(request: HttpRequest, gone: queries.Gone) -> HttpResponse:
    """The number, and the reason where there is one to give."""
    context = {"gone": gone, "tombstone": gone.tombstone, "section": gone.kind}
    return render(request, "public/tombstone.html", context, status=410)


def show(request: HttpRequest, page: queries.AnyPage, *, banner: str = "") -> HttpResponse:
    """A page of any kind, its newest version or another."""
    edition, document = page.edition, page.document
    if isinstance(page, queries.CountryPage):
        title, other_titles = page.title, list(page.own_names)
    else:
        title, other_titles = wording.title(document), wording.other_titles(document)
    is_published = document is not None and edition.is_of_a_version
    context = {
        "page": page,
        "edition": edition,
        "document": document,
        "title": title,
        "other_titles": other_titles,
        "citation": citations.plain(document, edition.version_address) if is_published else "",
        "banner": banner,
        "section": edition.kind,
    }
    return render(request, f"public/{edition.kind}.html", context)


def render_document(request: HttpRequest, document: Any, *, banner: str) -> HttpResponse:
    """A document that is not public, as its page would look: the desk's preview.

    The desk's process may not open the public room: addresses are made from the public ones, and links lead
    to the public site.
    """
    urlconf, prefix = get_urlconf(), get_script_prefix()
    set_urlconf("cases.public.urls")
    set_script_prefix(settings.ATLAS_PUBLIC_URL.rstrip("/") + "/")
    try:
        return show(request, queries.PAGES_OF[document["kind"]](document), banner=banner)
    finally:
        set_urlconf(urlconf)
        set_script_prefix(prefix)
