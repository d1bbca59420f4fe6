"""The form of a country page (profile and indicators), and countries as look-ups find them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.cases import remember_language
from cases.desk.citations import CitationRows, remember_source
from cases.desk.forms import RowForm
from cases.desk.layout import Cell, Part
from cases.desk.records import DeskAdmin, MineFilter, PublicFilter, RecordAdmin, StateFilter
from cases.desk.remember import remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.models import Indicator, Profile, ProfileText
from cases.reference.models import Country


class TextRows(Rows):
    model = ProfileText
    title = _("Text")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Text"), ("summary", "narrative"), slug="text"),
    )


class IndicatorRows(Rows):
    model = Indicator
    title = _("Indicators")
    verbose_name = _("indicator")
    cells = (
        Cell(_("Indicator"), ("indicator_kind",)),
        Cell(_("Value, out of"), ("value", "out_of")),
        Cell(_("Year"), ("year",), slug="date"),
        Cell(_("Compared with, its value"), ("compared_with", "compared_value"), slug="wide"),
        Cell(_("Remark (public)"), ("remark",), more=_("language"), folded=("language",)),
    )

    class IndicatorForm(RowForm):
        defaults = frozenset({"language", "indicator_kind"})

    form = IndicatorForm


@admin.register(Profile, site=desk)
class ProfileAdmin(RecordAdmin):
    parts = (
        Part("what", _("What"), ("country", TextRows)),
        Part("indicators-part", _("Indicators"), (IndicatorRows,)),
        Part("how", _("How we know"), (CitationRows,)),
        Part("notes", _("Notes for the desk"), ("note",)),
        Part("history", _("History"), template="desk/_history.html"),
    )
    list_display = ("__str__", "shown_state", "needs_review", "shown_public", "shown_change")
    list_select_related = ("country", "changed_by")
    list_filter = (StateFilter, PublicFilter, MineFilter)
    search_fields = ("country__code",)
    ordering = ("country",)

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        countries = Country.objects.all().named(search_term)
        return (queryset.filter(country__in=countries) if search_term.strip() else queryset), False

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The country that was used last, unless it has its page already."""
        initial = super().get_changeform_initial_data(request)
        if Profile.objects.filter(country=initial.get("country")).exists():
            initial.pop("country")
        return initial

    @override
    def name_record(self, record: Any) -> None:
        name = record.country.name("en")
        if record.working_title != name:
            record.working_title = name
            record.save(update_fields=["working_title"])

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        remember(request, country=form.instance.country_id)
        remember_language(request, formsets)
        remember_source(request, formsets)


@admin.register(Country, site=desk)
class CountryAdmin(DeskAdmin):
    """Read by look-ups; the list of countries comes with the release."""

    list_display = ("__str__", "code", "former")
    search_fields = ("code",)

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (queryset.named(search_term) if search_term.strip() else queryset), False

    @override
    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # not in the index

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request)
