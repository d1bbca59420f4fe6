"""The form of an organization."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.citations import CitationRows
from cases.desk.forms import RowForm
from cases.desk.layout import Cell, Part
from cases.desk.names import OrganizationNames, organization_named
from cases.desk.remember import remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.desk.visible import VISIBILITY, VisibleAdmin
from cases.models import Domain, LegalStatus, Organization, OrganizationText


class DescriptionRows(Rows):
    model = OrganizationText
    title = _("Description")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Description"), ("description",), slug="text"),
    )


class StatusRows(Rows):
    model = LegalStatus
    fk_name = "organization"
    title = _("Legal status")
    verbose_name = _("legal status")
    adds = {"by": [(_("New organization “%s”"), "organization")]}
    hint = _("What it was in the eyes of one state’s law: registered, suspended, listed, struck off.")
    cells = (
        Cell(_("Country"), ("country",), slug="sort"),
        Cell(_("Status"), ("status",), slug="sort"),
        Cell(_("From"), ("began",), slug="day"),
        Cell(_("To"), ("ended",), slug="day"),
        Cell(_("By whom"), ("by",)),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by")


class DomainForm(RowForm):
    """Takes a whole address as it is copied from a browser, and keeps the domain."""

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip().lower()
        return name.split("://")[-1].split("/")[0].split("@")[-1].split(":")[0].strip(".")

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        blocked = cleaned.get("blocked_from") or cleaned.get("blocked_to")
        if blocked and not cleaned.get("country") and "country" not in self.errors:
            self.add_error("country", _("Say in which country it was blocked."))
        return cleaned


class DomainRows(Rows):
    model = Domain
    form = DomainForm
    title = _("Domains")
    verbose_name = _("domain")
    hint = _("A row for each block: the same domain may be blocked in several countries, or again.")
    cells = (
        Cell(_("Domain"), ("name",)),
        Cell(_("Blocked in"), ("country",), slug="sort"),
        Cell(_("From"), ("blocked_from",), slug="day"),
        Cell(_("Until"), ("blocked_to",), slug="day"),
    )


@admin.register(Organization, site=desk)
class OrganizationAdmin(VisibleAdmin):
    adds = {"parent": [(_("New organization “%s”"), "organization")]}
    parts = (
        Part("names-part", _("Names"), (OrganizationNames,), template="desk/_twins.html"),
        VISIBILITY,
        Part(
            "about",
            _("About"),
            (
                ("organization_kind", "country"),
                ("founded", "dissolved"),
                "parent",
                "website",
                DomainRows,
                StatusRows,
                DescriptionRows,
            ),
        ),
        Part("how", _("How we know"), (CitationRows,)),
        Part("appears", _("In the cases"), template="desk/_participations.html"),
        Part("notes", _("Notes for the desk"), ("note",)),
        Part("history", _("History"), template="desk/_history.html"),
    )
    list_display = (
        "working_title",
        "other_names",
        "organization_kind",
        "country",
        "shown_visibility",
        "shown_state",
        "needs_review",
        "shown_public",
        "shown_change",
    )
    list_select_related = ("organization_kind", "country", "changed_by")

    @override
    def named(self, text: str) -> Any:
        return organization_named(text)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        remember(request, country=form.instance.country_id)
