"""Law: codes, laws and treaties as a tree, found by number and by title."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.layout import Cell, Part
from cases.desk.records import DeskAdmin, is_changed, make_drafts, rest_on
from cases.desk.remember import last, last_language, remember
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.models import Case, Event, Provision, ProvisionTitle
from cases.publishing import checks
from cases.text import dates
from cases.text.keys import read_key

NEW_PROVISION = [(_("New provision “%s”"), "provision")]
LEVELS = (Provision.Level.ARTICLE, Provision.Level.PART, Provision.Level.ITEM)


class TitleRows(Rows):
    model = ProvisionTitle
    title = _("In further languages")
    verbose_name = _("title")
    cells = (Cell(_("Language"), ("language",), slug="tongue"), Cell(_("Title"), ("title",), slug="wide"))

    class TitleForm(RowForm):
        defaults = frozenset({"language"})

    class TitleFormSet(RowFormSet):
        """A colleague over whose save this one goes may have entered the same language."""

        @override
        def clean(self) -> None:
            super().clean()
            new = {form.cleaned_data.get("language"): form for form in self.extra_forms if form.has_changed()}
            known = [form.instance.pk for form in self.initial_forms]
            taken = ProvisionTitle.objects.filter(provision=self.instance.pk, language__in=new)
            for row in taken.exclude(pk__in=known) if self.instance.pk else ():
                words = _("A colleague entered a title in this language meanwhile: “%(title)s”.")
                new[row.language].add_error("title", words % {"title": row.title})

    form = TitleForm
    formset = TitleFormSet


class InstrumentFilter(admin.SimpleListFilter):
    title = _("code, law or treaty")
    parameter_name = "of"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(row.pk, str(row)) for row in Provision.objects.filter(parent=None).order_by("title")]

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = read_key(self.value())
        if value is None:
            return queryset
        inside = Q(pk=value)
        for depth in range(1, 5):
            inside |= Q(**{"__".join(["parent"] * depth): value})
        return queryset.filter(inside)


@admin.register(Provision, site=desk)
class ProvisionAdmin(DeskAdmin):
    adds = {"parent": NEW_PROVISION}
    parts = (
        Part("what", _("What it is"), (("code", "level"), "parent", ("title", "language"), TitleRows)),
        Part("when", _("Where and when it is law"), ("country", ("valid_from", "valid_to"))),
        Part("below", _("Its parts"), template="desk/_below.html"),
    )
    list_display = ("shown_code", "title", "level", "shown_instrument", "country", "shown_from", "shown_to")
    list_display_links = ("shown_code", "title")
    list_select_related = ("parent__parent__parent", "country")
    list_filter = (InstrumentFilter, "level")
    search_fields = ("code", "title", "titles__title")
    search_help_text = _("A number (178 finds 178.3.2) or words of a title")
    ordering = ("code", "pk")

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("parent__parent__parent")

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (search_provisions(queryset, search_term) if search_term.strip() else queryset), False

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What was typed into a look-up that found nothing is a number, or the title of an instrument."""
        initial = {"language": last_language(request), **super().get_changeform_initial_data(request)}
        typed = str(initial.pop("name", "")).strip()
        if typed[:1].isdigit():
            above = last(request, "provision")
            initial |= {"code": typed, **place_in_the_tree(typed, above)}
            initial.pop("country", None)  # it stands at the instrument
        elif typed:
            initial |= {"title": typed, "level": Provision.Level.INSTRUMENT}
        return initial

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        provision = form.instance
        if change and is_changed(form, formsets):
            make_drafts(request, citing(provision))
        remember(request, provision=provision.lineage()[0].pk, language=provision.language)
        if provision.country_id:
            remember(request, country=provision.country_id)

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        if obj is None or not obj.pk:
            return {}
        above = [(row, admin_url(row, "change")) for row in obj.lineage()[:-1]]
        below = [(row, admin_url(row, "change")) for row in obj.parts.order_by("code", "pk")]
        return {"above": above, "below": below, "rests": rest_on(citing(obj))}

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.number)

    @admin.display(description=_("number"), ordering="code")
    def shown_code(self, provision: Any) -> str:
        return str(provision.code or provision.title)

    @admin.display(description=_("in force from"), ordering="valid_from_earliest")
    def shown_from(self, provision: Any) -> str:
        return dates.in_words(provision.valid_from)

    @admin.display(description=_("until"), ordering="valid_to_latest")
    def shown_to(self, provision: Any) -> str:
        return dates.in_words(provision.valid_to)

    @admin.display(description=_("in"))
    def shown_instrument(self, provision: Any) -> str:
        return " › ".join(str(row) for row in provision.lineage()[:-1])


def citing(provision: Provision) -> list[Any]:
    """Cases and events in whose documents it stands, itself or as that of which a cited part is a part."""
    found: list[Any] = []
    for model, paths in CITED:
        inside = Q()
        for path in paths:
            for depth in range(4):
                inside |= Q(**{"__".join([path, *["parent"] * depth]): provision})
        found += list(model.objects.filter(inside).distinct())
    return found


CITED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        Case,
        (
            "proceedings__charges__provision",
            "proceedings__steps__requalified_to",
            "shared_proceedings__charges__provision",
            "shared_proceedings__steps__requalified_to",
            "events__instrument",
        ),
    ),
    (Event, ("instrument",)),
)


def search_provisions(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By the beginning of a number, or by words of titles, its own or those of the law it stands in.

    `178 criminal` finds 178 and all below it in a criminal code.
    """
    for word in text.split():
        if word[0].isdigit():
            queryset = queryset.filter(code__startswith=word.rstrip("."))
            continue
        own = Q(title__icontains=word) | Q(
            pk__in=ProvisionTitle.objects.filter(title__icontains=word).values("provision")
        )
        above = Q()
        for depth in range(1, 4):
            path = "__".join(["parent"] * depth)
            above |= Q(**{f"{path}__title__icontains": word})
        queryset = queryset.filter(own | above)
    return queryset


def place_in_the_tree(code: str, instrument: int | None) -> dict[str, Any]:
    """Below which provision a number belongs: the longest that it begins with, in the law used last."""
    numbers = code.split(".")
    level = LEVELS[min(len(numbers), len(LEVELS)) - 1]
    for depth in range(len(numbers) - 1, 0, -1):
        above = Provision.objects.filter(code=".".join(numbers[:depth]))
        if above.count() == 1:
            return {"level": level, "parent": above.get().pk}
    instruments = Provision.objects.filter(parent=None)
    known = instruments.filter(pk=instrument) if instrument else instruments
    return {"level": level, "parent": known.get().pk if known.count() == 1 else None}
