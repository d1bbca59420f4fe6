"""What there is to choose from in each filter: its values by their labels in the reader's language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.public import phrases, wording
from cases.public.facets import Index
from cases.public.models import Mention, Page, PageFacet, PublishedProvision
from cases.reckoning.outcomes import OUTCOMES, STAGES
from cases.reference.country_names import alphabetical, country_name
from cases.reference.models import Country, Term, TermLabel, Vocabulary
from cases.text import languages


@dataclass(frozen=True)
class Option:
    """One value of a filter, by its label in the reader's language."""

    value: str
    label: str
    depth: int = 0
    used: bool = True  # some published record has it: else it is right to ask for, but not offered
    keys: tuple[str, ...] = ()  # what is looked for, where that is not the value itself


Options = Mapping[str, list[Option]]


# Which filter offers the terms of which vocabulary. Who was targeted may be a person or an organization.
VOCABULARIES = {
    Vocabulary.CASE_TYPE: "type",
    Vocabulary.OCCUPATION: "target",
    Vocabulary.ORGANIZATION_KIND: "target",
    Vocabulary.CASE_STATUS: "status",
    Vocabulary.TAG: "tag",
    Vocabulary.EVENT_KIND: "event_kind",
    Vocabulary.COUNTRY_ROLE: "country_role",
}

# Of somebody with several cases, the first one counts.
CUSTODY = ("now", "unknown", "released", "none")


def custody_options() -> list[Option]:
    labels = (
        _("In custody, confirmed within 12 months"),
        _("Not known whether still held"),
        _("Held before, no longer"),
        _("No detention recorded"),
    )
    return [Option(word, label) for word, label in zip(CUSTODY, labels, strict=True)]


def case_options(query: QueryDict, index: Index) -> dict[str, list[Option]]:
    """Every value that a list of cases may be asked for. Two queries: terms; countries, with the provisions
    and the cases that the address names."""
    found: dict[str, dict[str, Option]] = {name: {} for name in (*VOCABULARIES.values(), *COURTS)}
    for of_filter_name, option in _case_terms(index):
        of_filter = found[of_filter_name]
        same = of_filter.get(option.value)
        if same and same.label != option.label:  # "prosecutor" is an occupation and a kind of organization
            option = Option(option.value, f"{same.label}; {option.label}", option.depth, option.used)
        of_filter[option.value] = option
    return {
        **{name: list(options.values()) for name, options in found.items()},
        **_countries_and_named(query, set(index.values("country"))),
        "language": _languages(index),
        "type_mode": [Option("any", _("any of these")), Option("all", _("all of these"))],
        "custody": custody_options(),
        "part": [Option("whole", _("Not part of a larger case")), Option("part", _("Part of a larger case"))],
        "trait": [
            Option("in_absentia", _("Tried in absentia")),
            Option("cross_border", _("Crosses a border")),
            Option("mass", _("Against many")),
        ],
    }


COURTS = ("stage", "outcome")


def _case_terms(index: Index) -> Iterator[tuple[str, Option]]:
    """The filter and the option of each term; what is not recorded is a choice of its own."""
    steps = Q(vocabulary=Vocabulary.STEP_KIND)
    facet = Case(
        *(When(vocabulary=vocabulary, then=Value(name)) for vocabulary, name in VOCABULARIES.items()),
        When(steps & Q(code__in=STAGES), then=Value("stage")),
        When(steps & Q(code__in=OUTCOMES), then=Value("outcome")),
    )
    wanted = Q(vocabulary__in=VOCABULARIES) | steps & Q(code__in=STAGES | OUTCOMES)
    used = {name: set(index.values(name)) for name in (*VOCABULARIES.values(), *COURTS)}
    for name, option in _terms(wanted, facet):
        depth = 0 if name in COURTS else option.depth
        yield name, Option(option.value, option.label, depth, option.value in used[name])
    yield from ((name, Option("unknown", _("None recorded"))) for name in COURTS)


def _languages(index: Index) -> list[Option]:
    codes = index.values("language")
    return sorted((Option(code, languages.name(code)) for code in codes), key=lambda option: option.label)


def people_options() -> dict[str, list[Option]]:
    """Two queries: terms, countries."""
    vocabularies = {Vocabulary.ROLE: "role", Vocabulary.OCCUPATION: "occupation"}
    facet = Case(
        *(When(vocabulary=vocabulary, then=Value(name)) for vocabulary, name in vocabularies.items())
    )
    found: dict[str, list[Option]] = {name: [] for name in vocabularies.values()}
    of_page = PageFacet.objects.filter(facet=OuterRef("facet"), value=OuterRef("code"))
    of_person = Mention.objects.filter(kind="person", how=OuterRef("code"))
    used = Case(
        When(vocabulary=Vocabulary.ROLE, then=Subquery(of_person.values("page")[:1])),
        default=Subquery(of_page.order_by("facet", "value", "page").values("page")[:1]),
    )
    for name, option in _terms(Q(vocabulary__in=vocabularies), facet, used):
        found[name].append(option)
    return {**found, **record_options(), "custody": custody_options()}


def _terms(wanted: Q, facet: Case, used: Case | None = None) -> Iterator[tuple[str, Option]]:
    """The filter of each term, and what it offers. One query."""
    spoken = get_language() or "en"
    labels = TermLabel.objects.filter(term=OuterRef("pk")).values("label")
    rows = (
        Term.objects.filter(wanted)
        .in_tree_order()
        .annotate(
            facet=facet,
            used=used or NO_NUMBER,
            shown=Coalesce(
                Subquery(labels.filter(language=spoken)[:1]),
                Subquery(labels.filter(language=spoken.partition("-")[0])[:1]),
                F("label"),
            ),
        )
        .values_list("facet", "code", "shown", "parent", "parent__parent", "used")
    )
    for name, code, label, parent, grandparent, is_used in rows:
        yield name, Option(code, label, depth=bool(parent) + bool(grandparent), used=bool(is_used))


def _countries_and_named(query: QueryDict, used: Set[str]) -> dict[str, list[Option]]:
    """Countries, and what is only offered where the address asks for it. One query."""
    countries = (
        Country.objects.order_by()
        .annotate(what=Value("country"), used=NO_NUMBER, titles=NO_TITLES, law=NO_TITLES)
        .values_list("what", "code", "used", "titles", "law")
    )
    codes = {value: code_cited(value) for value in query.getlist("provision")}
    numbers = {value for value in query.getlist("provision_number") if _is_number(value)}
    numbers |= {value for value in codes if _is_number(value)}
    wholes = {value for value in query.getlist("within") if _is_number(value)}
    asked = []
    if codes or numbers:
        asked.append(_provision_rows(codes.values(), numbers))
    if wholes:
        asked.append(_whole_rows(wholes))
    rows = list(countries.union(*asked, all=True) if asked else countries)
    cited = [(str(number), code, titles, law) for what, code, number, titles, law in rows if what == "law"]
    return {
        "country": _in_order((code, code in used) for what, code, *_rest in rows if what == "country"),
        "provision": list(_cited_as(codes, cited)),
        "provision_number": [
            Option(number, _law_label(code, titles, law), keys=(number,))
            for number, code, titles, law in cited
            if number in query.getlist("provision_number")
        ],
        "within": [
            Option(key, f"№ {key} {title['text']}" if (title := wording.best(titles)) else f"№ {key}")
            for what, key, _used, titles, _law in rows
            if what == "whole"
        ],
    }


NO_TITLES = Value(None, JSONField())
NO_NUMBER = Value(None, BigIntegerField())


def _provision_rows(codes: Iterable[str], numbers: Iterable[str]) -> QuerySet[Any, Any]:
    wanted = Q(number__in=[int(number) for number in numbers])
    for code in codes:
        wanted |= Q(code__iexact=code) | Q(code__istartswith=f"{code}.") if code else Q()
    above = "parent__parent__parent"
    return (
        PublishedProvision.objects.filter(wanted)
        .annotate(
            what=Value("law"),
            law=Coalesce(f"{above}__titles", "parent__parent__titles", "parent__titles", "titles"),
        )
        .values_list("what", "code", "number", "titles", "law")
    )


def _whole_rows(keys: Iterable[str]) -> QuerySet[Any, Any]:
    rows = Page.objects.filter(kind="case", key__in=keys, state=Page.State.LIVE)
    return rows.annotate(what=Value("whole"), used=NO_NUMBER, law=NO_TITLES).values_list(
        "what", "key", "used", "titles", "law"
    )


def _cited_as(codes: Mapping[str, str], cited: Iterable[tuple[str, str, Any, Any]]) -> Iterator[Option]:
    """What somebody typed, `178` or `art. 178.3`, finds all that is cited so and what stands below; what is
    no such code may be our own number of a provision."""
    rows = list(cited)
    for value, code in codes.items():
        found = [row for row in rows if code and f"{row[1].lower()}.".startswith(f"{code.lower()}.")]
        if not found:
            found = [row for row in rows if row[0] == value]
        if found:
            law = {_law_label("", [], row[3]) for row in found}
            label = f"{code or value}, {law.pop()}" if len(law) == 1 else code or value
            yield Option(value, label, keys=tuple(row[0] for row in found))


def code_cited(typed: str) -> str:
    """`art. 178.3` and `§ 178.3` are cited as `178.3`."""
    return re.sub(r"^\D+", "", typed.strip())[:60]


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,17}", text))


def _law_label(code: str, titles: Any, law: Any) -> str:
    title = wording.best(law or titles)
    words = title["text"] if title else ""
    return phrases.article(words, code) if code else words


def country_options(used: Subquery) -> list[Option]:
    """All countries in the order of the reader's alphabet. One query."""
    return _in_order(Country.objects.annotate(used=used).values_list("code", "used"))


def _in_order(rows: Iterable[tuple[str, Any]]) -> list[Option]:
    spoken = get_language() or "en"
    countries = [Option(code, country_name(code, spoken), used=bool(is_used)) for code, is_used in rows]
    return sorted(countries, key=lambda option: alphabetical(option.label, spoken))


def record_options() -> dict[str, list[Option]]:
    mentions = Mention.objects.filter(kind="country", key=OuterRef("code"))
    return {"country": country_options(Subquery(mentions.order_by("key").values("key")[:1]))}
