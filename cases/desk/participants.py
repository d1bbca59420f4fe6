"""Who is in a case: one look-up for people and organizations, or a party in words."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.forms import RowForm
from cases.desk.inputs import LookupBoundField, LookupSelect, LookupSelectMultiple
from cases.desk.layout import Cell
from cases.desk.names import names_beside, organization_named, person_named, search_named
from cases.desk.rows import Rows
from cases.models import Organization, Participation, Person, Visibility
from cases.publishing.compose import shown
from cases.text.keys import read_key

PLACEHOLDER = _("Name in any script")
ADDS = ((_("New person “%s”"), "person"), (_("New organization “%s”"), "organization"))


class WhoField(forms.Field):
    """A person or an organization, written `person:12` or `organization:5`."""

    widget = LookupSelect
    bound_field_class = LookupBoundField
    lookup_model = ""

    known: Person | Organization | None = None  # of a saved row: whom it names, read already

    @override
    def to_python(self, value: Any) -> Person | Organization | None:
        if not value:
            return None
        if self.known is not None and value == reference(self.known):
            return self.known
        kind, _colon, pk = str(value).partition(":")
        model: Any = {"person": Person, "organization": Organization}.get(kind)
        found = model.objects.filter(pk=read_key(pk)).first() if model else None
        if found is None:
            raise ValidationError(
                _("This person or organization is not in the record any more: “%(value)s”."),
                params={"value": Truncator(value).chars(60)},
            )
        return found  # type: ignore[no-any-return]

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != (data or "")


class WhoSelect(LookupSelect):
    @override
    def _asked(self, pks: list[str]) -> dict[str, str]:
        return _called(pks)


class WhosField(forms.Field):
    """Several people or organizations, each written as `WhoField` writes one."""

    bound_field_class = LookupBoundField
    lookup_model = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=WhosSelect, **kwargs)

    @override
    def to_python(self, value: Any) -> list[Person | Organization]:
        found = [WhoField(required=False).to_python(one) for one in value or []]
        return list(dict.fromkeys(one for one in found if one is not None))

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


class WhosSelect(LookupSelectMultiple):
    @override
    def _asked(self, pks: list[str]) -> dict[str, str]:
        return _called(pks)


def _called(references: Iterable[str]) -> dict[str, str]:
    """How they are called, of those that are in the record."""
    found: dict[str, str] = {}
    for one in references:
        try:
            found[one] = str(WhoField(required=False).to_python(one))
        except ValidationError:
            continue
    return found


def reference(party: Person | Organization | None) -> str:
    return f"{party.kind}:{party.pk}" if party else ""


class ParticipationForm(RowForm):
    defaults = frozenset({"language", "certainty", "role"})

    who = WhoField(label=_("Person or organization"), required=False, widget=WhoSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "affiliation" in self.fields:  # a sentence would be cut off in a line
            self.fields["affiliation"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        row = self.instance
        if isinstance(row, Participation) and row.pk and (party := row.person or row.organization):
            self.initial["who"] = reference(party)
            cast(WhoField, self.fields["who"]).known = party
            self.fields["who"].widget.known = {reference(party): str(party)}

    @override
    def clean(self) -> Any:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        who, row = cleaned.get("who"), self.instance
        if "who" not in self.errors and bool(who) == bool(cleaned.get("party")):
            self.add_error(
                "who", _("Name a person, an organization, or an unidentified party: exactly one of them.")
            )
        row.person = who if isinstance(who, Person) else None  # type: ignore[attr-defined]
        row.organization = who if isinstance(who, Organization) else None  # type: ignore[attr-defined]
        return cleaned


class ParticipationRows(Rows):
    model = Participation
    form = ParticipationForm
    title = _("Participants")
    verbose_name = _("participant")
    cells = (
        Cell(
            _("Who"),
            ("who", "party"),
            slug="who",
            more=_("more: age, number, pseudonym"),
            folded=("age_from", "age_to", "minor", "count", "work_link", "pseudonym", "language"),
        ),
        Cell(_("Role, how sure"), ("role", "certainty"), slug="role"),
        Cell(_("At that time"), ("affiliation",)),
        Cell(_("Name shown as"), ("visibility",), slug="shown"),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("person", "organization")
            .prefetch_related("person__names", "organization__names")
        )

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "visibility":
            field.choices = [("", _("as decided")), *(c for c in field.choices if c[0])]
        if db_field.name == "party":
            field.widget.attrs["placeholder"] = _("or in words: three men in plain clothes")
        return field

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        attrs = {"class": "lookup", "data-url": reverse("desk:who"), "data-hint": str(PLACEHOLDER)}
        for index, (label, model) in enumerate(ADDS):
            if request.user.has_perm(f"cases.add_{model}"):
                attrs |= {
                    f"data-add-{index}": str(label),
                    f"data-add-url-{index}": reverse(f"admin:cases_{model}_add"),
                }
        formset.form.base_fields["who"].widget.attrs.update(attrs)
        return formset

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        party = row.person or row.organization
        if party is None:
            return {}
        undecided = shown(row) == Visibility.UNDECIDED
        return {
            "open": admin_url(party, "change"),
            "names": names_beside(party),
            "decide": f"{admin_url(party, 'change')}#visibility" if undecided else "",
            "decided": "" if undecided else Visibility(party.visibility).label,
        }


MOST_FOUND = 15


def find_who(request: HttpRequest) -> JsonResponse:
    """What the look-up of participants shows: people and organizations, in any script."""
    user, text = request.user, request.GET.get("term", "")
    results = []
    if isinstance(user, User) and user.has_perm("cases.view_person"):
        people = search_named(Person.objects.all(), text, person_named(text))
        results += _results(people)
    if isinstance(user, User) and user.has_perm("cases.view_organization"):
        organizations = search_named(Organization.objects.all(), text, organization_named(text))
        results += _results(organizations)
    return JsonResponse({"results": results, "pagination": {"more": False}})


def _results(found: QuerySet[Any]) -> list[dict[str, str]]:
    rows = found.prefetch_related("names").order_by("working_title", "pk")[:MOST_FOUND]
    return [{"id": reference(row), "text": str(row), "beside": beside_a_result(row)} for row in rows]


def beside_a_result(record: Any) -> str:
    """Other spellings, and whether it is a person or an organization."""
    others = [name.text for name in names_beside(record)[:3]]
    return " · ".join([str(record._meta.verbose_name), *others])
