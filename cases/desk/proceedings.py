"""Proceedings: the official numbers of a case in one line each, and a form for all numbers of one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk import moves
from cases.desk.bar import admin_url, bar_of
from cases.desk.charges import ChargeRows
from cases.desk.corrections import keep, said
from cases.desk.docket import Docket, docket_for
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.hand import cite_in_hand, new_rows
from cases.desk.inputs import Lookup, LookupFormField
from cases.desk.layout import Cell, Part
from cases.desk.pasted import read_step
from cases.desk.records import DeskAdmin, RecordForm, is_changed
from cases.desk.rows import Rows
from cases.desk.sanctions import SanctionRows
from cases.desk.site import desk
from cases.desk.steps import NEW_ORGANIZATION, StepRows
from cases.models import Case, Organization, Proceeding, ProceedingNumber, ProceedingParty
from cases.models.proceedings import fold_number
from cases.publishing import checks, workflow
from cases.text.keys import read_key


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


class NumberedFormSet(RowFormSet):
    """Of two rows with the same number the second says so: no table holds either of them yet."""

    @override
    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            number, authority = data.get("number"), data.get("authority")
            if not number or not authority or data.get("DELETE"):
                continue
            if (authority, fold_number(number)) in seen:
                words = _("A row above has this number of %(authority)s already: “%(number)s”.")
                form.add_error("number", words % {"authority": authority, "number": number})
            seen.add((authority, fold_number(number)))


class ProceedingRows(Rows):
    model = Proceeding
    fk_name = "main_case"
    form = ProceedingForm
    formset = NumberedFormSet
    title = _("Proceedings")
    verbose_name = _("proceeding")
    hint = _("Open one to enter its parties, charges, steps and sanctions.")
    adds = {"body": NEW_ORGANIZATION}
    cells = (
        Cell(_("Official number"), ("number",), slug="date"),
        Cell(_("Given by"), ("authority",)),
        Cell(_("Kind of proceeding"), ("kind",), slug="sort"),
        Cell(_("Before"), ("body",)),
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
    formset = NumberedFormSet


class TickedField(forms.MultipleChoiceField):
    """Participants; whom a colleague took out of the case meanwhile is not ticked any more."""

    @override
    def to_python(self, value: Any) -> list[str]:
        return [pk for pk in super().to_python(value) if self.valid_value(pk)]

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(self.to_python(data))


class WholeForm(RecordForm):
    """A whole proceeding. Who saves it after a colleague changed its case is told, as in the case."""

    docket: Docket

    roll = forms.CharField(widget=forms.HiddenInput, required=False)
    parties = TickedField(label=_("party"), required=False)
    brought_by = TickedField(label=_("brought it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = self.docket.listed
        proceeding = self.instance
        if isinstance(proceeding, Proceeding) and proceeding.pk:
            cast(LookupFormField, self.fields["main_case"]).know(proceeding.main_case)
            cast(LookupFormField, self.fields["body"]).know(proceeding.body)
        self.initial["roll"] = ",".join(str(one.pk) for one in listed)
        for name, side in SIDES.items():
            self.fields[name].choices = [(str(one.pk), one.name) for one in listed if one.name]  # type: ignore[attr-defined]
            self.initial[name] = [str(one.pk) for one in listed if self.docket.sides.get(one.pk) == side]

    @override
    def revised(self) -> Case | None:
        proceeding = cast(Proceeding, self.instance)
        return proceeding.main_case if proceeding.pk else None

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if twice := set(cleaned.get("parties", ())) & set(cleaned.get("brought_by", ())):
            names = self.docket.names([int(pk) for pk in twice])
            self.add_error("brought_by", _("%(names)s: either party or brought it.") % {"names": names})
        self._refuse_leaving(set(cleaned.get("parties", ())) | set(cleaned.get("brought_by", ())))
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return cleaned

    def _refuse_leaving(self, ticked: set[str]) -> None:
        """Whoever is unticked leaves the proceeding: not while a row still names her."""
        for pk in self.docket.sides:
            if str(pk) not in ticked and (rows := self.docket.rows_naming(pk)):
                words = _("%(name)s is still named in %(rows)s: take the name out there, or leave it ticked.")
                named = {"name": self.docket.names([pk]), "rows": ", ".join(rows)}
                self.add_error("parties", words % named)

    def ticked(self, name: str) -> set[int]:
        return {int(pk) for pk in self.cleaned_data[name]}


NEXT = _("what the whole case still needs stands in its form.")
SIDES = {"parties": ProceedingParty.Side.PARTY, "brought_by": ProceedingParty.Side.BROUGHT_BY}


@admin.register(Proceeding, site=desk)
class ProceedingAdmin(DeskAdmin):
    form = WholeForm
    readers = {"steps": read_step}
    asks_for_a_country = False
    parts = (
        Part(
            "what",
            _("What"),
            ("kind", "body", NumberRows, ("amount", "currency"), ("main_case", "other_cases")),
        ),
        Part(
            "parties",
            _("Parties"),
            hint=_("the participants of the case, by the numbers under which the rows below name them"),
            template="desk/_roll.html",
            own=("parties", "brought_by", "roll"),
        ),
        Part("charged", _("Charges"), (ChargeRows,)),
        Part(
            "course",
            _("Steps"),
            (StepRows,),
            _("dates as precise as you know: 2014, Aug 2014, 8 or 9 April 1994, 2014~"),
            template="desk/_removed_steps.html",
        ),
        Part("imposed", _("Sanctions"), (SanctionRows,)),
    )
    adds = {"body": NEW_ORGANIZATION}
    list_display = ("__str__", "main_case")
    list_select_related = ("main_case", "kind")
    search_fields = ("numbers__number",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).prefetch_related("numbers")
        return rows.select_related("main_case__changed_by", "kind", "body")

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        folded = fold_number(search_term)
        found = ProceedingNumber.objects.filter(folded__startswith=folded).values("proceeding")
        return (queryset.filter(pk__in=found) if folded else queryset), False

    # ------------------------------------------------------------ the form

    @override
    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        return type(form)("WholeForm", (form,), {"docket": docket_for(request, obj)})

    @override
    def problems_of(self, obj: Any) -> list[checks.Problem]:
        return checks.problems_of_proceeding(obj) if obj is not None and obj.pk else []

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        case = obj.main_case if obj is not None and obj.pk else self._chosen_case(request)
        docket = docket_for(request, obj if obj is not None and obj.pk else None)
        beside: dict[str, Any] = {"docket": docket, "rolls": _rolls(docket, request)}
        if case is None:
            return beside
        back = f"{admin_url(case, 'change')}#proceedings"
        beside |= {"back_to": case, "back_url": back}
        if obj is not None and obj.pk:
            here = {problem.key: "#steps" for problem in found}
            bar = bar_of(case, cast(User, request.user), found, places, here)
            beside |= {"bar": replace(bar, next=str(NEXT)), "bar_record": case}
            beside["taken_out"] = docket.corrections[None]
        return beside

    def _chosen_case(self, request: HttpRequest) -> Case | None:
        main = (request.POST if request.method == "POST" else request.GET).get("main_case", "")
        return Case.objects.filter(pk=read_key(main) or 0).first()

    # ------------------------------------------------------------ saving

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Parties first, since rows name them. Its cases, those before included, are drafts again."""
        proceeding, user = form.instance, cast(User, request.user)
        docket = docket_for(request, proceeding if change else None)
        cases = set(Case.objects.filter(shared_proceedings=proceeding)) if change else set()
        if change and "main_case" in form.changed_data:
            cases |= set(Case.objects.filter(pk=form.initial["main_case"]))
        before = said(proceeding) if change else {}
        parties, brought_by = form.ticked("parties"), form.ticked("brought_by")
        changed = docket.write_sides(proceeding, brought_by, parties)
        super().save_related(request, form, formsets, change)
        changed |= docket.drop_others(proceeding, parties | brought_by)
        changed |= not change or is_changed(form, formsets)
        keep(before, proceeding, user)
        cite_in_hand(request, proceeding.main_case, [*new_rows(formsets), *([] if change else [proceeding])])
        if changed:
            for case in cases | {proceeding.main_case, *proceeding.other_cases.all()}:
                workflow.changed(case, by=user)

    @override
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        cases = [obj.main_case, *obj.other_cases.all()]
        super().delete_model(request, obj)
        for case in cases:
            workflow.changed(case, by=cast(User, request.user))

    @override
    def saved(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_save_and_submit" in request.POST:
            return moves.submit(request, obj.main_case)
        return super().saved(request, obj)

    @override
    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(f"{admin_url(obj.main_case, 'change')}#proceedings")

    @override
    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)


def _rolls(docket: Docket, request: HttpRequest) -> list[dict[str, Any]]:
    """The numbered participants, each with its boxes: as they were sent, or as they are stored."""
    sent = request.POST if request.method == "POST" else None
    rows = []
    for one in docket.listed:
        sides = {
            name: str(one.pk) in sent.getlist(name) if sent is not None else docket.sides.get(one.pk) == side
            for name, side in SIDES.items()
        }
        rows.append({"one": one, **sides})
    return rows
