"""How many were affected where nobody is named: rows in the form of a case, and of an event."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.citations import in_words, places_of
from cases.desk.forms import RowForm
from cases.desk.layout import Cell
from cases.desk.rows import Rows
from cases.models import Affected


class AffectedForm(RowForm):
    defaults = frozenset({"language", "bound"})

    @override
    def clean(self) -> Any:
        """A number says how it is meant, words need no number: neither is lost for want of the other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, bound = cleaned.get("number"), cleaned.get("bound")
        if number is not None and bound == Affected.Bound.WORDS:
            self.add_error("bound", _("Say how the number is meant: at least, about, at most, exactly."))
        elif number is None and bound not in {None, Affected.Bound.WORDS}:
            self.add_error("number", _("Give the number, or choose “in words only”."))
        elif number is None and not cleaned.get("words"):
            self.add_error("words", _("Say it as the source does: hundreds of NGOs."))
        return cleaned


class AffectedRows(Rows):
    model = Affected
    form = AffectedForm
    title = _("Affected")
    verbose_name = _("row")
    beside_label = _("Sources")
    hint = _("Where nobody is named. Shown beside counts, never added to them.")
    cells = (
        Cell(_("How many"), ("bound", "number"), slug="sort"),
        Cell(_("In words"), ("words", "language")),
        Cell(_("Of whom"), ("whom",), slug="sort"),
        Cell(_("What was done"), ("done",), slug="sort"),
    )

    _places: Mapping[int, int] | None = None

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "words":
            field.widget.attrs["placeholder"] = _("hundreds of NGOs")
        return field

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        if row.case_id is None:
            return {}
        if self._places is None:
            self._places = places_of("affected", row.case_id)
        count = self._places[row.pk] + self._places[0]
        return {"sources": in_words(count) if count else "", "unsourced": not count}
