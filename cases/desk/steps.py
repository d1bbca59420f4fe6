"""Steps in the form of a proceeding: one dated act a row, for all or for those whose numbers it names."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, cast

from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.citations import in_words, places_of
from cases.desk.docket import Docket, PartyCodes, ProvisionCodes, docket_for
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.layout import Cell
from cases.desk.participants import PLACEHOLDER, WhosField, reference
from cases.desk.rows import Rows
from cases.models import Charge, Person, Proceeding, ProceedingParty, Step, StepOfficial

NEW_ORGANIZATION = [(_("New organization “%s”"), "organization")]
NEW_PROVISION = [(_("New provision “%s”"), "provision")]


def steps_of(proceeding: Proceeding) -> QuerySet[Step]:
    """In the order of their rows: by day, undated ones last."""
    return Step.objects.filter(proceeding=proceeding).order_by(*IN_ORDER)


IN_ORDER = (F("date_earliest").asc(nulls_last=True), "pk")

OFFICES = {"judges": StepOfficial.Office.JUDGE, "prosecutors": StepOfficial.Office.PROSECUTOR}


class StepForm(RowForm):
    defaults = frozenset({"language", "in_absentia"})
    docket: Docket

    who = PartyCodes(label=_("for"))
    under = ProvisionCodes(label=_("charges"))
    judges = WhosField(label=_("judges"), required=False)
    prosecutors = WhosField(label=_("prosecutors"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("who", "under"):
            self.fields[name].docket = self.docket  # type: ignore[attr-defined]
        step = self.instance
        if isinstance(step, Step) and step.pk:
            self.initial["who"] = self.docket.write(party.participation_id for party in step.parties.all())
            self.initial["under"] = self.docket.write_provisions(
                charge.provision_id for charge in step.charges.all()
            )
            for name, office in OFFICES.items():
                some = [
                    one.person or one.organization for one in step.officials.all() if one.office == office
                ]
                self.initial[name] = [reference(one) for one in some]
                self.fields[name].widget.known = {reference(one): str(one) for one in some}

    @override
    def save(self, commit: bool = True) -> Any:
        step: Any = super().save(commit)
        if not commit:
            return step
        changed = set(self.changed_data)
        if "who" in changed:
            step.parties.set(self.docket.parties(step.proceeding, self.cleaned_data["who"]))
        if changed & {"who", "under"}:
            step.charges.set(self._charges(step))
        for name, office in OFFICES.items():
            if name in changed:
                self._write_officials(step, office, self.cleaned_data[name])
        return step

    def _charges(self, step: Step) -> list[Charge]:
        """Those of the parties named, under the provisions named; none where all are meant."""
        provisions = self.cleaned_data["under"]
        if not provisions:
            return []
        charges = Charge.objects.filter(proceeding=step.proceeding_id, provision__in=provisions)
        if named := self.cleaned_data["who"]:
            charges = charges.filter(party__participation__in=named)
        return list(charges)

    def _write_officials(self, step: Step, office: str, wanted: list[Any]) -> None:
        stored = {
            reference(row.person or row.organization): row for row in step.officials.filter(office=office)
        }
        named = {reference(one): one for one in wanted}
        for key in stored.keys() - named.keys():
            stored[key].delete()
        for key in named.keys() - stored.keys():
            one = named[key]
            who = {"person": one} if isinstance(one, Person) else {"organization": one}
            StepOfficial.objects.create(step=step, office=office, **who)


class StepFormSet(RowFormSet):
    docket: Docket

    @override
    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        rows = [(form, cast(Step, form.instance)) for form in self.forms]
        self.docket.steps = [
            None if form in self.deleted_forms or not step.pk else step for form, step in rows
        ]
        return saved


class StepRows(Rows):
    model = Step
    form = StepForm
    formset = StepFormSet
    title = _("Steps")
    pastes = _("date; step; court; what was decided: 22 April 2015; convicted; Court of Grave Crimes")
    verbose_name = _("step")
    numbered = True
    beside_label = _("Sources")
    adds = {"body": NEW_ORGANIZATION, "requalified_to": NEW_PROVISION}
    hint = _("A verdict that differs between defendants is two steps of one day. Nobody named: for all.")
    cells = (
        Cell(_("Date"), ("date",), slug="day"),
        Cell(_("Step"), ("step_kind",), slug="sort"),
        Cell(_("For, under which charges"), ("who", "under"), slug="codes"),
        Cell(
            _("Court or body, what was decided"),
            ("body", "text"),
            slug="wide",
            more=_("more: judges, prosecutors, in absentia, requalified"),
            folded=("judges", "prosecutors", "in_absentia", "requalified_to", "language"),
        ),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        officials = StepOfficial.objects.select_related("person", "organization")
        return (
            rows.select_related("body", "requalified_to")
            .prefetch_related(
                Prefetch("parties", ProceedingParty.objects.only("participation_id")),
                Prefetch("charges", Charge.objects.only("provision_id")),
                Prefetch("officials", officials),
            )
            .order_by(*IN_ORDER)
        )

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.widget.attrs |= {"rows": 1, "placeholder": _("what was decided")}
        return field

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        docket = docket_for(request, obj)
        self._case = obj.main_case_id if obj is not None else 0
        self._docket = docket
        formset.form.docket = docket
        formset.form.base_fields = deepcopy(formset.form.base_fields)
        for name in OFFICES:
            attrs = {"class": "lookup", "data-url": reverse("desk:who"), "data-hint": str(PLACEHOLDER)}
            formset.form.base_fields[name].widget.attrs.update(attrs)
        return type(formset)("StepFormSet", (formset,), {"docket": docket})

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        case = self._case
        if self._places is None:
            self._places = places_of("step", case)
        count = self._places[row.pk] + self._places[0]
        return {
            "corrections": self._docket.corrections[row.pk] if self._docket else [],
            "sources": in_words(count) if count else "",
            "unsourced": not count,
            "tied_at": reverse("admin:cases_case_change", args=[case]),
        }

    _docket: Docket | None = None
    _case = 0  # to which citations of steps belong
    _places: Mapping[int, int] | None = None
