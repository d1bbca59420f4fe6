"""The form of an event: of one case, or with a page of its own (a law, an election, a pardon)."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.affected import AffectedRows
from cases.desk.bar import admin_url
from cases.desk.citations import CitationRows, remember_source
from cases.desk.hand import cite_in_hand, cite_whole
from cases.desk.layout import Cell, Part
from cases.desk.records import MineFilter, PublicFilter, RecordAdmin, StateFilter, is_changed
from cases.desk.remember import last_language, remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.models import Case, Event, EventText
from cases.publishing import checks, workflow
from cases.text import dates


class TextRows(Rows):
    model = EventText
    title = _("In further languages")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Text"), ("title", "text"), slug="text"),
    )


class OwnPageFilter(admin.SimpleListFilter):
    title = _("belongs to")
    parameter_name = "of"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("own", _("a page of its own")), ("case", _("one case"))]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(case__isnull=self.value() == "own") if self.value() else queryset


class _WithAPage:
    """An event of a case stands nowhere by itself: it is published with its case."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        standing: Any = super()
        return cast(
            "QuerySet[Any]",
            standing.queryset(request, queryset.filter(case=None) if standing.value() else queryset),
        )


class EventStateFilter(_WithAPage, StateFilter):
    pass


class EventPublicFilter(_WithAPage, PublicFilter):
    pass


@admin.register(Event, site=desk)
class EventAdmin(RecordAdmin):
    adds = {"instrument": [(_("New law “%s”"), "provision")]}
    parts = (
        Part("what", _("What"), ("event_kind", ("title", "language"), "text", TextRows)),
        Part("when", _("When and where"), ("date", ("country", "place"), "concerns")),
        Part(
            "law",
            _("In the life of a law"),
            (("instrument", "law_step"),),
            _("where it was drafted, adopted, struck down; laws have a form of their own"),
        ),
        Part("affected-part", _("Whom it affected"), (AffectedRows,)),
        Part("cases", _("Cases"), ("case", "shared_by")),
        Part("how", _("How we know"), (CitationRows,)),
        Part("notes", _("Notes for the desk"), ("note",)),
        Part("history", _("History"), template="desk/_history.html"),
    )
    list_display = (
        "__str__",
        "event_kind",
        "shown_date",
        "country",
        "case",
        "shown_state",
        "shown_public",
        "shown_change",
    )
    list_select_related = ("event_kind", "country", "case", "changed_by")
    list_filter = (OwnPageFilter, EventStateFilter, EventPublicFilter, MineFilter)
    search_fields = ("title", "texts__title", "place")
    date_hierarchy = "date_earliest"
    ordering = ("-date_earliest", "-pk")

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        text = search_term.strip()
        told = EventText.objects.filter(title__icontains=text).values("event")
        found = Q(title__icontains=text) | Q(place__icontains=text) | Q(pk__in=told)
        return (queryset.filter(found) if text else queryset), False

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"language": last_language(request), **super().get_changeform_initial_data(request)}

    @override
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.base_fields["title"].required = True  # the desk calls it by that
        return form

    @override
    def name_record(self, record: Any) -> None:
        if record.working_title != record.title:
            record.working_title = record.title
            record.save(update_fields=["working_title"])

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A case that it belonged to before, or belongs to now, is a draft again."""
        before = _cases_before(form) if change else set()
        super().save_related(request, form, formsets, change)
        user = cast(User, request.user)
        if change and is_changed(form, formsets):
            for case in Case.objects.filter(pk__in=before - {form.instance.case_id}):
                workflow.changed(case, by=user)
        event = form.instance
        if not change and event.case_id:
            cite_in_hand(request, event.case, [event])
        elif not change:
            cite_whole(request, event)
        if {"shared_by"} & set(form.changed_data):
            touched = before ^ set(form.instance.shared_by.values_list("pk", flat=True))
            for case in Case.objects.filter(pk__in=touched - before):
                workflow.changed(case, by=user)
        remember(request, country=form.instance.country_id, language=form.instance.language)
        remember_source(request, formsets)

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        beside = dict(super().beside_the_form(request, obj, found, places))
        if obj is not None and obj.case_id:
            beside["belongs_to"] = {"label": str(obj.case), "url": f"{admin_url(obj.case, 'change')}#events"}
        return beside

    @override
    def problems_of(self, obj: Any) -> list[checks.Problem]:
        """An event of a case is checked with its case."""
        return [] if obj is not None and obj.case_id else super().problems_of(obj)

    @override
    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, record: Any) -> str:
        return _t("published with its case") if record.case_id else super().shown_state(record)

    @override
    @admin.display(description=_("public"))
    def shown_public(self, record: Any) -> str:
        return _t("see its case") if record.case_id else super().shown_public(record)

    @admin.display(description=_("date"), ordering="date_earliest")
    def shown_date(self, event: Any) -> str:
        return dates.in_words(event.date)


def _cases_before(form: Any) -> set[int]:
    """The cases that the event was in, when its form was opened and they were still to be saved."""
    former = {form.initial.get("case")} if "case" in form.changed_data else set()
    if "shared_by" in form.changed_data:
        former |= {case.pk for case in form.initial.get("shared_by", [])}
        former -= {case.pk for case in form.cleaned_data["shared_by"]}
    return {pk for pk in former if pk}
