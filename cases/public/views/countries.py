from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cases.public import queries
from cases.public.views.pages import buries, show


@buries
def country(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    page = queries.country_page(key.upper())  # 404s by itself
    if request.path != page.edition.address:
        return redirect(page.edition.address, permanent=True)  # az, or a name after the code
    return show(request, page)
