"""Rows that stand for several records alike: one charge for eleven defendants, one sentence for nine."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.checks import BaseModelAdminChecks
from django.db.models import Model
from django.http import HttpRequest
from typing_extensions import override

from cases.desk.docket import Docket, docket_for
from cases.desk.forms import TOO_MANY
from cases.desk.rows import Rows
from cases.text.keys import read_keys

if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[forms.Form]
else:
    FormSet = forms.BaseFormSet


@dataclass
class Group:
    """Records that say the same of several parties."""

    pks: list[int]
    initial: dict[str, Any]
    beside: dict[str, Any] = field(default_factory=dict)


class GroupForm(forms.Form):
    """`was` are the records that the row stood for; an empty new row is none."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    defaults: frozenset[str] = frozenset({"was"})
    group: Group | None = None

    @override
    def has_changed(self) -> bool:
        if self.initial:
            return super().has_changed()
        return any(name not in self.defaults for name in self.changed_data)

    def stood_for(self) -> list[int]:
        return read_keys(str(self.cleaned_data.get("was", "")))


class GroupFormSet(FormSet):
    """Is to the admin what a set of forms of a model is."""

    default_error_messages = TOO_MANY
    docket: Docket
    instance: Any
    prefix_name = ""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        instance: Any = None,
        prefix: str | None = None,
        queryset: Any = None,
        save_as_new: bool = False,
        **kwargs: Any,
    ) -> None:
        self.instance = instance
        self.groups: Sequence[Group] = self.read_groups() if instance is not None and instance.pk else []
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        super().__init__(
            data, files, prefix=prefix, initial=[group.initial for group in self.groups] or None, **kwargs
        )

    @classmethod
    @override
    def get_default_prefix(cls) -> str:
        return cls.prefix_name

    def get_queryset(self) -> list[Any]:
        """The admin asks for records only to gather scripts; the rows stand for several each."""
        return []

    def read_groups(self) -> list[Group]:
        raise NotImplementedError

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form: Any = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if i < len(self.groups) and i < self.initial_form_count():
            form.group = self.groups[i]
        self.prepare(form)
        return form

    @property
    def empty_form(self) -> Any:
        form = super().empty_form
        self.prepare(form)
        return form

    def prepare(self, form: Any) -> None:
        for one in form.fields.values():
            if hasattr(one, "picks"):
                one.docket = self.docket

    def save(self, commit: bool = True) -> None:
        for form in self.forms:
            if form.cleaned_data.get("DELETE"):
                self.remove(form)
            elif form.has_changed():
                self.write(form)

    def remove(self, form: Any) -> None:
        self.replace(form, {})

    def write(self, form: Any) -> None:
        raise NotImplementedError

    def replace(self, form: Any, wanted: dict[Any, dict[str, Any]]) -> None:
        """What the row stood for becomes what it says now; records that stay keep their key."""
        stored: dict[Any, Any] = {self.identity(row): row for row in self.records(form.stood_for())}
        for identity in stored.keys() - wanted.keys():
            row = stored[identity]
            row.delete()
            self.deleted_objects.append(row)
        for identity, facts in wanted.items():
            row = stored.get(identity)
            if row is None:
                row = self.make(identity, facts)
                if row is not None:
                    self.new_objects.append(row)
                continue
            if any(getattr(row, name) != value for name, value in facts.items()):
                for name, value in facts.items():
                    setattr(row, name, value)
                row.save()
                self.changed_objects.append((row, list(form.changed_data)))

    def records(self, pks: Sequence[int]) -> Sequence[Model]:
        """Of those keys, the records of this proceeding."""
        raise NotImplementedError

    def identity(self, row: Any) -> Any:
        """What makes a record another one: the party."""
        raise NotImplementedError

    def make(self, identity: Any, facts: dict[str, Any]) -> Any:
        raise NotImplementedError


class GroupedRows(Rows):
    """A table of such rows in the form of a proceeding."""

    checks_class = BaseModelAdminChecks
    formset: Any = GroupFormSet
    form: Any = GroupForm

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form: Any = type("RowForm", (self.form,), {})
        form.base_fields = deepcopy(form.base_fields)
        self.furnish(form, request)
        made: Any = forms.formset_factory(
            form,
            formset=self.formset,
            extra=self.extra,
            can_delete=True,
            max_num=self.max_num,
            absolute_max=self.max_num,
        )
        made.docket = docket_for(request, obj)
        made.model = self.model
        return made

    def furnish(self, form: Any, request: HttpRequest) -> None:
        """What fields need from the request: terms, addresses of look-ups."""

    @override
    def saved_of(self, form: Any) -> Any:
        return form.group

    @override
    def beside(self, row: Any) -> Any:
        return row.beside
