"""A source in hand: until it is put down, whatever is entered is cited from it, in the same save.

Who works through one court paper for an hour would else tie each row to it in a second step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.desk.bar import admin_url
from cases.models import (
    Affected,
    Citation,
    CitationUse,
    Detention,
    Domain,
    Event,
    Indicator,
    LegalStatus,
    Participation,
    Proceeding,
    Publishable,
    Source,
    Step,
)
from cases.text.keys import read_key

KEY = "desk_hand"
# The rows that are claims of their own, as a citation's use names them.
CLAIMS = {
    Event: "event",
    Participation: "participation",
    Proceeding: "proceeding",
    Step: "step",
    Detention: "detention",
    Affected: "affected",
    Indicator: "indicator",
    LegalStatus: "legal_status",
    Domain: "domain",
}


@dataclass(frozen=True)
class Hand:
    source: Source
    locator: str
    url: str


def in_hand(request: HttpRequest) -> Hand | None:
    held: dict[str, Any] = request.session.get(KEY) or {}
    source = Source.objects.filter(pk=held["source"]).first() if held else None
    return Hand(source, held["locator"], admin_url(source, "change")) if source is not None else None


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take a source in hand, or turn to another page of it."""
    source = get_object_or_404(Source, pk=read_key(request.POST.get("source", "")))
    locator = request.POST.get("locator", "").strip()[:300]
    request.session[KEY] = {"source": source.pk, "locator": locator}
    messages.success(
        request, _t("In hand: %(source)s. Whatever you enter now is cited from it.") % {"source": source}
    )
    return _back(request)


@require_POST
def put_down(request: HttpRequest) -> HttpResponse:
    request.session.pop(KEY, None)
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(there if safe else reverse("admin:index"))


# ---------------------------------------------------------------- tying


def cite_in_hand(request: HttpRequest, record: Publishable, new: Iterable[Any]) -> None:
    """Tie rows that were saved just now to the source in hand."""
    claims = [f"{CLAIMS[type(row)]}:{row.pk}" for row in new if type(row) in CLAIMS and row.pk]
    if not claims or (hand := in_hand(request)) is None:
        return
    citation = _citation(hand, record)
    if not citation.everything:
        tied = {use.claim for use in citation.uses.all()}
        for claim in claims:
            if claim not in tied:
                CitationUse.of(citation, claim).save()
    _say(request, hand, len(claims))


def cite_whole(request: HttpRequest, record: Publishable) -> None:
    """Cite the source in hand for all of a record that was entered just now and cites nothing yet."""
    hand = in_hand(request)
    if hand is not None and not Citation.objects.filter(**_of(record)).exists():
        citation = _citation(hand, record)
        citation.everything = True
        citation.save()
        _say(request, hand, 1)


def new_rows(formsets: Iterable[Any]) -> list[Any]:
    return [row for formset in formsets for row in formset.new_objects]


def _citation(hand: Hand, record: Publishable) -> Citation:
    """The record's citation of this place in the source, where there is one already."""
    place = {"source": hand.source, "locator": hand.locator, "quotation": "", "says": "confirms"}
    known = Citation.objects.filter(**_of(record), **place).first()
    return known or Citation.objects.create(**_of(record), **place)


def _of(record: Publishable) -> dict[str, Any]:
    return {"profile" if record.kind == "country" else record.kind: record}


def _say(request: HttpRequest, hand: Hand, count: int) -> None:
    words = ngettext(
        "%(count)s entry is cited from %(source)s.", "%(count)s entries are cited from %(source)s.", count
    )
    messages.info(request, words % {"count": count, "source": hand.source})
