"""Proceedings: the official numbers of a case in one line each, and a form for all numbers of one."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.forms import RowForm
from cases.desk.inputs import Lookup, LookupFormField
from cases.desk.layout import Cell, Part
from cases.desk.records import DeskAdmin, is_changed
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.models import Case, Organization, Proceeding, ProceedingNumber
from cases.models.proceedings import fold_number
from cases.publishing import workflow

NEW_ORGANIZATION = [(_("New organization “%s”"), "organization")]


class ProceedingForm(RowForm):
    """A proceeding with its first number; what further numbers it has stands in its own form."""

    defaults = frozenset({"kind"})

    number = forms.CharField(
        label=_("official number"),
        max_length=100,
        required=False,
        help_text=_("As it is written in the papers."),
    )
    authority = LookupFormField(label=_("given by"), queryset=Organization.objects.all(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = self._first()
        if first is not None:
            self.initial["number"] = first.number
            self.initial["authority"] = first.authority_id
            cast(LookupFormField, self.fields["authority"]).know(first.authority)

    def _first(self) -> ProceedingNumber | None:
        proceeding = self.instance
        if not isinstance(proceeding, Proceeding) or not proceeding.pk:
            return None
        return next(iter(proceeding.numbers.all()), None)

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, authority = cleaned.get("number"), cleaned.get("authority")
        if number and not authority and "authority" not in self.errors:
            self.add_error("authority", _("Say which authority gave this number."))
        if authority and not number:
            self.add_error("number", _("Enter the number that it gave."))
        if number and authority:
            self._refuse_taken(number, authority)
        return cleaned

    def _refuse_taken(self, number: str, authority: Any) -> None:
        taken = ProceedingNumber.objects.filter(authority=authority, folded=fold_number(number))
        if (
            other := taken.exclude(proceeding=self.instance.pk)
            .select_related("proceeding__main_case")
            .first()
        ):
            words = _("%(authority)s gave this number to a proceeding of “%(case)s” already.")
            self.add_error("number", words % {"authority": authority, "case": other.proceeding.main_case})

    @override
    def save(self, commit: bool = True) -> Any:
        proceeding: Any = super().save(commit)
        if commit and {"number", "authority"} & set(self.changed_data):
            self._write_number(proceeding)
        return proceeding

    def _write_number(self, proceeding: Proceeding) -> None:
        first = self._first()
        number, authority = self.cleaned_data["number"], self.cleaned_data["authority"]
        if not number:
            if first is not None:
                first.delete()
            return
        row = first or ProceedingNumber(proceeding=proceeding)
        row.number, row.authority = number, authority
        row.save()


class ProceedingRows(Rows):
    model = Proceeding
    fk_name = "main_case"
    form = ProceedingForm
    title = _("Official numbers")
    verbose_name = _("official number")
    adds = {"body": NEW_ORGANIZATION}
    cells = (
        Cell(_("Official number"), ("number",)),
        Cell(_("Given by"), ("authority",), slug="wide"),
        Cell(_("Kind of proceeding"), ("kind",)),
        Cell(_("Before"), ("body",), slug="wide"),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("body", "kind")
        return rows.prefetch_related("numbers__authority")

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        adds = []
        if request.user.has_perm("cases.add_organization"):
            adds = [(label, reverse(f"admin:cases_{name}_add")) for label, name in NEW_ORGANIZATION]
        given_by = ProceedingNumber._meta.get_field("authority")
        formset.form.base_fields["authority"].widget.attrs.update(Lookup().attributes(given_by, adds))
        return formset

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        further = [str(number) for number in list(row.numbers.all())[1:]]
        return {"open": admin_url(row, "change"), "notes": further}


class NumberRows(Rows):
    model = ProceedingNumber
    title = _("Official numbers")
    verbose_name = _("official number")
    adds = {"authority": NEW_ORGANIZATION}
    cells = (Cell(_("Official number"), ("number",)), Cell(_("Given by"), ("authority",), slug="wide"))

    class NumberForm(RowForm):
        @override
        def clean(self) -> Any:
            """The model folds the number when it saves; whether it is taken is asked before."""
            cleaned: dict[str, Any] = super().clean() or self.cleaned_data
            number, authority = cleaned.get("number"), cleaned.get("authority")
            if number and authority:
                taken = ProceedingNumber.objects.filter(authority=authority, folded=fold_number(number))
                if taken.exclude(pk=self.instance.pk).exists():
                    raise ValidationError(_("This authority has already given this number to a proceeding."))
            return cleaned

    form = NumberForm


@admin.register(Proceeding, site=desk)
class ProceedingAdmin(DeskAdmin):
    parts = (Part("what", _("Proceeding"), ("kind", "main_case", "other_cases", "body", NumberRows)),)
    adds = {"body": NEW_ORGANIZATION}
    list_display = ("__str__", "main_case")
    list_select_related = ("main_case", "kind")
    search_fields = ("numbers__number",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("numbers")

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        folded = fold_number(search_term)
        found = ProceedingNumber.objects.filter(folded__startswith=folded).values("proceeding")
        return (queryset.filter(pk__in=found) if folded else queryset), False

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Its cases, those before the change included, are drafts again."""
        before = set(Case.objects.filter(shared_proceedings=form.instance)) if change else set()
        if change and "main_case" in form.changed_data:
            before |= set(Case.objects.filter(pk=form.initial["main_case"]))
        super().save_related(request, form, formsets, change)
        if change and not is_changed(form, formsets):
            return
        proceeding = form.instance
        for case in before | {proceeding.main_case, *proceeding.other_cases.all()}:
            workflow.changed(case, by=cast(User, request.user))
