"""Every facet and value by which a case can be chosen, the values above it included."""

from collections.abc import Iterable, Iterator

from cases.public import course
from cases.public.document import CaseDocument, Coded
from cases.public.facets import year_values
from cases.public.models import UNSURE, CaseFacet
from cases.publishing.court_rows import court_facets, roles_within
from cases.reference.models import Term, Vocabulary
from cases.text.uncertain import NEWEST, OLDEST

Value = tuple[str, str]

# Where only a number or words are known of those who were affected, the occupation or kind that they have.
KINDS_OF_AFFECTED = {
    "journalists": (Vocabulary.OCCUPATION, "journalist"),
    "human_rights_defenders": (Vocabulary.OCCUPATION, "human_rights_defender"),
    "lawyers": (Vocabulary.OCCUPATION, "lawyer"),
    "ngos": (Vocabulary.ORGANIZATION_KIND, "ngo"),
    "outlets": (Vocabulary.ORGANIZATION_KIND, "media"),
}


def case_facets(document: CaseDocument) -> Iterator[Value]:
    yield from _where(document)
    yield from _what(document)
    yield from _who(document)
    yield from _when(document)
    yield from _of_what(document)
    yield from court_facets(document)


def _where(document: CaseDocument) -> Iterator[Value]:
    for country in document["countries"]:
        yield "country", country["code"]
        yield f"country:{country['role']['code']}", country["code"]
        yield "country_role", country["role"]["code"]


def _what(document: CaseDocument) -> Iterator[Value]:
    for code in with_ancestors(Vocabulary.CASE_TYPE, document["types"]):
        yield "type", code
    for tag in document["tags"]:
        yield "tag", tag["code"]
    yield "status", document["status"]["code"]
    for code in with_ancestors(Vocabulary.EVENT_KIND, [event["kind"] for event in document["events"]]):
        yield "event_kind", code
    for text in document["texts"]:
        yield "language", text["language"]


def _who(document: CaseDocument) -> Iterator[Value]:
    """Who was targeted, by name or not; and who acted, among organizations that are named."""
    targeted, acting = roles_within("affected"), roles_within("acting")
    traits: dict[str, list[Coded]] = {Vocabulary.OCCUPATION: [], Vocabulary.ORGANIZATION_KIND: []}
    for row in document["participants"]:
        if row["role"]["code"] in targeted:
            is_person = row["who"] == "person"
            traits[Vocabulary.OCCUPATION if is_person else Vocabulary.ORGANIZATION_KIND] += row["traits"]
        if row["who"] == "organization" and row["key"] and row["role"]["code"] in acting:
            yield "authority", row["key"]
    for affected in document["affected"]:
        if kind := KINDS_OF_AFFECTED.get(affected["whom"]["code"]):
            traits[kind[0]].append(Coded(code=kind[1], labels={}))
    for vocabulary, terms in traits.items():
        for code in with_ancestors(vocabulary, terms):
            yield "target", code


def _when(document: CaseDocument) -> Iterator[Value]:
    began = document["began"]
    years = year_values(course.day(began["earliest"]), course.day(began["latest"]), OLDEST, NEWEST)
    yield from (("year", year) for year in years)


def _of_what(document: CaseDocument) -> Iterator[Value]:
    relations = document["relations"]
    wholes = [
        relation["key"]
        for relation in relations
        if relation["relation"]["code"] == "part_of" and relation["certainty"]["code"] not in UNSURE
    ]
    yield "part", "part" if wholes else "whole"
    yield from (("within", key) for key in wholes_of(wholes))


def with_ancestors(vocabulary: str, terms: Iterable[Coded]) -> set[str]:
    codes = [term["code"] for term in terms]
    if not codes:
        return set()
    rows = Term.objects.filter(vocabulary=vocabulary, code__in=codes).select_related("parent__parent")
    return {*codes, *(code for row in rows for code in row.ancestors_codes())}


def wholes_of(keys: Iterable[str]) -> set[str]:
    """The cases that a case is part of, and those that they are part of."""
    found = set(keys)
    above = CaseFacet.objects.filter(facet="within", case__page__key__in=found)
    return found | set(above.values_list("value", flat=True))
