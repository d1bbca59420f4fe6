"""What a reader sees when an address cannot be answered: what is wrong with it, and what would be right."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.public.filters import BadFilter

LISTS = ("people", "organizations", "countries", "events")
NUL = "␀"  # how a character is shown that no text can hold
DJANGOS_OWN = "matches the given query"  # English, and about our tables

# For the moment when nothing else can be trusted, the templates included.
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Atlas</title>
<h1>This page could not be made</h1><p>The fault is ours. Please try again in a few minutes.</p></html>"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, BadFilter):
        return _page(request, 400, exception.title, "", mistake=exception)
    title, reason = _("This address cannot be read"), _("Something in it is not text, or not whole.")
    named = [(name, value) for name, value in _asked(request) if NUL in value]
    return _page(request, 400, title, reason, mistake=_mistake(request, title, named[:1]))


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
    title = _("This address is too long")
    reason = _("No list needs so many choices, and no search so many words.")
    longest = sorted(_asked(request), key=lambda pair: -len(pair[1]))[:1]
    return _page(request, 400, title, reason, mistake=_mistake(request, title, longest))


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    """What the address asks for, as far as any address may."""
    query = QueryDict(request.META.get("QUERY_STRING", "")[: settings.ATLAS_MAX_QUERY])
    return [(name, value.replace("\0", NUL)) for name, values in query.lists() for value in values]


def _mistake(request: HttpRequest, title: str, named: list[tuple[str, str]]) -> BadFilter | None:
    """The name and the value that are wrong, where one can be named."""
    for name, value in named:
        mistake = BadFilter(name, value, title)
        mistake.list_url = request.path if request.path in map(reverse, LISTS) else ""
        return mistake
    return None


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
