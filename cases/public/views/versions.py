"""Every version of a page at its own address, for ever; its exact bytes; and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.public import queries
from cases.public.document import Kind
from cases.public.views.pages import buries, show


@buries
def version(request: HttpRequest, kind: Kind, key: int | str, version: int) -> HttpResponse:
    return show(request, queries.VERSIONS[kind](str(key), version))


@buries
def document(request: HttpRequest, kind: Kind, key: int | str, version: int) -> HttpResponse:
    return HttpResponse(queries.exact_bytes(kind, str(key), version), content_type="application/json")


@buries
def changes(request: HttpRequest, kind: Kind, key: int | str) -> HttpResponse:
    page = queries.changes_page(kind, str(key))
    return render(request, "public/changes.html", {"page": page, "section": kind})
