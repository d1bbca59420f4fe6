"""Fields that the whole working record shares: uncertain dates and languages."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.text import dates, languages

# Django's fields can be subscripted by the type checker only.
if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:
    TextField = models.CharField

DATE_HELP = _(
    "As precise as you know: 2014, Aug 2014, 8 or 9 April 1994, about 2014, before 2014, 2014 to 2016."
)


class UncertainDateField(TextField):
    """An uncertain date as EDTF text (ISO 8601-2); empty where nothing is known.

    Whatever a person types is read into EDTF. Each such field has two columns beside it, which it fills on
    saving: `<name>_earliest` and `<name>_latest`, None where a bound is open or unknown.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("help_text", DATE_HELP)
        super().__init__(*args, **kwargs)

    @override
    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        text = (value or "").strip()
        if not text:
            return str(super().clean("", model_instance))
        try:
            return str(super().clean(dates.read(text).edtf, model_instance))
        except dates.UnreadableDate as error:
            raise ValidationError(str(error)) from error

    @override
    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        edtf = getattr(model_instance, self.attname) or ""
        known = dates.parse(edtf) if edtf else None
        setattr(model_instance, f"{self.name}_earliest", known.earliest if known else None)
        setattr(model_instance, f"{self.name}_latest", known.latest if known else None)
        return edtf


def bound() -> "models.DateField[date | None, date | None]":
    """The column of one bound of an uncertain date."""
    return models.DateField(null=True, editable=False)


def ends_after_it_begins(name: str, began: str, ended: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{ended}_latest__isnull": True})
        | Q(**{f"{began}_earliest__isnull": True})
        | Q(**{f"{ended}_latest__gte": F(f"{began}_earliest")}),
        name=name,
        violation_error_message=_("The end is before the beginning."),
    )


def exactly_one(name: str, *fields: str, message: Any) -> models.CheckConstraint:
    """Exactly one of these foreign keys or texts is filled."""
    either = Q()
    for chosen in fields:
        either |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(condition=either, name=name, violation_error_message=message)


class LanguageField(TextField):
    """The language of a text: a BCP 47 code of `cases.text.languages`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("language"))
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("default", "en")
        kwargs["choices"] = languages.choices
        super().__init__(*args, **kwargs)

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)  # the list may grow without a migration
        return name, path, args, kwargs


class CurrencyField(TextField):
    """The currency of an amount: an ISO 4217 code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("currency"))
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("ISO 4217: AZN, EUR, USD."))
        super().__init__(*args, **kwargs)

    @override
    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        code = str(super().clean((value or "").strip().upper(), model_instance))
        if code and code not in currencies():
            raise ValidationError(_("“%s” is no currency of ISO 4217; the manat is AZN.") % code)
        return code


@cache
def currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)
