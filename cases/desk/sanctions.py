"""Sanctions in the form of a proceeding: a row for each sentence, and who received it.

A sentence for all is entered once; who received another one is named in a row further down, which holds for
them in the place of the first.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.charges import NAMED
from cases.desk.choices import choices_for
from cases.desk.docket import PartyCodes
from cases.desk.grouped import Group, GroupedRows, GroupForm, GroupFormSet
from cases.desk.inputs import TermFormField
from cases.desk.layout import Cell
from cases.desk.steps import steps_of
from cases.models import Sanction
from cases.models.fields import CurrencyField
from cases.models.proceedings import ProceedingParty
from cases.reference.models import Vocabulary

MEASURES = ("years", "months", "days", "indefinite", "suspended", "amount", "currency")


class SanctionForm(GroupForm):
    defaults = frozenset({"was", "sanction_kind"})

    step = forms.IntegerField(label=_("number of the step"), min_value=1)
    who = PartyCodes(label=_("for"))
    sanction_kind = TermFormField(terms=[], label=_("sanction"))
    years = forms.IntegerField(label=_("years"), min_value=0, max_value=999, required=False)
    months = forms.IntegerField(label=_("months"), min_value=0, max_value=9999, required=False)
    days = forms.IntegerField(label=_("days"), min_value=0, max_value=32000, required=False)
    indefinite = forms.BooleanField(label=_("indefinite"), required=False)
    suspended = forms.BooleanField(label=_("suspended"), required=False)
    amount = forms.DecimalField(
        label=_("amount"), max_digits=16, decimal_places=2, min_value=0, required=False, localize=False
    )
    currency = forms.CharField(label=_("currency"), max_length=3, required=False)

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lasts = any(cleaned.get(name) is not None for name in ("years", "months", "days"))
        if cleaned.get("indefinite") and lasts:
            self.add_error("indefinite", _("It is either indefinite or has a length."))
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        return cleaned

    def clean_currency(self) -> str:
        return CurrencyField().clean(self.cleaned_data["currency"], None)


class SanctionFormSet(GroupFormSet):
    prefix_name = "sanctions"

    @override
    def read_groups(self) -> list[Group]:
        numbers = {
            pk: number for number, pk in enumerate(steps_of(self.instance).values_list("pk", flat=True), 1)
        }
        rows = Sanction.objects.filter(step__proceeding=self.instance).select_related("party").order_by("pk")
        found: dict[tuple[Any, ...], list[Sanction]] = defaultdict(list)
        for row in rows:
            alike = (row.step_id, row.sanction_kind_id, *(getattr(row, name) for name in MEASURES))
            found[alike].append(row)
        groups = [self._group(numbers[same[0].step_id], same) for same in found.values()]
        return sorted(groups, key=lambda group: int(group.initial["step"]))

    def _group(self, number: int, same: list[Sanction]) -> Group:
        first = same[0]
        initial = {
            "was": ",".join(str(row.pk) for row in same),
            "step": number,
            "who": self.docket.write(row.party.participation_id for row in same),
            "sanction_kind": first.sanction_kind_id,
            **{name: getattr(first, name) for name in MEASURES},
        }
        return Group([row.pk for row in same], initial)

    @override
    def clean(self) -> None:
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            number = data.get("step")
            if number and not data.get("DELETE") and not self._is_there(number):
                form.add_error("step", ValidationError(_("There is no step of this number.")))

    def _is_there(self, number: int) -> bool:
        prefix = f"steps-{number - 1}"
        filled = self.data.get(f"{prefix}-id") or self.data.get(f"{prefix}-step_kind")
        return bool(filled) and not self.data.get(f"{prefix}-DELETE")

    @override
    def save(self, commit: bool = True) -> None:
        """Of two rows that name a party for one step and one kind the lower one holds."""
        rows = [(form, self._wanted(form)) for form in self.forms]
        holds: dict[Any, Any] = {}
        for form, wanted in rows:
            for party, facts in wanted.items():
                holds[facts["step_id"], facts["sanction_kind_id"], party] = form
        for form, wanted in rows:
            own = {
                party: facts
                for party, facts in wanted.items()
                if holds[facts["step_id"], facts["sanction_kind_id"], party] is form
            }
            if form.has_changed() or len(own) < len(wanted):
                self.replace(form, own)

    def _wanted(self, form: Any) -> dict[Any, dict[str, Any]]:
        data = form.cleaned_data
        if data.get("DELETE") or not data.get("step"):
            return {}
        if form.group is not None and not form.has_changed():
            return {row.party_id: _facts(row) for row in self.records(form.stood_for())}
        step = self.docket.steps[data["step"] - 1]
        if step is None or step.pk is None:
            return {}
        facts = {
            "step_id": step.pk,
            "sanction_kind_id": data["sanction_kind"].pk,
            **{name: data[name] for name in MEASURES},
        }
        parties = self.docket.parties(self.instance, data["who"]) or self._all_of(step)
        return dict.fromkeys(parties, facts)

    def _all_of(self, step: Any) -> list[int]:
        """Whom the step is for."""
        ticked = list(step.parties.values_list("pk", flat=True))
        if ticked:
            return ticked
        every = ProceedingParty.objects.filter(proceeding=self.instance, side=ProceedingParty.Side.PARTY)
        return list(every.values_list("pk", flat=True))

    @override
    def records(self, pks: Sequence[int]) -> Sequence[Sanction]:
        rows = Sanction.objects.filter(pk__in=pks, step__proceeding=self.instance)
        return list(rows.select_related("sanction_kind", *NAMED))

    @override
    def identity(self, row: Any) -> Any:
        return row.party_id

    @override
    def make(self, identity: Any, facts: dict[str, Any]) -> Any:
        return Sanction.objects.create(party_id=identity, **facts)


def _facts(row: Sanction) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("step_id", "sanction_kind_id", *MEASURES)}


class SanctionRows(GroupedRows):
    model = Sanction
    form = SanctionForm
    formset = SanctionFormSet
    title = _("Sanctions")
    verbose_name = _("sanction")
    hint = _(
        "One row for all who received the same. Who received another one is named in a row further down, "
        "which holds for them in the place of the first."
    )
    cells = (
        Cell(_("Step"), ("step",), slug="number"),
        Cell(_("For"), ("who",), slug="codes"),
        Cell(_("Sanction"), ("sanction_kind",), slug="sort"),
        Cell(_("Years, months, days"), ("years", "months", "days"), slug="length"),
        Cell(_("Which is"), ("suspended", "indefinite"), slug="flag"),
        Cell(_("Amount, currency"), ("amount", "currency"), slug="money"),
    )

    @override
    def furnish(self, form: Any, request: HttpRequest) -> None:
        terms = choices_for(request).terms[Vocabulary.SANCTION_KIND]
        form.base_fields["sanction_kind"] = TermFormField(terms=terms, label=_("sanction"))
        form.base_fields["amount"].widget.attrs["placeholder"] = _("amount")
        form.base_fields["currency"].widget.attrs["placeholder"] = "AZN"
