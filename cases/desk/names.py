"""Names at the desk: their rows, finding them in any script, and who may be in the record already."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.layout import Cell
from cases.desk.remember import last_language
from cases.desk.rows import Rows
from cases.models import NameKey, NameKind, Organization, OrganizationName, Person, PersonName
from cases.text.comparing import candidate_keys, same_name
from cases.text.endings import base_forms
from cases.text.keys import read_key
from cases.text.names import search_keys, search_words, word_keys

# ---------------------------------------------------------------- finding


def keyed(text: str, owner: str, **of: Any) -> Q | None:
    """Names that hold every word of `text`, in any script, each as a beginning; None where it has no word.

    `keyed("муст", "personname", personname__person=OuterRef("pk"))`

    A word as it stands in a text finds the name of which it is a form: `Гусейнову` finds Гусейнов. What is
    left without its ending is a whole word, not the beginning of one.
    """
    words = search_words(text)
    if not words:
        return None
    found = Q()
    for word in words:
        forms = {key for form in base_forms(word)[1:] for key in word_keys(form)}
        wanted = Q(key__in=sorted(forms))
        for key in search_keys(word)[0]:
            wanted |= Q(key__startswith=key)
        found &= Q(Exists(NameKey.objects.filter(wanted, **{f"{owner}__isnull": False}, **of)))
    return found


def person_named(text: str, outer: str = "pk") -> Q | None:
    return keyed(text, "personname", personname__person=OuterRef(outer))


def organization_named(text: str, outer: str = "pk") -> Q | None:
    return keyed(text, "organizationname", organizationname__organization=OuterRef(outer))


def search_named(queryset: QuerySet[Any], text: str, named: Q | None) -> QuerySet[Any]:
    """The search of a list of people or organizations, and of what looks them up."""
    if not text.strip():
        return queryset
    wanted = Q(working_title__icontains=text.strip())
    if named is not None:
        wanted |= named
    if (number := read_key(text.strip())) is not None:
        wanted |= Q(number=number)
    return queryset.filter(wanted)


# ---------------------------------------------------------------- possible duplicates

MOST_CANDIDATES = 300
MOST_TWINS = 8


@dataclass(frozen=True)
class Twin:
    """Somebody in the record with a name like this one: a suggestion to look, never a merge."""

    record: Any
    name: str
    others: list[str]
    url: str


def possible_twins(model: type[Model], names: Iterable[str], leave_out: int | None = None) -> list[Twin]:
    """People or organizations of whom `manage.py compare_names` says `same` for one of these names, those who
    share most with it first.
    """
    wanted = [name for name in names if name.strip()]
    keys = {key for name in wanted for key in candidate_keys(name)}
    owner = "person" if model is Person else "organization"
    rows: Any = PersonName if model is Person else OrganizationName
    candidates = (
        rows.objects.filter(keys__key__in=keys)
        .exclude(**{owner: leave_out})
        .select_related(owner)
        .annotate(shared=Count("keys"))
        .order_by("-shared", "pk")[:MOST_CANDIDATES]
    )
    found: dict[int, Any] = {}
    for row in candidates:
        if any(same_name(name, row.text) for name in wanted):
            found.setdefault(getattr(row, f"{owner}_id"), row)
    return [_twin(getattr(row, owner), row.text) for row in itertools.islice(found.values(), MOST_TWINS)]


def _twin(record: Any, name: str) -> Twin:
    others = [row.text for row in record.names.all() if row.text != name]
    return Twin(record, name, others, admin_url(record, "change"))


# ---------------------------------------------------------------- rows


class NameForm(RowForm):
    defaults = frozenset({"language", "kind"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        if getattr(self.instance, "kind", "") != NameKind.FORMER:
            kind.choices = [choice for choice in kind.choices if choice[0] != NameKind.FORMER]
            return
        for field in self.fields.values():  # it is taken out, or it stays
            field.disabled = True


class NameFormSet(RowFormSet):
    """At least one name, and exactly one that is primary."""

    typed = ""  # into a look-up that found nobody: the first row of the form that opens
    typed_language = "en"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if self.typed and kwargs.get("data") is None:
            first = {"text": self.typed, "language": self.typed_language, "kind": NameKind.PRIMARY}
            kwargs["initial"] = [first]
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # the first name of somebody new is the primary one, further names are not
            for form in self.extra_forms:
                form.initial["kind"] = NameKind.TRANSLITERATION

    @override
    def clean(self) -> None:
        super().clean()
        kept = self._kept()
        if not kept:
            raise ValidationError(_("Enter a name. Who has none known is a party in words, in the case."))
        primary = [form for form in kept if form.cleaned_data.get("kind") == NameKind.PRIMARY]
        if len(primary) > 1:
            raise ValidationError(_("Only one name is the primary one."))
        if not primary and not any(self.errors):
            kept[0].instance.kind = NameKind.PRIMARY  # the first one, unless somebody says otherwise

    @override
    def save(self, commit: bool = True) -> Any:
        if commit and self.instance.pk:
            # The former primary name first, or for a moment there would be two.
            primary = [form.instance.pk for form in self._kept() if form.instance.kind == NameKind.PRIMARY]
            rows: Any = self.queryset
            rows.filter(kind=NameKind.PRIMARY).exclude(pk__in=primary).update(kind=NameKind.ALIAS)
        for form in self.initial_forms:
            name: Any = form.instance
            if name.kind == NameKind.PRIMARY and not form.has_changed():
                type(name).objects.filter(pk=name.pk).update(kind=NameKind.PRIMARY)
        return super().save(commit)

    def _kept(self) -> list[Any]:
        return [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", None)
            and form.cleaned_data.get("text")
            and form.cleaned_data.get("kind") != NameKind.FORMER
            and not form.cleaned_data.get("DELETE")
        ]


class NameRows(Rows):
    form = NameForm
    formset = NameFormSet
    title = _("Names")
    verbose_name = _("name")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A former name guards the texts: an editor alone may see and forget it."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows if request.user.has_perm("cases.review_record") else rows.exclude(kind=NameKind.FORMER)

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        typed = request.GET.get("name", "").strip() if obj is None else ""
        return type(formset)(
            "NameFormSet", (formset,), {"typed": typed, "typed_language": last_language(request)}
        )


class PersonNames(NameRows):
    model = PersonName
    cells = (
        Cell(_("Name, as written"), ("text",), slug="name"),
        Cell(_("Language"), ("language",), slug="tongue"),
        Cell(_("Kind"), ("kind",), slug="kind"),
        Cell(_("Patronymic"), ("patronymic",)),
        Cell(_("Confidential"), ("confidential",), slug="flag"),
    )
    hint = _("In every script that you know. Others are found by any of them.")


class OrganizationNames(NameRows):
    model = OrganizationName
    cells = (
        Cell(_("Name, as written"), ("text",), slug="name"),
        Cell(_("Language"), ("language",), slug="tongue"),
        Cell(_("Kind"), ("kind",), slug="kind"),
        Cell(_("Confidential"), ("confidential",), slug="flag"),
    )
    hint = _("In every script that you know. Others are found by any of them.")


def names_beside(record: Any) -> list[Any]:
    """The names that stand beside the one by which the desk calls it."""
    return [name for name in record.names.all() if name.text != record.working_title and not name.is_former]


def primary_name(record: Person | Organization) -> str:
    names: Sequence[Any] = list(record.names.all())
    first = next((row for row in names if row.kind == NameKind.PRIMARY), names[0] if names else None)
    return str(first.text) if first else _t("without a name")
