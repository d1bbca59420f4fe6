"""Pages beside a record's form: the preview, and the moves, each of which calls one verb of the bridge."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.desk.bar import admin_url
from cases.models import Event, Organization, Person, Publishable, State
from cases.public.views.pages import render_document
from cases.publishing import compose, release, workflow
from cases.publishing.checks import Problem, open_warnings, problems
from cases.publishing.hiding import names_gone
from cases.publishing.workflow import MOVES, Refused


class RemarkForm(forms.Form):
    remark = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)

    def __init__(
        self, *args: Any, label: Any, help_text: Any = "", required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].label = label
        self.fields["remark"].help_text = help_text
        self.fields["remark"].required = required
        if required:
            self.fields["remark"].widget.attrs["autofocus"] = True


class HideForm(RemarkForm):
    """All of a record, or one name that its page no longer shows."""

    name = forms.ChoiceField(label=_("What is hidden"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            *args, label=_("Remark for the desk"), help_text=_("Never published."), required=False, **kwargs
        )
        if names:
            one = _t("Only the name “%(name)s”, in old versions and texts; the page stays")
            self.fields["name"].choices = [  # type: ignore[attr-defined]
                ("", _t("The whole record: its page, its rows, all its names")),
                *((name, one % {"name": name}) for name in names),
            ]
        else:
            del self.fields["name"]


# ---------------------------------------------------------------- submit, approve, send back, withdraw


def submit(request: HttpRequest, record: Publishable) -> HttpResponse:
    """After the form was saved, so that what is submitted is what she saw."""
    try:
        together = workflow.submit(record, by=cast(User, request.user))
    except Refused as refusal:
        explain(request, _t("Saved, but not submitted."), refusal)
    else:
        others = [str(other) for other in together if other != record]
        messages.success(request, _submitted(others))
    return HttpResponseRedirect(admin_url(record, "change"))


def _submitted(others: Sequence[str]) -> str:
    if not others:
        return _t("Submitted: an editor will read it.")
    return _t("Submitted, and with it what it names: %(others)s.") % {"others": ", ".join(others)}


ASKS = {
    "send_back": (_("What should be changed?"), _("The researcher reads it on top of the form.")),
    "withdraw": (_("Reason"), _("The public reads it where the page was.")),
}


def move(admin: Any, request: HttpRequest, record: Publishable, move: str) -> HttpResponse:
    """A page that says what will happen, takes a remark where one is needed, and makes the move."""
    if move not in MOVES:
        raise Http404
    user = cast(User, request.user)
    if not user.has_perm(MOVES[move].permission):
        raise PermissionDenied(_("“%(move)s” is an editor's decision.") % {"move": MOVES[move].label})
    if move not in workflow.possible_moves(record, user):
        messages.warning(request, _does_not_start(record, move))
        return HttpResponseRedirect(admin_url(record, "change"))
    form = _form(request, record, move)
    if request.method == "POST" and form.is_valid():
        try:
            _make(record, move, user, form.cleaned_data["remark"], request.POST.get("read", ""))
        except Refused as refusal:
            explain(request, _t("“%(move)s” is not possible.") % {"move": MOVES[move].label}, refusal)
            return HttpResponseRedirect(admin_url(record, "change"))
        messages.success(request, DONE[move])
        return HttpResponseRedirect(admin_url(record, "change"))
    return page(
        admin,
        request,
        record,
        title=MOVES[move].label,
        template="desk/move.html",
        form=form,
        move=move,
        says=SAYS[move],
        button=MOVES[move].label,
        companions=companions_beside(record, move),
        **_what_changes(record, move),
        read=request.POST.get("read") or workflow.as_read(record),
    )


def _what_changes(record: Publishable, move: str) -> dict[str, Any]:
    """An editor who publishes again reads what differs from the public page."""
    if move != "approve" or not workflow.standing(record).live:
        return {}
    return {"publishes_again": True, "changes": workflow.changes_waiting(record)}


def _does_not_start(record: Publishable, move: str) -> str:
    """To whoever opened the page, or pressed its button, before a colleague was faster."""
    label = MOVES[move].label
    if isinstance(record, Event) and record.case:
        return _t("Nothing was done: this event is published with its case.")
    if record.state in MOVES[move].from_:
        return _t("“%(move)s” is not possible any more: nothing of it is public.") % {"move": label}
    words = _t("It is no longer %(then)s: it is %(now)s. “%(move)s” was not done.")
    before = State.IN_REVIEW if State.IN_REVIEW in MOVES[move].from_ else State.DRAFT
    return words % {"then": before.label, "now": State(record.state).label, "move": label}


def _form(request: HttpRequest, record: Publishable, move: str) -> RemarkForm:
    data = request.POST if request.method == "POST" else None
    if move in ASKS:
        label, help_text = ASKS[move]
        return RemarkForm(data, label=label, help_text=help_text)
    if move == "approve" and workflow.standing(record).live:
        return RemarkForm(
            data, label=_("What changed?"), help_text=_("Public: it stands in the page of changes.")
        )
    if move == "approve":
        return RemarkForm(data, label=_("Note"), help_text=_("Public. May stay empty."), required=False)
    return RemarkForm(data, label=_("Remark for the editor"), required=False)


@transaction.atomic
def _make(record: Publishable, move: str, user: User, remark: str, read: str) -> None:
    match move:
        case "submit":
            workflow.submit(record, by=user, remark=remark)
        case "send_back":
            workflow.send_back(record, by=user, remark=remark)
        case "approve":
            workflow.approve(record, by=user, note=remark, read=read)
        case "withdraw":
            workflow.withdraw(record, by=user, reason=remark)


SAYS = {
    "submit": _("An editor reads it next. Saving a change makes it a draft again."),
    "send_back": _("It goes back to the researcher, with what was submitted with it."),
    "approve": _("It becomes public at once, as the preview shows it, and so does what stands below."),
    "withdraw": _(
        "The page goes: each of its addresses and versions answers “withdrawn” with your reason. "
        "Its number is kept. It can be published again."
    ),
}

DONE = {
    "submit": _("Submitted: an editor will read it."),
    "send_back": _("Sent back with your remark."),
    "approve": _("Approved and published."),
    "withdraw": _("Withdrawn: the public reads the reason where the page was."),
}


def companions_beside(record: Publishable, move: str) -> list[dict[str, Any]]:
    """What moves with it: what it names that is in review (or, on submitting, a draft)."""
    if move == "withdraw":
        return []
    wanted = {"in_review"} if move in {"approve", "send_back"} else {"draft", "sent_back"}
    return [
        {
            "record": other,
            "kind": other._meta.verbose_name,
            "url": admin_url(other, "change"),
            "preview": admin_url(other, "preview"),
            "warnings": open_warnings(other),
            "changes": workflow.changes_waiting(other) if move == "approve" else (),
        }
        for other in workflow.companions(record)
        if other.state in wanted
    ]


def explain(request: HttpRequest, what: str, refusal: Refused) -> None:
    """A refusal as a message. What the form lists itself is only counted."""
    others = [problem for problem in refusal.problems if problem.record is not None]
    parts = [what, str(refusal), *(problem.text for problem in others[:5])]
    own = len(refusal.problems) - len(others)
    if own:
        parts.append(
            ngettext("%(count)s is listed below.", "%(count)s are listed below.", own) % {"count": own}
        )
    messages.error(request, " ".join(parts))


# ---------------------------------------------------------------- warnings, names, hiding


def dismiss(admin: Any, request: HttpRequest, record: Publishable) -> HttpResponse:
    """Set one warning aside, with a reason."""
    key = request.POST.get("key") or request.GET.get("key") or ""
    warning: Problem | None = next(
        (one for one in problems(record) if one.key == key and not one.blocking), None
    )
    if warning is None:
        messages.info(request, _t("There is no such warning any more."))
        return HttpResponseRedirect(admin_url(record, "change"))
    if not workflow.may_dismiss(key, cast(User, request.user)):
        messages.info(request, _t("An editor decides whether this warning is set aside: %s") % warning.text)
        return HttpResponseRedirect(admin_url(record, "change"))
    form = RemarkForm(
        request.POST if request.method == "POST" else None,
        label=_("Why does it not hold?"),
        help_text=_("Kept in the history, never published."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.dismiss(record, key, by=cast(User, request.user), reason=form.cleaned_data["remark"])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _t("The warning is set aside."))
        return HttpResponseRedirect(admin_url(record, "change"))
    return page(
        admin,
        request,
        record,
        title=_("Set a warning aside"),
        template="desk/move.html",
        form=form,
        says=warning.text,
        key=key,
        button=_("Set aside"),
    )


def confirm_naming(admin: Any, request: HttpRequest, record: Publishable) -> HttpResponse:
    """A second person confirms that somebody in a delicate role may be named."""
    if not isinstance(record, Person | Organization):
        raise Http404
    if request.method == "POST":
        try:
            workflow.confirm_naming(record, by=cast(User, request.user))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _t("Confirmed: the name may be public."))
        return HttpResponseRedirect(admin_url(record, "change"))
    return page(
        admin,
        request,
        record,
        title=_("Confirm that the name may be public"),
        template="desk/move.html",
        says=_(
            "A minor, relative, witness or complainant is named only when a second person has confirmed it. "
            "Consider who could be harmed by it, and whether it was agreed to."
        ),
        button=_("Confirm the name"),
    )


def hide(admin: Any, request: HttpRequest, record: Publishable) -> HttpResponse:
    """Hide now: says what will happen, then does it in one transaction."""
    if not isinstance(record, Person | Organization):
        raise Http404
    if not request.user.has_perm(f"cases.hide_{record.kind}"):
        raise PermissionDenied
    standing = workflow.standing(record)
    form = HideForm(
        request.POST if request.method == "POST" else None, names=names_gone(record) if standing.live else ()
    )
    if request.method == "POST" and form.is_valid():
        user, remark = cast(User, request.user), form.cleaned_data["remark"]
        try:
            if name := form.cleaned_data.get("name"):
                hidden = release.hide_name(record, name, by=user, remark=remark)
            else:
                hidden = release.hide(record, by=user, remark=remark)
        except Refused as refusal:
            explain(request, _t("Nothing was hidden."), refusal)
            return HttpResponseRedirect(admin_url(record, "change"))
        places = len(hidden.places)
        messages.success(
            request,
            ngettext(
                "Hidden. %(count)s place waits to be looked at.",
                "Hidden. %(count)s places wait to be looked at.",
                places,
            )
            % {"count": places},
        )
        return HttpResponseRedirect(admin_url(record, "change"))
    return page(
        admin,
        request,
        record,
        title=_("Hide now"),
        template="desk/hide.html",
        form=form,
        button=_("Hide now"),
        standing=standing,
        names=list(record.names.all()),
    )


# ---------------------------------------------------------------- the preview


def preview(admin: Any, request: HttpRequest, record: Publishable) -> HttpResponse:
    """The record as its public page would look, by the public templates."""
    banner = _t("Preview: nobody else sees this page. It shows what is saved, as if all of it were approved.")
    return render_document(request, compose.previewed(record), banner=banner)


# ---------------------------------------------------------------- the page around a move


def page(
    admin: Any, request: HttpRequest, record: Publishable, *, title: Any, template: str, **context: Any
) -> HttpResponse:
    return TemplateResponse(
        request,
        template,
        {
            **admin.admin_site.each_context(request),
            "title": title,
            "record": record,
            "opts": record._meta,
            "back": admin_url(record, "change"),
            "preview_url": admin_url(record, "preview"),
            **context,
        },
    )
