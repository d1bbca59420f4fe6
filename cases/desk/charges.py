"""Charges in the form of a proceeding: a row for each provision, and whom it is held against."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.docket import PartyCodes
from cases.desk.grouped import Group, GroupedRows, GroupForm, GroupFormSet
from cases.desk.inputs import Lookup, LookupFormField
from cases.desk.layout import Cell
from cases.models import Charge, Provision

# What a row is called, in the history of saves, also once it is gone.
NAMED = ("party__participation__person", "party__participation__organization")
NEW_PROVISION = [(_("New provision “%s”"), "provision")]


class ChargeForm(GroupForm):
    provision = LookupFormField(label=_("provision"), queryset=Provision.objects.all())
    who = PartyCodes(label=_("against"))


class ChargeFormSet(GroupFormSet):
    prefix_name = "charges"

    @override
    def read_groups(self) -> list[Group]:
        found: dict[int, list[Charge]] = defaultdict(list)
        for row in self.docket.charges:
            found[row.provision_id].append(row)
        return [
            Group(
                pks=[row.pk for row in charges],
                initial={
                    "was": ",".join(str(row.pk) for row in charges),
                    "provision": pk,
                    "who": self.docket.write(row.party.participation_id for row in charges),
                },
            )
            for pk, charges in found.items()
        ]

    @override
    def prepare(self, form: Any) -> None:
        super().prepare(form)
        known = {provision.pk: provision for provision in self.docket.provisions.values()}
        form.fields["provision"].know(known.get(form.initial.get("provision")))

    @override
    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            provision = data.get("provision")
            if provision is None or data.get("DELETE"):
                continue
            if provision.pk in seen:
                form.add_error("provision", _("This provision has a row already."))
            seen.add(provision.pk)

    @override
    def write(self, form: Any) -> None:
        provision = form.cleaned_data["provision"]
        named = form.cleaned_data["who"] or self.docket.ticked
        wanted = {party: {"provision": provision} for party in self.docket.parties(self.instance, named)}
        self.replace(form, wanted)

    @override
    def records(self, pks: Sequence[int]) -> Sequence[Charge]:
        rows = Charge.objects.filter(pk__in=pks, proceeding=self.instance)
        return list(rows.select_related("provision", *NAMED))

    @override
    def identity(self, row: Any) -> Any:
        return row.party_id

    @override
    def make(self, identity: Any, facts: dict[str, Any]) -> Any:
        row, made = Charge.objects.get_or_create(proceeding=self.instance, party_id=identity, **facts)
        return row if made else None


class ChargeRows(GroupedRows):
    model = Charge
    form = ChargeForm
    formset = ChargeFormSet
    title = _("Charges")
    verbose_name = _("charge")
    hint = _("A row for each provision: 178 finds 178.3.2, a word finds its title.")
    cells = (
        Cell(_("Provision"), ("provision",), slug="wide"),
        Cell(_("Against"), ("who",), slug="codes"),
    )

    @override
    def furnish(self, form: Any, request: HttpRequest) -> None:
        adds = []
        if request.user.has_perm("cases.add_provision"):
            adds = [(label, reverse(f"admin:cases_{name}_add")) for label, name in NEW_PROVISION]
        field = Charge._meta.get_field("provision")
        form.base_fields["provision"].widget.attrs.update(Lookup().attributes(field, adds))
