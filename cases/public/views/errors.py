"""What a reader sees when an address cannot be answered: what is wrong with it, and what would be right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cases.public.filters import BadFilter

DJANGOS_OWN = "matches the given query"  # English, and about our tables

# For the moment when nothing else can be trusted, the templates included.
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Atlas</title>
<h1>This page could not be made</h1><p>The fault is ours. Please try again in a few minutes.</p></html>"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    mistake = exception if isinstance(exception, BadFilter) else None
    title = mistake.title if mistake else _("This address cannot be read")
    reason = "" if mistake else _("Something in it is not text, or not whole.")
    return _page(request, 400, title, reason, mistake=mistake)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 403, _("This is not open to everybody"), _("Nothing public stands at this address.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = str(exception) if isinstance(exception, Http404) and exception.args else ""
    if not isinstance(said, str) or DJANGOS_OWN in said or said.startswith("{"):
        said = ""
    reason = _("The address may have been mistyped. Numbers of cases are never used twice.")
    return _page(request, 404, said or _("There is no page at this address"), reason)


def only_read(request: HttpRequest) -> HttpResponse:
    return _page(request, 405, _("Pages here can only be read"), _("Nothing can be sent to this address."))


def too_long(request: HttpRequest) -> HttpResponse:
    reason = _("No list needs so many choices, and no search so many words.")
    return _page(request, 414, _("This address is too long"), reason)


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return HttpResponse(render_to_string("public/server_error.html"), status=500)
    except Exception:
        return HttpResponse(BARE, status=500)


def _page(
    request: HttpRequest, status: int, title: str, reason: str, *, mistake: BadFilter | None = None
) -> HttpResponse:
    context = {"status": status, "title": title, "reason": reason, "mistake": mistake}
    return render(request, "public/error.html", context, status=status)
