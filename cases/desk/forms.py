"""What every form and every row of the desk has in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from typing_extensions import override

from cases.desk.inputs import LookupFormField
from cases.models.fields import UncertainDateField
from cases.text import dates

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Model]
    ModelChoice = forms.ModelChoiceField[Model]
    InlineFormSet = forms.BaseInlineFormSet[Model, Model, forms.ModelForm[Model]]
else:
    ModelForm = forms.ModelForm
    ModelChoice = forms.ModelChoiceField
    InlineFormSet = forms.BaseInlineFormSet


class DeskForm(ModelForm):
    """Checks also the constraints about bounds of dates, which are columns that no form shows."""

    def _post_clean(self) -> None:
        for field in self._dates():
            edtf = self.cleaned_data[field.name]
            known = dates.parse(edtf) if edtf else None
            setattr(self.instance, f"{field.name}_earliest", known.earliest if known else None)
            setattr(self.instance, f"{field.name}_latest", known.latest if known else None)
        super()._post_clean()  # type: ignore[misc]

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        names = [field.name for field in self._dates()]
        return excluded - {f"{name}_{bound}" for name in names for bound in ("earliest", "latest")}

    def _dates(self) -> Iterator[UncertainDateField]:
        for field in self.instance._meta.concrete_fields:
            if isinstance(field, UncertainDateField) and field.name in self.cleaned_data:
                yield field


class RowForm(DeskForm):
    """One line of a table. A new row counts as filled when something beside its defaults is."""

    defaults: frozenset[str] = frozenset({"language"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            cached = self.instance._state.fields_cache
            for name, field in self.fields.items():
                if isinstance(field, LookupFormField):
                    field.know(cached.get(name))

    def _post_clean(self) -> None:
        """A saved row that nobody touched was checked when it was saved; of a mass case that is hundreds."""
        if not self.instance.pk or self.has_changed():
            super()._post_clean()

    @property
    def pasted(self) -> str:
        """The line from which this row was read, until it is saved."""
        return str(self.data.get(self.add_prefix("pasted"), "")) if self.is_bound else ""

    @property
    def doubt(self) -> str:
        """What may be a slip in that line."""
        return str(self.data.get(self.add_prefix("doubt"), "")) if self.is_bound else ""

    @override
    def has_changed(self) -> bool:
        if self.instance.pk:
            return super().has_changed()
        return any(name not in self.defaults for name in self.changed_data)


class RowKey(ModelChoice):
    """The hidden key of a row. The set of rows has read the row already: no query for each."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid_choice": _(
            "A colleague removed this row meanwhile. Tick “Remove”, and enter it anew if it is needed."
        )
    }

    def __init__(self, row: Model, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.row = row

    @override
    def to_python(self, value: Any) -> Model | None:
        return self.row if self.row.pk and str(value) == str(self.row.pk) else super().to_python(value)


def know_row(form: Any, key: str) -> None:
    if (asked := form.fields.get(key)) is not None:
        form.fields[key] = RowKey(form.instance, queryset=asked.queryset, initial=asked.initial)


# What a set of rows says of more rows than it takes.
TOO_MANY: dict[str, Any] = {
    "too_many_forms": ngettext_lazy(
        "At most %(num)d row fits into this table.", "At most %(num)d rows fit into this table.", "num"
    )
}


class RowFormSet(InlineFormSet):
    """Rows as one submitted them: what a colleague deleted meanwhile says so and can be ticked away."""

    default_error_messages = TOO_MANY

    @override
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        know_row(form, self._pk_field.name)  # type: ignore[attr-defined]
