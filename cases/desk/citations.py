"""How we know: the sources of a record, each with its place, its words, and the claims that rest on it."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from typing_extensions import override

from cases.desk.bar import admin_url
from cases.desk.forms import RowForm, RowFormSet
from cases.desk.inputs import ClaimsFormField
from cases.desk.layout import Cell
from cases.desk.remember import last_source, remember
from cases.desk.rows import Rows
from cases.models import Case, Citation, CitationUse, Detention, Event, Organization, Profile, Step
from cases.reference.claims import CLAIMS, EVERYTHING, EVERYTHING_LABEL, IN_PARAGRAPHS, paragraph
from cases.text.paragraphs import paragraphs


class CitationForm(RowForm):
    defaults = frozenset({"says"})

    used_for = ClaimsFormField(
        label=_("used for"), required=False, help_text=_("Save first to tie it to a row that is new.")
    )

    def __init__(
        self, *args: Any, claims: Any = (), uses: Mapping[int, list[str]] | None = None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["used_for"].choices = claims  # type: ignore[attr-defined]
        citation = self.instance
        if isinstance(citation, Citation) and citation.pk:
            stored = (uses or {}).get(citation.pk, [])
            self.initial["used_for"] = [EVERYTHING, *stored] if citation.everything else stored

    @override
    def save(self, commit: bool = True) -> Any:
        chosen = set(self.cleaned_data["used_for"])
        self.instance.everything = EVERYTHING in chosen  # type: ignore[attr-defined]
        citation = super().save(commit)
        if commit:
            self._write_uses(chosen - {EVERYTHING})
        return citation

    def _write_uses(self, claims: set[str]) -> None:
        """Only what differs: a use that stays keeps its row."""
        stored = {use.claim: use for use in CitationUse.objects.filter(citation=self.instance.pk)}
        for claim in stored.keys() - claims:
            stored[claim].delete()
        for claim in sorted(claims - stored.keys()):
            CitationUse.of(self.instance, claim).save()  # type: ignore[arg-type]


class CitationFormSet(RowFormSet):
    """Reads once what all its rows offer and hold."""

    offered_source: int | None = None  # of a new record: the source that was cited last

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.offered_source and not self.is_bound and not self.instance.pk and self.extra_forms:
            self.extra_forms[0].initial["source"] = self.offered_source

    @cached_property
    def claims(self) -> list[Any]:
        return claims_of(self.instance)

    @cached_property
    def uses(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        if self.instance.pk:
            field = str(self.instance._meta.model_name)
            for use in CitationUse.objects.filter(**{f"citation__{field}": self.instance.pk}):
                found[use.citation_id].append(use.claim)
        return found

    @override
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "claims": self.claims, "uses": self.uses}


def claims_of(record: Any) -> list[Any]:
    """What a citation can be used for: everything, fields of its record, and its saved rows in groups."""
    groups: list[Any] = [(EVERYTHING, EVERYTHING_LABEL), *CLAIMS[record.kind].items()]
    if not record.pk:
        return groups
    if told := paragraphs_of(record):
        groups.append((_("paragraphs"), told))
    match record:
        case Case():
            steps = Step.objects.filter(proceeding__main_case=record).select_related("step_kind")
            held = Detention.objects.filter(participation__case=record).select_related(
                "detention_kind", "participation__person", "participation__organization"
            )
            rows = [
                (_("events"), "event", [*record.events.all(), *record.shared_events.all()]),
                (
                    _("participants"),
                    "participation",
                    record.participations.select_related("person", "organization"),
                ),
                (
                    _("proceedings"),
                    "proceeding",
                    record.proceedings.select_related("kind").prefetch_related("numbers"),
                ),
                (_("steps"), "step", steps),
                (_("detentions"), "detention", held),
                (_("affected"), "affected", record.affected.all()),
            ]
        case Event():
            rows = [(_("affected"), "affected", record.affected.all())]
        case Profile():
            rows = [(_("indicators"), "indicator", record.indicators.select_related("indicator_kind"))]
        case Organization():
            statuses = record.statuses.select_related("status", "country")
            rows = [
                (_("legal status"), "legal_status", statuses),
                (_("domains"), "domain", record.domains.all()),
            ]
        case _other:
            rows = []
    for label, name, found in rows:
        if pairs := [(f"{name}:{row.pk}", str(row)) for row in found]:
            groups.append((label, pairs))
    return groups


def paragraphs_of(record: Any) -> list[tuple[str, str]]:
    """The paragraphs of long texts, each with its first words in the first language that has so many."""
    if record.kind not in {"case", "country"}:
        return []
    found: dict[str, str] = {}
    for text in record.texts.all():
        for field in IN_PARAGRAPHS:
            for number, words in enumerate(paragraphs(getattr(text, field, "")), 1):
                found.setdefault(paragraph(field, number), f"{number}: {Truncator(words).words(6)}")
    return list(found.items())


class CitationRows(Rows):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    title = _("Sources")
    verbose_name = _("source")
    adds = {"source": [(_("New source “%s”"), "source")]}
    cells = (
        Cell(_("Source"), ("source",), slug="wide"),
        Cell(_("Used for"), ("used_for",), slug="used"),
        Cell(_("Place in it, quotation"), ("locator", "quotation"), slug="wide"),
        Cell(_("Says"), ("says",), slug="sure"),
    )

    @override
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("source")

    @override
    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        offered = last_source(request) if obj is None and request.method != "POST" else None
        return type(formset)("CitationFormSet", (formset,), {"offered_source": offered})

    @override
    def beside(self, row: Any) -> Mapping[str, Any]:
        notes = [_("confidential: not cited in public")] if row.source.confidential else []
        return {"open": admin_url(row.source, "change"), "notes": notes, "hand": row.source_id}


def remember_source(request: HttpRequest, formsets: Any) -> None:
    """Of all sources cited in a form that was saved, the one that was cited last."""
    for formset in formsets:
        if formset.model is Citation:
            cited = [*formset.new_objects, *(row for row, _how in formset.changed_objects)]
            if cited:
                remember(request, source=cited[-1].source_id)


def places_of(kind: str, case_id: int) -> dict[int, int]:
    """On how many places in sources each row of a kind rests; under 0, those cited for everything."""
    counted: dict[int, int] = defaultdict(int)
    uses = CitationUse.objects.filter(citation__case=case_id, **{f"{kind}__isnull": False})
    for pk in uses.values_list(kind, flat=True):
        counted[pk] += 1
    counted[0] = Citation.objects.filter(case=case_id, everything=True).count()
    return counted


def in_words(places: int) -> str:
    return ngettext("%(count)s source", "%(count)s sources", places) % {"count": places}
