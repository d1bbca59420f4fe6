"""What waits for a person when she opens the desk, and what one search finds in all of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.desk.bar import admin_url
from cases.desk.masked import waiting
from cases.desk.names import names_beside
from cases.models import Case, Event, Organization, Person, Profile, Provision, Review, State

KINDS: tuple[Any, ...] = (Case, Person, Organization, Event, Profile)
SHOWN = 12


@dataclass(frozen=True)
class Waiting:
    title: str | Promise
    rows: list["WaitingRow"]
    empty: str | Promise


@dataclass(frozen=True)
class WaitingRow:
    kind: str
    plate: str
    label: str
    url: str
    when: Any
    who: Any
    remark: str = ""


@dataclass(frozen=True)
class Start:
    lists: list[Waiting]
    masks: int
    masks_url: str
    adds: list[tuple[str | Promise, str]]


def waiting_for(request: HttpRequest) -> Start:
    user = cast(User, request.user)
    mine = Q(changed_by=user) | Q(submitted_by=user)
    lists = [
        Waiting(
            _("Sent back to me"),
            _with_remarks(Q(state=State.SENT_BACK) & mine),
            _("Nothing was sent back."),
        )
    ]
    if user.has_perm("cases.review_record"):
        hers = _records(Q(state=State.IN_REVIEW) & ~mine)
        lists.append(Waiting(_("In review: read and decide"), hers, _("Nothing waits for an editor.")))
        own = _records(Q(state=State.IN_REVIEW) & mine)
        if own:
            lists.append(Waiting(_("In review: for another editor"), own, ""))
    else:
        submitted = _records(Q(state=State.IN_REVIEW) & mine)
        lists.append(Waiting(_("Submitted by me"), submitted, _("Nothing of yours is in review.")))
    drafts = _records(Q(state=State.DRAFT, changed_by=user))
    lists.append(Waiting(_("My drafts"), drafts, _("You have no draft.")))
    lists.append(Waiting(_("Recently published"), _published(), _("Nothing has been published yet.")))
    may_settle = user.has_perm("cases.redact_record")
    return Start(
        lists=lists,
        masks=waiting().count() if may_settle else 0,
        masks_url=reverse("desk:masks"),
        adds=[
            (label, reverse(f"admin:cases_{name}_add"))
            for label, name in ADDS
            if user.has_perm(f"cases.add_{name}")
        ],
    )


ADDS = (
    (_("New case"), "case"),
    (_("New person"), "person"),
    (_("New organization"), "organization"),
    (_("New source"), "source"),
    (_("New event"), "event"),
    (_("New country page"), "profile"),
)


def _records(condition: Q) -> list[WaitingRow]:
    return [_row(record, record.changed_at, record.changed_by) for record in _found(condition)]


def _with_remarks(condition: Q) -> list[WaitingRow]:
    """With what the editor asked for."""
    rows = []
    for record in _found(condition):
        moves = Review.objects.filter(**{str(record._meta.model_name): record}, move="send_back")
        last = moves.select_related("by").first()
        rows.append(
            _row(record, last.at, last.by, last.remark) if last else _row(record, record.changed_at, None)
        )
    return rows


def _found(condition: Q) -> list[Any]:
    """Of all kinds, the latest first. An event of a case is seen in its case."""
    found: list[Any] = []
    for model in KINDS:
        rows = model.objects.filter(condition).select_related("changed_by").order_by("-changed_at")
        found += list(rows.filter(case=None)[:SHOWN] if model is Event else rows[:SHOWN])
    found.sort(key=lambda record: record.changed_at, reverse=True)
    return found[:SHOWN]


def _row(record: Any, when: Any, who: Any, remark: str = "") -> WaitingRow:
    return WaitingRow(
        kind=str(record._meta.verbose_name),
        plate=record.key or "",
        label=str(record) or str(_("without a name")),
        url=admin_url(record, "change"),
        when=when,
        who=who,
        remark=remark,
    )


RECORDS = ("case", "person", "organization", "event", "profile")


def _published() -> list[WaitingRow]:
    since = timezone.now() - timedelta(days=60)
    moves = Review.objects.filter(move="approve", at__gte=since).select_related("by", *RECORDS)[:SHOWN]
    rows = []
    for move in moves:
        record = next(found for name in RECORDS if (found := getattr(move, name)) is not None)
        rows.append(_row(record, move.at, move.by, move.remark))
    return rows


def beside(record: Any) -> str:
    """What tells a record from others of the same name."""
    match record:
        case Person() | Organization():
            return " · ".join(name.text for name in names_beside(record)[:3])
        case Case():
            return f"№ {record.number}" if record.number else str(State(record.state).label)
        case Provision():
            return _beside_a_provision(record)
    return ""


def _beside_a_provision(provision: Provision) -> str:
    """In which law it stands, whose law that is."""
    above = provision.lineage()
    whole = above[0]
    where = str(whole.country) if whole.country_id else ""
    return ", ".join(part for part in (whole.title if len(above) > 1 else "", where) if part)


def found_everywhere(site: Any, request: HttpRequest, text: str) -> list[dict[str, Any]]:
    """For each kind what its list would find, a dozen at most."""
    from cases.models import Source

    groups = []
    for model in (*KINDS[:3], Event, Source, Profile):
        model_admin = site.get_model_admin(model)
        if not model_admin.has_view_permission(request):
            continue
        queryset, _distinct = model_admin.get_search_results(request, model_admin.get_queryset(request), text)
        records = list(queryset.order_by("-pk")[: SHOWN + 1])
        if records:
            groups.append(
                {
                    "title": model._meta.verbose_name_plural,
                    "records": [(record, admin_url(record, "change")) for record in records[:SHOWN]],
                    "more": len(records) > SHOWN,
                    "list": reverse(f"admin:cases_{model._meta.model_name}_changelist"),
                }
            )
    return groups
