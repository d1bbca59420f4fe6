"""Form fields of the desk: uncertain dates, countries, terms and look-ups.

Each has a bound field that knows what the template says beside the input: what was understood, what is
chosen, where the chosen record is opened.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Model
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.reference.country_names import TABLE_LANGUAGES, codes_called, codes_named, country_name
from cases.reference.models import Country, Term
from cases.text import dates
from cases.text.keys import read_key

if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Model]
    ModelMultipleChoice = forms.ModelMultipleChoiceField[Model]
else:
    ModelChoice = forms.ModelChoiceField
    ModelMultipleChoice = forms.ModelMultipleChoiceField

# ---------------------------------------------------------------- uncertain dates


def spoken(edtf: str) -> str:
    """A stored date as one would type it: `May 2017` for 2017-05, where that reads back as the same date."""
    try:
        words = dates.describe(edtf).words if edtf else ""
        return words if dates.read(words).edtf == edtf else edtf
    except dates.UnreadableDate:
        return edtf


class DateBoundField(BoundField):
    @override
    def value(self) -> Any:
        value = super().value()
        return value if self.form.is_bound else spoken(value or "")

    @property
    def understood(self) -> str:
        if self.errors or not (typed := self.value()):
            return ""
        try:
            return dates.understood_as(typed)
        except dates.UnreadableDate:
            return ""


class UncertainDateFormField(forms.CharField):
    """Takes a date as precise as it is known and gives EDTF; what cannot be read stays as it was typed."""

    bound_field_class = DateBoundField

    @override
    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return dates.read(text).edtf
        except dates.UnreadableDate as error:
            raise ValidationError(str(error)) from error

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-date": "", "autocomplete": "off"}


# ---------------------------------------------------------------- countries


LONGEST_COUNTRY = 100


class CountryFormField(forms.CharField):
    """A country by its name in English, Azerbaijani or Russian, or by its code.

    A text input with suggestions: selects of 270 countries in thirty rows would weigh half a megabyte.
    """

    def __init__(self, *, countries: Sequence[Country], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by_code = {country.code: country for country in countries}

    def __deepcopy__(self, memo: Any) -> "CountryFormField":
        copied = super().__deepcopy__(memo)
        copied.by_code = self.by_code
        return copied

    @override
    def prepare_value(self, value: Any) -> Any:
        return country_name(value, "en") if value in self.by_code else value

    @override
    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        if len(text) > LONGEST_COUNTRY:
            raise ValidationError(_t("This is longer than the name of any country."))
        if country := self.by_code.get(text.upper()):
            return country
        found = sorted(codes_named(text, set(TABLE_LANGUAGES)) & self.by_code.keys())
        exact = sorted(codes_called(text) & self.by_code.keys())
        if len(exact) == 1 or len(found) == 1:
            return self.by_code[(exact or found)[0]]
        if not found:
            raise ValidationError(_t("No country is called “%(text)s”.") % {"text": text})
        several = ", ".join(country_name(code, "en") for code in found[:6])
        raise ValidationError(_t("Which one: %(several)s?") % {"several": several})

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            country = self.to_python(data)
        except ValidationError:
            return True
        return (country.code if country else None) != (getattr(initial, "pk", initial) or None)

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "list": "desk-countries", "autocomplete": "off"}


# ---------------------------------------------------------------- terms


def offered(terms: Iterable[Term]) -> list[Any]:
    """Choices in groups: a term with others below it heads a group, and is its first choice."""
    shown = [term for term in terms if not term.retired]
    heads = {term.parent_id for term in shown if term.parent_id}
    groups: dict[int | None, tuple[str, list[tuple[str, str]]]] = {}
    flat: list[Any] = []
    for term in shown:
        if term.pk in heads and not term.parent_id:
            in_general = _t("%(group)s, in general") % {"group": term.name()}
            groups[term.pk] = (term.name(), [(str(term.pk), in_general)])
            flat.append(groups[term.pk])
        elif root := _root(term, groups):
            groups[root][1].append((str(term.pk), term.name()))
        elif term.parent and term.parent.parent_id is None:  # its head is not offered itself (roles)
            groups[term.parent_id] = (term.parent.name(), [(str(term.pk), term.name())])
            flat.append(groups[term.parent_id])
        else:
            flat.append((str(term.pk), term.name()))
    return flat


def _root(term: Term, groups: dict[Any, Any]) -> int | None:
    above = term.parent
    while above is not None:
        if above.pk in groups:
            return above.pk
        above = above.parent
    return None


class QuickSelect(forms.Select):
    """A select whose options are written once, however many rows show it.

    Django renders a template for each option: for sixty rows of fifty steps that is two seconds.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shared by the copies that rows make of this widget: their choices are the same.
        self.written: list[Option] = []

    @override
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        if not self.written:
            self.written += written(self.choices)
        chosen = {str(one) for one in self.format_value(value)} or {""}
        if not chosen <= {option.value for option in self.written}:
            return super().render(name, value, attrs, renderer)
        found = flatatt(self.build_attrs(self.attrs, attrs))
        options = ((one.chosen if one.value in chosen else one.html,) for one in self.written)
        return format_html(
            '<select name="{}"{}>{}</select>', name, found, format_html_join("", "{}", options)
        )


class Option(NamedTuple):
    value: str | None  # None: the beginning or the end of a group
    html: Any
    chosen: Any


def written(choices: Iterable[Any]) -> list[Option]:
    found: list[Option] = []
    for key, label in choices:
        if not isinstance(label, list | tuple):
            found.append(_option(key, label))
            continue
        found.append(Option(None, format_html('<optgroup label="{}">', key), ""))
        found += [_option(value, text) for value, text in label]
        found.append(Option(None, format_html("{}</optgroup>", ""), ""))
    return found


def _option(value: Any, text: Any) -> Option:
    value = "" if value is None else str(value)
    return Option(
        value,
        format_html('<option value="{}">{}</option>', value, text),
        format_html('<option value="{}" selected>{}</option>', value, text),
    )


class TermSelect(QuickSelect):
    """A term that was retired since stays chosen where it was chosen."""

    labels: dict[str, str] = {}

    @override
    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        offered_values = {str(option["value"]) for _group, options, _index in groups for option in options}
        for kept in value:
            if str(kept) not in offered_values and str(kept) in self.labels:
                option = self.create_option(name, kept, self.labels[str(kept)], True, len(groups))
                groups.append((None, [option], len(groups)))
        return groups


class TermFormField(forms.ChoiceField):
    widget = TermSelect

    def __init__(self, *, terms: Sequence[Term], empty: Any = "", **kwargs: Any) -> None:
        self.by_pk = {str(term.pk): term for term in terms}
        super().__init__(choices=[("", empty), *offered(terms)], **kwargs)
        self.widget.labels = {pk: term.name() for pk, term in self.by_pk.items()}

    def __deepcopy__(self, memo: Any) -> "TermFormField":
        memo[id(self.by_pk)] = self.by_pk
        return super().__deepcopy__(memo)

    @override
    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Term) else value

    @override
    def to_python(self, value: Any) -> Any:
        return (
            self.by_pk.get(str(self.prepare_value(value)), value) if value not in self.empty_values else None
        )

    @override
    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value is not None and not isinstance(value, Term):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class ChosenBoundField(BoundField):
    @property
    def chosen(self) -> list[str]:
        """The labels of what is ticked, for the line that stays when the list is folded."""
        labels: dict[str, str] = cast(Any, self.field).labels()
        return [labels[str(value)] for value in self.value() or [] if str(value) in labels]


class TermsFormField(forms.MultipleChoiceField):
    """Several terms as checkboxes in groups; folded, they are one line."""

    widget = forms.CheckboxSelectMultiple
    bound_field_class = ChosenBoundField

    def __init__(self, *, terms: Sequence[Term], **kwargs: Any) -> None:
        self.by_pk = {str(term.pk): term for term in terms}
        super().__init__(choices=offered(terms), **kwargs)

    def labels(self) -> dict[str, str]:
        return {pk: term.name() for pk, term in self.by_pk.items()}

    @override
    def prepare_value(self, value: Any) -> Any:
        return [str(getattr(item, "pk", item)) for item in value or []]

    @override
    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return [self.by_pk[str(pk)] for pk in chosen]

    @override
    def valid_value(self, value: Any) -> bool:
        return str(value) in self.by_pk

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial)) != set(self.prepare_value(data))


class ClaimsFormField(forms.MultipleChoiceField):
    """What a citation is used for; its choices are the claims of one record."""

    widget = forms.CheckboxSelectMultiple
    bound_field_class = ChosenBoundField

    def labels(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for value, label in cast(list[Any], self.choices):
            pairs = label if isinstance(label, list | tuple) else [(value, label)]
            found |= {str(key): str(text) for key, text in pairs}
        return found


# ---------------------------------------------------------------- look-ups


class LookupBoundField(BoundField):
    @property
    def open_url(self) -> str:
        """The form of the record that is chosen."""
        value = self.value()
        value = "" if isinstance(value, list) else str(value or "")
        kind, _colon, pk = value.rpartition(":")
        model = kind or cast(Any, self.field).lookup_model
        known = model and read_key(pk) is not None
        return reverse(f"admin:cases_{model}_change", args=[pk]) if known else ""


class Lookup:
    """A select that is filled while one types. Without scripts it keeps what was chosen before."""

    def attributes(self, field: Any, add: Sequence[tuple[Any, str]] = ()) -> dict[str, str]:
        attrs = {
            "class": "lookup",
            "data-url": reverse("admin:autocomplete"),
            "data-app-label": field.model._meta.app_label,
            "data-model-name": field.model._meta.model_name,
            "data-field-name": field.name,
        }
        for index, (label, url) in enumerate(add):
            attrs |= {f"data-add-{index}": str(label), f"data-add-url-{index}": url}
        return attrs


class _KnownOptions:
    """Only what is chosen is an option; its label comes from `known`, else from one query."""

    choices: Any
    known: dict[str, str]

    def chosen_groups(self, name: str, value: Any) -> Any:
        wanted = [str(getattr(item, "value", item)) for item in value if item not in (None, "")]
        unknown = [pk for pk in wanted if pk not in self.known]
        if unknown:
            self.known = {**self.known, **self._asked(unknown)}
        options = [
            self.create_option(name, pk, self.known[pk], True, index)  # type: ignore[attr-defined]
            for index, pk in enumerate(wanted)
            if pk in self.known
        ]
        return [(None, options, 0)]

    def _asked(self, pks: list[str]) -> dict[str, str]:
        numbers = [pk for pk in pks if read_key(pk) is not None]
        return (
            {str(row.pk): str(row) for row in self.choices.queryset.filter(pk__in=numbers)} if numbers else {}
        )


class LookupSelect(_KnownOptions, forms.Select):
    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.known = {}

    @override
    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        groups = self.chosen_groups(name, value)
        empty = self.create_option(name, "", "", not groups[0][1], 0)
        return [(None, [empty, *groups[0][1]], 0)]


class LookupSelectMultiple(_KnownOptions, forms.SelectMultiple):
    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs)
        self.known = {}

    @override
    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return self.chosen_groups(name, value)


class LookupFormField(ModelChoice):
    bound_field_class = LookupBoundField
    widget = LookupSelect
    default_error_messages = {
        "invalid_choice": _("This cannot be chosen here, or is not in the record any more: “%(value)s”.")
    }

    @property
    def lookup_model(self) -> str:
        return str(self.queryset.model._meta.model_name) if self.queryset is not None else ""

    def know(self, record: Model | None) -> None:
        """Spare the select the query for a record that the row has read already."""
        if record is not None and isinstance(self.widget, LookupSelect):
            self.widget.known = {str(record.pk): str(record)}


class LookupsFormField(ModelMultipleChoice):
    bound_field_class = ChosenBoundField
    widget = LookupSelectMultiple

    @override
    def clean(self, value: Any) -> Any:
        # All are asked for at once, and one number that no column holds would be an error of the database.
        numbered = self.queryset is not None and isinstance(self.queryset.model._meta.pk, IntegerField)
        for one in value if numbered and isinstance(value, list | tuple) else ():
            if read_key(one) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": one})
        return super().clean(value)
