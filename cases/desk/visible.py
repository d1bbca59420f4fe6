"""What the forms of people and of organizations share: whether the name may be public, and on what ground."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.cases import remember_language
from cases.desk.citations import remember_source
from cases.desk.hand import cite_whole
from cases.desk.layout import Part
from cases.desk.names import names_beside, possible_twins, primary_name, search_named
from cases.desk.records import MineFilter, PublicFilter, RecordAdmin, RecordForm, StateFilter
from cases.models import NameKind, Visibility
from cases.models.names import keep_former
from cases.publishing import checks
from cases.reference.models import Term, Vocabulary

VISIBILITY = Part(
    "visibility-part",
    _("How the name is shown"),
    (("visibility", "basis"), "pseudonym", "basis_note"),
    template="desk/_visibility.html",
)


class VisibleForm(RecordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One click for officials, judges, courts: named, for what they did in office.
        if self.is_bound and "_official" in self.data:
            office = Term.objects.get(vocabulary=Vocabulary.VISIBILITY_BASIS, code="office")
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("visibility")] = Visibility.NAMED
            data[self.add_prefix("basis")] = str(office.pk)
            self.data = data


class VisibleAdmin(RecordAdmin):
    form = VisibleForm
    list_filter = (StateFilter, PublicFilter, "visibility", MineFilter)
    search_fields = ("working_title",)
    search_help_text = _("A name in any script")
    ordering = ("working_title", "pk")
    list_select_related: ClassVar[Any] = ("changed_by",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        if self.is_list(request):
            queryset = queryset.prefetch_related("names")
        return queryset

    def named(self, text: str) -> Any:
        raise NotImplementedError

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return search_named(queryset, search_term, self.named(search_term)), False

    @override
    def name_record(self, record: Any) -> None:
        name = primary_name(record)
        if record.working_title != name:
            record.working_title = name
            record.save(update_fields=["working_title"])

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        named = form.instance.names.exclude(kind=NameKind.FORMER)
        before = list(named.values_list("text", flat=True))
        super().save_related(request, form, formsets, change)
        keep_former(form.instance, before)
        if not change:
            cite_whole(request, form.instance)
        remember_language(request, formsets)
        remember_source(request, formsets)

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        beside = dict(super().beside_the_form(request, obj, found, places))
        beside["twins_url"] = reverse("desk:twins", args=[self.opts.model_name])
        beside["is_visible_form"] = True
        if obj is None or not obj.pk:
            return beside
        names = [name.text for name in obj.names.all() if not name.is_former]
        beside |= {
            "twins": possible_twins(self.model, names, leave_out=obj.pk),
            "participations": obj.participations.select_related("case", "role"),
            "hide_url": admin_url(obj, "hide") if request.user.has_perm(f"cases.hide_{obj.kind}") else "",
            "confirm_url": _confirm_url(request, obj),
        }
        return beside

    @admin.display(description=_("other names"))
    def other_names(self, record: Any) -> str:
        return " · ".join(name.text for name in names_beside(record))

    @admin.display(description=_("name shown as"), ordering="visibility")
    def shown_visibility(self, record: Any) -> str:
        return str(Visibility(record.visibility).label)


def _confirm_url(request: HttpRequest, record: Any) -> str:
    """Only where the name of somebody in a delicate role is to be shown, and waits for a second person."""
    if record.naming_confirmed_by_id or record.visibility != Visibility.NAMED:
        return ""
    delicate = record.participations.filter(role__code__in=checks.DELICATE_ROLES).exists()
    minor = record.participations.filter(minor=True).exists()
    may = request.user.has_perm("cases.review_record")
    return admin_url(record, "confirm") if may and (delicate or minor) else ""
