"""Admin classes of the desk: a form in parts; for what is published also the bar, moves and history."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ERROR_FLAG, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from typing_extensions import override

from cases.desk import moves, saves
from cases.desk.bar import admin_url, bar_of, has_no_page, new_bar
from cases.desk.choices import choices_for
from cases.desk.forms import DeskForm
from cases.desk.hand import cite_in_hand, new_rows
from cases.desk.layout import Part, lay_out, link_problems
from cases.desk.pasted import Reader, read_lines
from cases.desk.places import places_of
from cases.desk.remember import last
from cases.desk.rows import DeskFields
from cases.models import Publishable, Review, State, Visibility
from cases.public.models import Page, Version
from cases.publishing import checks, release, workflow

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Model]
else:
    ModelAdmin = admin.ModelAdmin


class SeenForm(DeskForm):
    """Tells the second of two people who save the same, and keeps what she typed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    tables: Sequence[type[Model]] = ()  # whose rows are saved with it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stale = False
        self.stored = self.initial["seen"] = self.mark()

    @property
    def confirming(self) -> bool:
        """Lines were pasted: somebody reads the rows that they became before anything is saved."""
        return "_reading" in self.data

    def mark(self) -> str:
        """Of what stands in the database where this form may write; another save changes it."""
        if not self.instance.pk:
            return ""
        opts = self.instance._meta
        own = [
            (field.name, field.value_from_object(self.instance))
            for field in [*opts.concrete_fields, *opts.many_to_many]
            if field.name in self.fields
        ]
        rows = [
            list(
                model._base_manager.filter(**{_owner(model, self.instance): self.instance})
                .order_by("pk")
                .values()
            )
            for model in self.tables
        ]
        return hashlib.sha256(repr((own, rows)).encode()).hexdigest()[:16]

    def last_save(self) -> tuple[Any, datetime]:
        """Who saved it last, and when, as far as the desk knows."""
        kind = ContentType.objects.get_for_model(self.instance)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(self.instance.pk))
        entry = entries.order_by("-action_time").select_related("user").first()
        return (entry.user, entry.action_time) if entry else ("", timezone.now())

    @override
    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if self.confirming:
            unread = _("Mend the lines that were not understood, or take them out, then save.")
            words = unread if self.data["_reading"] == "0" else _("Read the new rows, then save.")
            raise forms.ValidationError(words, code="confirm")
        # Without the field, as from a program, nothing was seen and nothing can be stale.
        seen = cleaned.get("seen")
        if self.stored and seen and seen != self.stored and self.data.get("_overwrite") != self.stored:
            self.stale = True
            who, when = self.last_save()
            raise forms.ValidationError(
                _("%(who)s changed this record at %(when)s, after you opened it. Nothing was saved yet."),
                code="stale",
                params={
                    "who": who or _t("Somebody"),
                    "when": date_format(timezone.localtime(when), "j F Y, H:i"),
                },
            )
        return cleaned


def _owner(model: type[Model], of: Model) -> str:
    """The column of a row that says whose it is."""
    return next(field.name for field in model._meta.concrete_fields if field.related_model is type(of))


def say_not_understood(request: HttpRequest, asked: Sequence[str], instead: str) -> None:
    if asked:
        words = _t("This list does not understand %(asked)s of its address. %(instead)s")
        shown = ", ".join(f"“{one[:60]}”" for one in asked)
        messages.warning(request, words % {"asked": shown, "instead": instead})


def _ignored(request: HttpRequest, shown: Any) -> list[str]:
    """Parts of an address that Django's list passes over in silence."""
    ignored = []
    page, order = request.GET.get(PAGE_VAR), request.GET.get(ORDER_VAR)
    if page is not None and page not in {str(number) for number in shown.paginator.page_range}:
        ignored.append(f"{PAGE_VAR}={page}")
    columns = {str(number) for number in range(len(shown.list_display))}
    if order and not {piece.lstrip("-") for piece in order.split(".")} <= columns:
        ignored.append(f"{ORDER_VAR}={order}")
    for spec in shown.filter_specs:
        value = spec.value() if isinstance(spec, admin.SimpleListFilter) else None
        if value and value not in {str(known) for known, _label in spec.lookup_choices}:
            ignored.append(f"{spec.parameter_name}={value}")
    return ignored


class DeskAdmin(DeskFields, ModelAdmin):
    """A form in parts. Nothing is deleted from a list, where one click too many would do it to fifty."""

    form: Any = SeenForm
    parts: Sequence[Part] = ()
    asks_for_a_country = True
    readers: Mapping[str, Reader] = {}  # tables that take pasted lines, and how one of theirs is read
    list_per_page = 50
    actions = None
    save_on_top = False
    empty_value_display = _("none yet")
    show_full_result_count = False

    @property
    def media(self) -> forms.Media:
        """A third of what the admin loads by itself: the desk works on slow lines."""
        return forms.Media(
            js=[
                "admin/js/vendor/jquery/jquery.min.js",
                "admin/js/vendor/select2/select2.full.min.js",
                "admin/js/jquery.init.js",
                "admin/js/inlines.js",
                "admin/js/admin/RelatedObjectLookups.js",
                "desk/desk.js",
            ],
            css={"screen": ["admin/css/vendor/select2/select2.min.css", "admin/css/autocomplete.css"]},
        )

    def is_list(self, request: HttpRequest) -> bool:
        """Whether this is the list itself, which reads more of each record than a form or a look-up."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return request.resolver_match is not None and request.resolver_match.url_name == name

    @override
    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [inline for part in self.parts for inline in part.inlines()]

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": [name for part in self.parts for name in part.fields()]})]

    @override
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.tables = [inline.model for inline in self.get_inlines(request, obj)]
        return form

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for field in ("country", "lead_country"):
            if any(field in part.fields() for part in self.parts):
                initial[field] = last(request, "country")
        return initial | super().get_changeform_initial_data(request)

    @override
    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Of two who save at once the second waits here, and is then told (`SeenForm`).

        The lock is the one that every move takes, and is taken before any row: whoever locked a row first
        would wait for an editor who approves, and he for her.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        pasted = read_lines(request, self.readers)
        with transaction.atomic():
            release.lock()
            context = {**(extra_context or {}), "pasted": pasted}
            return super().changeform_view(request, object_id, form_url, context)

    @override
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What an address asks for and the list does not know is said: a complete list is no answer to it."""
        try:
            response: Any = super().changelist_view(request, extra_context)
        except OverflowError:  # `?id__in=` with 26 digits
            response = HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        if response.status_code == 302 and response.url.endswith(f"?{ERROR_FLAG}=1"):
            asked = [f"{name}={value}" for name, value in request.GET.items() if name != SEARCH_VAR]
            say_not_understood(request, asked, _t("The whole list is shown."))
            return HttpResponseRedirect(request.path)
        if (context := getattr(response, "context_data", None)) and "cl" in context:
            say_not_understood(request, _ignored(request, context["cl"]), _t("It was left out."))
        return cast(HttpResponse, response)

    @override
    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if self.parts:
            found = self.problems_of(obj)
            form, tables = context["adminform"].form, context["inline_admin_formsets"]
            sections = lay_out(self.parts, form, tables, found, self)
            places = {
                name: section.title
                for section in sections
                for line in section.lines
                for name in (line.anchor, *(bound.name for bound in line.fields))
            }
            beside = self.beside_the_form(request, obj, found, places)
            if bar := beside.get("bar"):
                link_problems(sections, bar.shown())
            context |= {
                "sections": sections,
                "countries": choices_for(request).countries if self.asks_for_a_country else [],
                "may_change": self.has_change_permission(request, obj) if change else True,
                **beside,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def problems_of(self, obj: Any) -> list[checks.Problem]:
        return []

    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        """What templates of this form read besides its parts."""
        return {}

    @override
    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        if IS_POPUP_VAR in request.POST or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.saved(request, obj)

    @override
    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if IS_POPUP_VAR in request.POST or "_addanother" in request.POST:
            return super().response_change(request, obj)
        return self.saved(request, obj)

    def saved(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Stay in the form, unless one asked to close it."""
        messages.success(
            request, _t("Saved at %(time)s.") % {"time": date_format(timezone.localtime(), "H:i")}
        )
        if "_close" in request.POST:
            return cast(HttpResponse, self.response_post_save_change(request, obj))
        return HttpResponseRedirect(admin_url(obj, "change"))


class RecordForm(SeenForm):
    """Of what is published, and counts its saves."""

    @override
    def mark(self) -> str:
        record = self.revised()
        return str(record.revision) if record is not None and record.pk else ""

    def revised(self) -> Publishable | None:
        """The record whose saves are counted: this one, or the case to which it belongs."""
        return cast(Publishable, self.instance)

    @override
    def last_save(self) -> tuple[Any, datetime]:
        record = cast(Publishable, self.revised())
        return record.changed_by, record.changed_at


class RecordAdmin(DeskAdmin):
    """One of the five kinds that are published."""

    form: Any = RecordForm
    change_form_template = "admin/change_form.html"
    object_history_template = "desk/history.html"

    # ------------------------------------------------------------ lists

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the state of its public page, for the list."""
        kind = cast(Any, self.model).kind
        key = "country_id" if kind == "country" else "number"
        page = Page.objects.filter(kind=kind, key=Cast(OuterRef(key), models.CharField()))
        return cast(
            "QuerySet[Any]",
            super()
            .get_queryset(request)
            .annotate(
                page_state=Subquery(page.values("state")[:1]),
                page_version=Subquery(page.values("version")[:1]),
            ),
        )

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, record: Any) -> str:
        return str(State(record.state).label)

    @admin.display(description=_("public"))
    def shown_public(self, record: Any) -> str:
        match record.page_state:
            case Page.State.LIVE:
                return _t("version %(version)s") % {"version": record.page_version}
            case None:
                return _t("no")
            case _other:
                return _t("taken down")

    @admin.display(description=_("needs review"), boolean=False, ordering="state")
    def needs_review(self, record: Any) -> str:
        return _t("yes") if record.state == State.IN_REVIEW else _t("no")

    @admin.display(description=_("changed"), ordering="changed_at")
    def shown_change(self, record: Any) -> str:
        when = date_format(timezone.localtime(record.changed_at), "Y-m-d H:i")
        return f"{when}, {record.changed_by}" if record.changed_by else when

    # ------------------------------------------------------------ what may be done

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and not may_be_deleted(obj):
            return False
        return super().has_delete_permission(request, obj)

    @override
    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"

        def guarded(view: Any) -> Any:
            def fetch(request: HttpRequest, object_id: str, **more: Any) -> HttpResponse:
                record = self.get_object(request, object_id)
                if record is None:
                    raise Http404
                if not self.has_view_permission(request, record):
                    raise PermissionDenied
                return cast(HttpResponse, view(self, request, record, **more))

            return self.admin_site.admin_view(fetch)

        return [
            path("<int:object_id>/preview/", guarded(moves.preview), name=f"{name}_preview"),
            path("<int:object_id>/move/<str:move>/", guarded(moves.move), name=f"{name}_move"),
            path("<int:object_id>/dismiss/", guarded(moves.dismiss), name=f"{name}_dismiss"),
            path("<int:object_id>/confirm/", guarded(moves.confirm_naming), name=f"{name}_confirm"),
            path("<int:object_id>/hide/", guarded(moves.hide), name=f"{name}_hide"),
            *super().get_urls(),
        ]

    # ------------------------------------------------------------ the form

    @override
    def problems_of(self, obj: Any) -> list[checks.Problem]:
        """Of whom there is nothing to publish, only what the public still sees is a problem."""
        found = checks.problems(obj) if obj is not None and obj.pk else []
        return [one for one in found if one.key == "hide"] if has_no_page(obj) else found

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        if obj is None or not obj.pk:
            return {"bar": new_bar()}
        bar = bar_of(obj, cast(User, request.user), found, places, places_of(found).elsewhere())
        approves = bar.main is not None and bar.main.move == "approve"
        return {
            "bar": bar,
            "changes": workflow.changes_waiting(obj) if approves else (),
            "bar_record": obj,
            "reviews": moved(obj)[:5],
            "last_remark": _sent_back(obj),
        }

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record = form.instance
        self.name_record(record)
        cite_in_hand(request, record, new_rows(formsets))
        if not change or is_changed(form, formsets):
            workflow.changed(record, by=cast(User, request.user))

    def name_record(self, record: Any) -> None:
        """Give it the working title by which the desk calls it, where nobody types one."""

    @override
    def saved(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_save_and_submit" in request.POST:
            return moves.submit(request, obj)
        return super().saved(request, obj)

    @override
    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            return super().history_view(request, object_id, extra_context)
        paginator = self.get_paginator(request, saves.entries_of(record), SAVES_ON_A_PAGE)
        page = paginator.get_page(request.GET.get(PAGE_VAR, 1))
        context = {
            "reviews": moved(record),
            "saves": saves.told(page, record),
            "action_list": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "pagination_required": paginator.num_pages > 1,
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})


SAVES_ON_A_PAGE = 100


def may_be_deleted(record: Any) -> bool:
    """A draft that never moved. Whoever is withheld stays: the record guards texts against the name."""
    if record.number or record.state == State.IN_REVIEW or reviews_of(record).exists():
        return False
    return getattr(record, "visibility", None) not in {Visibility.WITHHELD, Visibility.PSEUDONYM}


NOT_OF_THE_RECORD = {"seen", "roll"}


def is_changed(form: Any, formsets: Iterable[Any]) -> bool:
    """Whether a form that was saved changed anything; the mark of what was seen is no part of it."""
    if set(form.changed_data) - NOT_OF_THE_RECORD:
        return True
    return any(one.new_objects or one.changed_objects or one.deleted_objects for one in formsets)


def rest_on(records: Iterable[Publishable]) -> list[Publishable]:
    """Of the records that cite something those that were submitted, or published, as it stands."""
    return [record for record in records if record.state in {State.IN_REVIEW, State.UNCHANGED}]


def make_drafts(request: HttpRequest, records: Iterable[Publishable]) -> None:
    """What is approved is what was submitted: what rests on a change is a draft again."""
    again = rest_on(records)
    for record in again:
        workflow.changed(record, by=cast(User, request.user))
    if again:
        words = ngettext(
            "This is a draft again, since it cites what you changed: %(records)s.",
            "These are drafts again, since they cite what you changed: %(records)s.",
            len(again),
        )
        messages.warning(request, words % {"records": named_some(again)})


def named_some(records: Sequence[Publishable]) -> str:
    names = [str(record) for record in records[:MOST_NAMED]]
    if more := len(records) - len(names):
        names.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return "; ".join(names)


MOST_NAMED = 8


@dataclass(frozen=True)
class Moved:
    """One line of a history."""

    at: datetime
    word: str
    by: Any
    remark: str
    version: int | None


def moved(record: Any) -> list[Moved]:
    """Who moved it, and what was published of it without a move of its own, the latest first."""
    words = {name: move.label for name, move in workflow.MOVES.items()} | OTHER_MOVES
    moves = [
        Moved(row.at, str(words.get(row.move, row.move)), row.by, row.remark, row.version)
        for row in reviews_of(record).select_related("by")
    ]
    return sorted([*moves, *_followed(record)], key=lambda one: one.at, reverse=True)


def _followed(record: Any) -> list[Moved]:
    """The versions that a case or an event got because a name in it was corrected elsewhere."""
    if not record.key:
        return []
    moved_to = reviews_of(record).filter(move__in=("approve", "withdraw"), version__isnull=False)
    versions = Version.objects.filter(kind=record.kind, key=record.key)
    return [
        Moved(version.published_at, _t("Published"), None, version.read()["note"], version.version)
        for version in versions.exclude(version__in=moved_to.values("version"))
    ]


OTHER_MOVES = {
    "hide": _("Hidden"),
    "hide_name": _("One name hidden"),
    "redact": _("Masked place replaced"),
    "confirm_naming": _("Naming confirmed"),
}


def reviews_of(record: Any) -> QuerySet[Review]:
    return Review.objects.filter(**{str(record._meta.model_name): record})


def _sent_back(record: Publishable) -> Review | None:
    if record.state != State.SENT_BACK:
        return None
    return reviews_of(record).filter(move="send_back").select_related("by").first()


class StateFilter(admin.SimpleListFilter):
    """Where the working copy stands; `review` are those that wait for an editor."""

    title = _("state")
    parameter_name = "state"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("review", _("needs review")), *((s, s.label) for s in State if s != State.IN_REVIEW)]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        return queryset.filter(state=State.IN_REVIEW if chosen == "review" else chosen)


class PublicFilter(admin.SimpleListFilter):
    title = _("public")
    parameter_name = "public"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("yes", _("has a public page")),
            ("waiting", _("public, with changes waiting")),
            ("no", _("no")),
        ]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.filter(page_state=Page.State.LIVE)
            case "waiting":
                return queryset.filter(page_state=Page.State.LIVE).exclude(state=State.UNCHANGED)
            case "no":
                return queryset.exclude(pk__in=queryset.filter(page_state=Page.State.LIVE))
        return queryset


class MineFilter(admin.SimpleListFilter):
    title = _("last changed by")
    parameter_name = "by"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("me", _("me")), ("others", _("others"))]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "me":
                return queryset.filter(changed_by=request.user)
            case "others":
                return queryset.exclude(changed_by=request.user)
        return queryset


def list_url(model: Any, **query: str) -> str:
    from urllib.parse import urlencode

    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address
