"""The form of a case, in the order in which a researcher thinks: what, who, when, how we know."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.affected import AffectedRows
from cases.desk.bar import admin_url
from cases.desk.citations import CitationRows, in_words, places_of, remember_source
from cases.desk.detentions import DetentionRows
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.layout import Cell, Part
from cases.desk.names import keyed
from cases.desk.offers import answer_offers, offers_of
from cases.desk.participants import ParticipationRows
from cases.desk.pasted import read_event
from cases.desk.proceedings import ProceedingRows
from cases.desk.records import MineFilter, PublicFilter, RecordAdmin, StateFilter
from cases.desk.remember import remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.models import Case, CaseCountry, CaseRelation, CaseText, Event, ProceedingNumber
from cases.models.proceedings import fold_number
from cases.publishing import checks
from cases.reference.models import Country, Term, Vocabulary
from cases.text import dates
from cases.text.keys import read_key


class TextRows(Rows):
    model = CaseText
    title = _("Title and text")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Text"), ("title", "summary", "narrative"), slug="text"),
    )


class CountryRows(Rows):
    model = CaseCountry
    title = _("Further countries")
    verbose_name = _("country")
    cells = (Cell(_("Country"), ("country",)), Cell(_("Role"), ("role",)))


class RelationRows(Rows):
    model = CaseRelation
    fk_name = "case"
    title = _("Related cases")
    verbose_name = _("related case")
    cells = (
        Cell(_("This case is"), ("relation",)),
        Cell(_("Case"), ("other",), slug="wide"),
        Cell(_("How sure"), ("certainty",)),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("other")

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        return {"open": admin_url(row.other, "change")}


class EventForm(RowForm):
    defaults = frozenset({"language"})

    @override
    def save(self, commit: bool = True) -> Any:
        event: Any = self.instance
        event.working_title = (
            event.title or dates.in_words(event.date) or event.place or _t("without a title")
        )
        return super().save(commit)


class EventFormSet(RowFormSet):
    @override
    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            if getattr(form.instance, "number", None):
                raise ValidationError(
                    _("“%s” has been published by itself: withdraw it there.") % form.instance
                )


class EventRows(Rows):
    model = Event
    fk_name = "case"
    form = EventForm
    formset = EventFormSet
    title = _("Events")
    pastes = _("date; kind; place; what happened: 12 May 2017; arrest; Tbilisi")
    verbose_name = _("event")
    beside_label = _("Sources")
    cells = (
        Cell(_("Date"), ("date",), slug="day"),
        Cell(_("Kind, language"), ("event_kind", "language"), slug="sort"),
        Cell(_("What happened"), ("title", "text")),
        Cell(_("Country, place"), ("country", "place"), slug="place"),
    )

    _places: Mapping[int, int] | None = None

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        if self._places is None:
            self._places = places_of("event", row.case_id)
        count = self._places[row.pk] + self._places[0]
        return {
            "open": admin_url(row, "change"),
            "sources": in_words(count) if count else "",
            "unsourced": not count,
        }


class LeadCountryFilter(admin.SimpleListFilter):
    """Only countries that a case has."""

    title = _("lead country")
    parameter_name = "lead_country"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        codes = Case.objects.exclude(lead_country=None).values("lead_country").distinct()
        found = [(country.code, str(country)) for country in Country.objects.filter(pk__in=codes).by_name()]
        return [*found, ("none", _("none yet"))]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(lead_country=None if self.value() == "none" else self.value())


class TypeFilter(admin.SimpleListFilter):
    """Groups of types; each finds the types below it."""

    title = _("type")
    parameter_name = "type"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        groups = Term.objects.of(Vocabulary.CASE_TYPE).filter(parent=None)
        return [(term.code, term.name()) for term in groups]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        terms = Term.objects.filter(vocabulary=Vocabulary.CASE_TYPE).within(str(self.value()))
        return queryset.filter(pk__in=Case.objects.filter(types__in=terms).values("pk"))


@admin.register(Case, site=desk)
class CaseAdmin(RecordAdmin):
    readers = {"events": read_event}
    parts = (
        Part(
            "what",
            _("What"),
            (
                "working_title",
                TextRows,
                "types",
                "lead_country",
                CountryRows,
                ("status", "status_as_of"),
                "redress",
                ProceedingRows,
                "tags",
            ),
        ),
        Part(
            "who",
            _("Who"),
            (ParticipationRows, AffectedRows),
            _("a name in any script; whom nobody has identified, in words"),
        ),
        Part(
            "when",
            _("When"),
            (("began", "ended"), EventRows, DetentionRows),
            _("dates as precise as you know: 2014, Aug 2014, 8 or 9 April 1994, 2014~"),
            template="desk/_offers.html",
        ),
        Part("how", _("How we know"), (CitationRows, RelationRows)),
        Part("notes", _("Notes for the desk"), ("note",)),
        Part("history", _("History"), template="desk/_history.html"),
    )
    list_display = (
        "working_title",
        "shown_state",
        "needs_review",
        "shown_public",
        "lead_country",
        "shown_types",
        "shown_began",
        "shown_change",
    )
    list_filter = (StateFilter, PublicFilter, LeadCountryFilter, TypeFilter, MineFilter)
    search_fields = ("working_title",)
    search_help_text = _("Titles, names in any script, official numbers")
    date_hierarchy = "began_earliest"
    ordering = ("-changed_at",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        if self.is_list(request):
            queryset = queryset.select_related("lead_country", "changed_by").prefetch_related("types")
        return queryset

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (search_cases(queryset, search_term) if search_term.strip() else queryset), False

    @override
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.base_fields["working_title"].required = True  # it alone makes a draft
        return form

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        beside = super().beside_the_form(request, obj, found, places)
        return {**beside, "offers": offers_of(obj)} if obj is not None and obj.pk else beside

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        answer_offers(form.instance, request.POST, by=cast(User, request.user))
        remember(request, country=form.instance.lead_country_id)
        remember_source(request, formsets)
        remember_language(request, formsets)

    @admin.display(description=_("types"))
    def shown_types(self, case: Any) -> str:
        return ", ".join(term.label for term in case.types.all())

    @admin.display(description=_("began"), ordering="began_earliest")
    def shown_began(self, case: Any) -> str:
        return dates.in_words(case.began)


def remember_language(request: HttpRequest, formsets: Any) -> None:
    for formset in formsets:
        for row in [*formset.new_objects, *(one for one, _how in formset.changed_objects)]:
            if formset.prefix in {"texts", "names"}:
                remember(request, language=row.language)


def search_cases(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By words of a title, a name in the case in any script, an official number, or the permalink number."""
    text = text.strip()
    found = [Q(working_title__icontains=text)]
    found.append(Q(Exists(CaseText.objects.filter(case=OuterRef("pk"), title__icontains=text))))
    for owner, through in (("personname", "person"), ("organizationname", "organization")):
        named = keyed(text, owner, **{f"{owner}__{through}__participations__case": OuterRef("pk")})
        if named is not None:
            found.append(named)
    if folded := fold_number(text):
        numbers = ProceedingNumber.objects.filter(folded__startswith=folded)
        found.append(Q(Exists(numbers.filter(proceeding__main_case=OuterRef("pk")))))
        found.append(Q(Exists(numbers.filter(proceeding__other_cases=OuterRef("pk")))))
    if (number := read_key(text)) is not None:
        found.append(Q(number=number))
    return queryset.filter(reduce(or_, found))
