"""Tables inside a form: one line a row, an empty one ready."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.validators import MaxLengthValidator
from django.db.models import ForeignKey, ManyToManyField, Model, TextField, URLField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.choices import choices_for
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.inputs import (
    CountryFormField,
    Lookup,
    LookupFormField,
    LookupsFormField,
    QuickSelect,
    TermFormField,
    TermsFormField,
    UncertainDateFormField,
)
from cases.desk.layout import Cell, Words
from cases.desk.remember import last_language
from cases.models.fields import DATE_HELP, LanguageField, UncertainDateField
from cases.reference.models import Country, Term

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Model, Model]
else:
    TabularInline = admin.TabularInline


LONGEST_TEXT = 200_000  # letters: a judgment of a hundred pages
TOO_LONG = _("This text has %(show_value)d characters; at most %(limit_value)d are kept.")


class DeskFields:
    """Which form field stands for a column, in forms and in rows alike."""

    # What a look-up offers to add in place: the label and the admin name of the form.
    adds: Mapping[str, Sequence[tuple[Words, str]]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        common = {
            "label": kwargs.get("label", db_field.verbose_name),
            "required": kwargs.get("required", not db_field.blank),
            "help_text": kwargs.get("help_text", db_field.help_text),
        }
        if isinstance(db_field, UncertainDateField):
            if common["help_text"] == DATE_HELP:  # the part of the form says it once
                common |= {"help_text": ""}
            return UncertainDateFormField(max_length=100, **common)
        if isinstance(db_field, ForeignKey | ManyToManyField):
            return self._related(db_field, request, common)
        if db_field.choices:
            kwargs["widget"] = QuickSelect
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(db_field, TextField) and field is not None:
            # Not `max_length`: a browser that knows it cuts off the end of what is pasted, without a word.
            field.validators.append(MaxLengthValidator(LONGEST_TEXT, TOO_LONG))
        if db_field.choices and field is not None and db_field.blank:
            field.choices = [(value, label if value else "") for value, label in field.choices]
        if isinstance(db_field, LanguageField) and field is not None:
            field.initial = last_language(request)
        return field

    def _related(self, db_field: Any, request: HttpRequest, common: Mapping[str, Any]) -> Any:
        model = db_field.remote_field.model
        many = isinstance(db_field, ManyToManyField)
        if model is Term and (vocabulary := vocabulary_of(db_field)):
            terms = choices_for(request).terms[vocabulary]
            terms = [term for term in terms if not self.leaves_out(db_field.name, term)]
            return TermsFormField(terms=terms, **common) if many else TermFormField(terms=terms, **common)
        if model is Country and not many:
            return CountryFormField(countries=choices_for(request).countries, **common)
        chosen = LookupsFormField if many else LookupFormField
        field = chosen(
            queryset=model._default_manager.all(), limit_choices_to=db_field.get_limit_choices_to(), **common
        )
        from django.urls import reverse

        adds = [
            (label, reverse(f"admin:cases_{name}_add"))
            for label, name in self.adds.get(db_field.name, ())
            if request.user.has_perm(f"cases.add_{name}")
        ]
        field.widget.attrs.update(Lookup().attributes(db_field, adds))
        return field

    def leaves_out(self, field: str, term: Term) -> bool:
        """Terms that this column never takes."""
        if field == "role":
            return term.code == "lead" or (term.vocabulary == "role" and term.parent_id is None)
        return False


def vocabulary_of(db_field: Any) -> str:
    """The vocabulary that a column is limited to, from its `limit_choices_to`; a term above may be of any."""
    limit = db_field.get_limit_choices_to()
    pairs = limit.items() if isinstance(limit, Mapping) else _pairs(limit)
    return next((str(value) for name, value in pairs if name == "vocabulary"), "")


def _pairs(condition: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for child in condition.children:
        found += [child] if isinstance(child, tuple) else _pairs(child)
    return found


MOST_LANGUAGES = 100


class Rows(DeskFields, TabularInline):
    """A table of rows of one record."""

    form = RowForm
    formset = RowFormSet
    extra = 1
    max_num = 1000  # what is above the number of fields that one form may send has no use
    cells: Sequence[Cell] = ()
    title: Words = ""
    hint: Words = ""
    beside_label: Words = ""  # the head of the column with what is known of a saved row
    stacked = False
    pastes: Words = ""  # how a line is written that becomes a row
    numbered = False  # other rows name these by their numbers

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [(None, {"fields": [name for cell in self.cells for name in cell.all_fields()]})]

    @override
    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One empty line is ready; empty texts, a page long, only where there is none or one is asked for."""
        if self.stacked and obj is not None and not request.GET.get("rows"):
            return 0 if self.model._default_manager.filter(**{self._owner(): obj}).exists() else 1
        return self.extra

    @override
    def get_max_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return MOST_LANGUAGES if self.stacked else self.max_num

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Django builds a thousand rows more than it takes before it says that they are too many.
        return super().get_formset(request, obj, absolute_max=self.get_max_num(request, obj), **kwargs)

    def _owner(self) -> str:
        return self.fk_name or str(self.parent_model._meta.model_name)

    def saved_of(self, form: Any) -> Any:
        """The record of a row, None for a new one."""
        return form.instance if form.instance.pk else None

    def beside(self, row: Any) -> Mapping[str, Any]:
        """What stands at the end of a saved row: `open` (an address), `sources`, `notes`."""
        return {}
