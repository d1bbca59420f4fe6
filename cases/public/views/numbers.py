"""Numbers that an authority gave: what a journalist finds on a court paper, and a reader types."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.public.addresses import address_of
from cases.public.queries.numbers import cases_numbered


@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    found = cases_numbered(number)
    if not found:
        raise Http404(_("No public case has the official number “%(number)s”.") % {"number": number[:100]})
    if len({row.page.pk for row in found}) == 1:
        # Not for ever: another case of the proceeding may yet become its main one.
        page = found[0].page
        return redirect(address_of(page.kind, page.key, page.slug))
    return render(request, "public/number.html", {"number": number, "found": found, "section": "case"})
