"""The places that hiding masked in public texts, for an editor to settle."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.desk.masked import in_words, waiting_pages
from cases.desk.site import desk
from cases.models import Mask
from cases.public.models import Version
from cases.publishing import release
from cases.publishing.workflow import Refused


class SettleForm(forms.Form):
    text = forms.CharField(
        label=_("The text, with other words in the place of the mask"),
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
        help_text=_("What stands around the mask was published so and stays. The version keeps its number."),
    )


def masks(request: HttpRequest) -> HttpResponse:
    _require(request)
    context = {**desk.each_context(request), "title": _("Masked places"), "pages": list(waiting_pages())}
    return TemplateResponse(request, "desk/masks.html", context)


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text with its mask; take a new one, or leave it as it is."""
    _require(request)
    mask = get_object_or_404(Mask, pk=pk, settled_at=None)
    user = cast(User, request.user)
    typed = request.POST if "text" in request.POST else None
    form = SettleForm(typed, initial={"text": mask.proposed or text_at(mask)}) if mask.is_masked else None
    if request.method == "POST" and "_leave" in request.POST:
        mask.settle(user)
        messages.success(request, _t("Left as it is."))
        return HttpResponseRedirect(reverse("desk:masks"))
    if request.method == "POST" and "_confirm" in request.POST:
        return _confirm(request, mask, user)
    if form is not None and form.is_valid():
        try:
            release.propose(mask, by=user, text=form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            if not settings.ATLAS_TWO_PERSON_RULE:
                return _confirm(request, mask, user)
            messages.success(request, _t("Proposed: a second person has to confirm it."))
            return HttpResponseRedirect(reverse("desk:masks"))
    context = {
        **desk.each_context(request),
        "title": _("Masked place"),
        "mask": mask,
        "where": in_words(mask),
        "form": form,
        "text": text_at(mask),
        "may_confirm": bool(mask.proposed) and mask.proposed_by_id != user.pk,
    }
    return TemplateResponse(request, "desk/settle.html", context)


def _confirm(request: HttpRequest, mask: Mask, user: User) -> HttpResponse:
    if request.POST.get("proposed", mask.proposed) != mask.proposed:
        messages.error(request, _t("Other words were proposed meanwhile: read them first."))
        return HttpResponseRedirect(reverse("desk:settle", args=[mask.pk]))
    try:
        release.redact(mask, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("desk:settle", args=[mask.pk]))
    messages.success(request, _t("The mask was replaced in version %(v)s.") % {"v": mask.version})
    return HttpResponseRedirect(reverse("desk:masks"))


def text_at(mask: Mask) -> str:
    """What the public reads there now; the field is a path in the document: texts.0.summary."""
    version = Version.objects.filter(kind=mask.kind, key=mask.key, version=mask.version).first()
    value: Any = version.read() if version else ""
    for step in mask.field.split("."):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return ""
    return value if isinstance(value, str) else ""


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm("cases.redact_record"):
        raise PermissionDenied
