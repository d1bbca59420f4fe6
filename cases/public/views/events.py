from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cases.public import queries
from cases.public.views.pages import buries, show


@buries
def event(request: HttpRequest, key: int, slug: str = "") -> HttpResponse:
    page = queries.event_page(key)  # 404s by itself
    if request.path != page.edition.address:
        return redirect(page.edition.address, permanent=True)  # only the number counts
    return show(request, page)
