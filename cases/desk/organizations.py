"""The form of an organization."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.citations import CitationRows
from cases.desk.layout import Cell, Part
from cases.desk.names import OrganizationNames, organization_named
from cases.desk.remember import remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.desk.visible import VISIBILITY, VisibleAdmin
from cases.models import Organization, OrganizationText


class DescriptionRows(Rows):
    model = OrganizationText
    title = _("Description")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Description"), ("description",), slug="text"),
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
                DescriptionRows,
            ),
        ),
        Part("how", _("How we know"), (CitationRows,)),
        Part("appears", _("In the cases"), template="desk/_participations.html"),
        Part("notes", _("Notes for the desk"), ("note",), _("never published")),
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
