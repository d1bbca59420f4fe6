"""Terms: their labels are the desk's, their codes stand in published documents."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.forms import RowForm
from cases.desk.layout import Cell, Part
from cases.desk.records import DeskAdmin
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.reference.models import Revision, Term, TermLabel


class LabelRows(Rows):
    model = TermLabel
    title = _("In other languages")
    verbose_name = _("label")
    cells = (Cell(_("Language code"), ("language",)), Cell(_("Label"), ("label",), slug="wide"))

    class LabelForm(RowForm):
        defaults: frozenset[str] = frozenset()

    form = LabelForm


@admin.register(Term, site=desk)
class TermAdmin(DeskAdmin):
    """Whoever enters a term chooses its code once. A term that is not wanted any more is retired."""

    parts = (
        Part("what", _("Term"), ("vocabulary", "code", "parent", "label", LabelRows)),
        Part("use", _("Use"), ("note", "position", "retired")),
    )
    list_display = ("label", "code", "vocabulary", "parent", "retired", "locked")
    list_select_related = ("parent",)
    list_filter = ("vocabulary", "retired", "locked")
    search_fields = ("label", "code", "translations__label")
    ordering = ("vocabulary", "position", "code")

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        return ("vocabulary", "code", "parent") if obj.locked else ("vocabulary", "code")

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.locked)

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        Revision.renew()

    @override
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        Revision.renew()
