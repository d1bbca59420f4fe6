"""The form of a source."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.layout import Part
from cases.desk.records import NOT_OF_THE_RECORD, DeskAdmin, make_drafts, rest_on
from cases.desk.remember import last_language, remember
from cases.desk.site import desk
from cases.models import Case, Event, Organization, Person, Profile, Source
from cases.publishing import checks
from cases.text import dates


@admin.register(Source, site=desk)
class SourceAdmin(DeskAdmin):
    parts = (
        Part(
            "what",
            _("What it is"),
            (("title", "language"), "source_kind", ("author", "publisher"), "published"),
        ),
        Part("where", _("Where it is"), ("url", "archived_url")),
        Part(
            "care",
            _("How it may be used"),
            ("reliability", "confidential", "held", "harmful"),
        ),
        Part("cited", _("Cited by"), template="desk/_cited.html"),
        Part("notes", _("Notes for the desk"), ("note",)),
    )
    list_display = (
        "title",
        "author",
        "publisher",
        "shown_published",
        "source_kind",
        "language",
        "confidential",
        "shown_citations",
    )
    list_select_related = ("source_kind",)
    list_filter = ("confidential", "held", "harmful", "source_kind", "language")
    search_fields = ("title",)
    search_help_text = _("Title, author, publisher, address")
    date_hierarchy = "published_earliest"
    ordering = ("-pk",)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset: Any = super().get_queryset(request)
        if self.is_list(request):
            queryset = queryset.annotate(citation_count=Count("citations"))
        return cast("QuerySet[Any]", queryset)

    @override
    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        for word in search_term.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(author__icontains=word)
                | Q(publisher__icontains=word)
                | Q(url__icontains=word)
            )
        return queryset, False

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = {"language": last_language(request), **super().get_changeform_initial_data(request)}
        typed = str(initial.pop("name", "")).strip()
        if typed:
            initial["url" if typed.startswith(("http://", "https://")) else "title"] = typed
        return initial

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        source = form.instance
        remember(request, language=source.language)
        if change and set(form.changed_data) - {"note", *NOT_OF_THE_RECORD}:
            make_drafts(request, citing(source))

    @override
    def beside_the_form(
        self, request: HttpRequest, obj: Any, found: Sequence[checks.Problem], places: dict[str, Any]
    ) -> Mapping[str, Any]:
        if obj is None or not obj.pk:
            return {}
        found = citing(obj)
        shown = [(record, admin_url(record, "change")) for record in found]
        return {"citing": shown, "rests": rest_on(found)}

    @admin.display(description=_("date"), ordering="published_earliest")
    def shown_published(self, source: Any) -> str:
        return dates.in_words(source.published)

    @admin.display(description=_("cited"), ordering="citation_count")
    def shown_citations(self, source: Any) -> int:
        return int(source.citation_count)


def citing(source: Source) -> list[Any]:
    """Every record that cites it, once."""
    found: list[Any] = []
    for model in (Case, Person, Organization, Event, Profile):
        found += list(model.objects.filter(citations__source=source).distinct())
    return found
