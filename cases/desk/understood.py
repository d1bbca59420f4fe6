"""What the form says back while one types: a date as understood, names that are in the record already."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from cases.desk.names import possible_twins
from cases.models import Organization, Person
from cases.text import dates
from cases.text.keys import read_key

MOST_NAMES = 10


def understood(request: HttpRequest) -> JsonResponse:
    text = request.GET.get("text", "").strip()[:100]
    try:
        return JsonResponse({"understood": dates.understood_as(text)})
    except dates.UnreadableDate as error:
        return JsonResponse({"error": str(error)})


def twins(request: HttpRequest, kind: str) -> JsonResponse:
    """People or organizations whose names may be one of those typed; never a merge."""
    model = {"person": Person, "organization": Organization}.get(kind)
    if model is None or not request.user.has_perm(f"cases.view_{kind}"):
        raise PermissionDenied
    names = [name[:300] for name in request.GET.getlist("name")[:MOST_NAMES]]
    found = possible_twins(model, names, leave_out=read_key(request.GET.get("own", "")))
    return JsonResponse(
        {
            "heading": str(_("Perhaps in the record already:")),
            "twins": [{"name": t.name, "others": t.others, "url": t.url} for t in found],
        }
    )
