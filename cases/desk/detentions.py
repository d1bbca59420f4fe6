"""Detentions in the form of a case: who was held where, from and to, and when that was last confirmed.

A new row may name several participants: all were taken to the same place on the same day. Each gets a row of
her own from then on, since each is released on a day of her own.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.admin.checks import BaseModelAdminChecks
from django.db.models import F, QuerySet
from django.forms.models import modelformset_factory
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.citations import in_words, places_of
from cases.desk.forms import TOO_MANY, RowForm, know_row
from cases.desk.inputs import ClaimsFormField
from cases.desk.layout import Cell
from cases.desk.rows import Rows
from cases.models import Case, Detention, Participation

if TYPE_CHECKING:
    ModelFormSet = forms.BaseModelFormSet[Detention, forms.ModelForm[Detention]]
else:
    ModelFormSet = forms.BaseModelFormSet

IN_ORDER = (F("began_earliest").asc(nulls_last=True), "pk")
NEW_ORGANIZATION = [(_("New organization “%s”"), "organization")]


class DetentionForm(RowForm):
    defaults = frozenset({"lawyer_access", "family_access"})
    participants: Mapping[int, str] = {}
    can_be_held: Collection[int] = ()

    whom = forms.ChoiceField(label=_("who"), required=False)
    also = ClaimsFormField(label=_("the same for"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(pk), name) for pk, name in self.participants.items() if pk in self.can_be_held]
        whom, also = cast(Any, self.fields["whom"]), cast(Any, self.fields["also"])
        whom.choices = [("", ""), *choices]
        row = self.instance
        if isinstance(row, Detention) and row.pk:
            # Whoever was held is not exchanged for another; two hundred rows need not offer everybody.
            self.initial["whom"] = str(row.participation_id)
            whom.choices = [(str(row.participation_id), self.participants.get(row.participation_id, ""))]
            also.choices, also.widget = [], forms.MultipleHiddenInput()
        else:
            also.choices = choices

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = [pk for pk in [cleaned.get("whom"), *cleaned.get("also", [])] if pk]
        if not named and "whom" not in self.errors:
            self.add_error("whom", _("Say who was held."))
        cleaned["named"] = [int(pk) for pk in dict.fromkeys(named)]
        if named:
            self.instance.participation_id = int(named[0])  # type: ignore[attr-defined]
        return cleaned

    def others(self) -> list[Detention]:
        """The same for whoever else is named."""
        first = cast(Detention, self.instance)
        facts = {name: getattr(first, name) for name in FACTS}
        return [
            Detention.objects.create(participation_id=pk, **facts) for pk in self.cleaned_data["named"][1:]
        ]


FACTS = (
    *("detention_kind_id", "place", "institution_id", "began", "ended"),
    *("lawyer_access", "family_access", "confirmed"),
)


class DetentionFormSet(ModelFormSet):
    """Of a case by way of its participants, which is one step further than the admin's own sets go."""

    default_error_messages = TOO_MANY
    participants: Mapping[int, str]

    def __init__(self, *args: Any, instance: Any = None, save_as_new: bool = False, **kwargs: Any) -> None:
        self.instance = instance
        rows = kwargs.pop("queryset", Detention.objects.all())
        case = instance.pk if instance is not None else None
        kwargs["queryset"] = rows.filter(participation__case=case).order_by(*IN_ORDER)
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return "detentions"

    @override
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        know_row(form, "id")

    @override
    def save_new(self, form: Any, commit: bool = True) -> Any:
        made = super().save_new(form, commit)
        self._others += form.others()
        return made

    @override
    def save(self, commit: bool = True) -> Any:
        self._others: list[Detention] = []
        saved = super().save(commit)
        self.new_objects += self._others
        return saved


class DetentionRows(Rows):
    model = Detention
    form = DetentionForm
    formset: Any = DetentionFormSet
    checks_class = BaseModelAdminChecks
    title = _("Detentions")
    verbose_name = _("detention")
    beside_label = _("Sources")
    adds = {"institution": NEW_ORGANIZATION}
    hint = _(
        "No end: none is known. “Last confirmed” is the last day on which a source still found them held; "
        "twelve months later the public reads “unknown since”."
    )
    cells = (
        Cell(_("Who; the same for"), ("whom", "also"), slug="sort"),
        Cell(
            _("Kind, place"),
            ("detention_kind", "place"),
            more=_("more: institution, visits"),
            folded=("institution", "lawyer_access", "family_access"),
        ),
        Cell(_("From, to"), ("began", "ended"), slug="date"),
        Cell(_("Last confirmed"), ("confirmed",), slug="day"),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = Detention.objects.select_related(
            "institution", "participation__person", "participation__organization"
        )
        return cast("QuerySet[Any]", rows)

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        rows = participants_of(obj)
        participants = {row.pk: str(row) for row in rows}
        can_be_held = {row.pk for row in rows if _can_be_held(row)}
        form = type("DetentionForm", (self.form,), {"participants": participants, "can_be_held": can_be_held})
        made: Any = modelformset_factory(
            Detention,
            form=form,
            formset=self.formset,
            fields=[name for cell in self.cells for name in cell.all_fields() if name not in OWN],
            formfield_callback=lambda field, **more: self.formfield_for_dbfield(field, request, **more),
            extra=self.extra,
            can_delete=True,
            max_num=self.max_num,
            absolute_max=self.max_num,
        )
        made.participants = participants
        return made

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"began", "ended"}:
            field.widget.attrs["placeholder"] = db_field.verbose_name
        if db_field.name == "place":
            field.widget.attrs["placeholder"] = _("city, or as the source calls it")
        return field

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        if self._places is None:
            self._places = places_of("detention", row.participation.case_id)
        count = self._places[row.pk] + self._places[0]
        opens = {"open": admin_url(row.institution, "change")} if row.institution else {}
        return {"sources": in_words(count) if count else "", "unsourced": not count, **opens}

    _places: Mapping[int, int] | None = None


OWN = {"whom", "also"}


def participants_of(case: Case | None) -> list[Participation]:
    if case is None or not case.pk:
        return []
    rows = Participation.objects.filter(case=case)
    return list(rows.select_related("person", "organization", "role__parent"))


IN_OFFICE = {"authority", "investigator", "prosecutor", "judge", "court", "custodian"}


def _can_be_held(row: Participation) -> bool:
    """Neither an organization nor who acts in office: of an arrested judge the case says more."""
    roles = {row.role.code, row.role.parent.code if row.role.parent else ""}
    return row.organization_id is None and not roles & IN_OFFICE
