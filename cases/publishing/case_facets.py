"""Every facet and value by which a case can be chosen, the values above it included."""

from collections.abc import Iterable, Iterator

from cases.public import course
from cases.public.document import CaseDocument, Coded
from cases.public.facets import GENERATED, UNKNOWN, year_values
from cases.public.models import UNSURE, CaseFacet
from cases.publishing.court_rows import court_facets
from cases.publishing.labels import Terms
from cases.reference.models import Vocabulary
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


def case_facets(document: CaseDocument, terms: Terms, wholes: Iterable[str]) -> Iterator[Value]:
    """`wholes` are all cases that this one is part of (`wholes_of`): its document names only the nearest."""
    yield from _where(document)
    yield from _what(document, terms)
    yield from _who(document, terms)
    yield from _when(document)
    yield "part", "part" if part_of(document) else "whole"
    yield from (("within", key) for key in wholes)
    yield from court_facets(document, terms)
    if document.get("generated"):
        yield GENERATED


def _where(document: CaseDocument) -> Iterator[Value]:
    for country in document["countries"]:
        yield "country", country["code"]
        yield f"country:{country['role']['code']}", country["code"]
        yield "country_role", country["role"]["code"]


def _what(document: CaseDocument, terms: Terms) -> Iterator[Value]:
    for code in terms.with_ancestors(Vocabulary.CASE_TYPE, document["types"]):
        yield "type", code
    for tag in document["tags"]:
        yield "tag", tag["code"]
    yield "status", document["status"]["code"]
    kinds = terms.with_ancestors(Vocabulary.EVENT_KIND, [event["kind"] for event in document["events"]])
    for code in kinds or {UNKNOWN}:
        yield "event_kind", code
    for text in document["texts"]:
        yield "language", text["language"]


def _who(document: CaseDocument, terms: Terms) -> Iterator[Value]:
    """Who was targeted, by name or not; and the authorities that acted or decided, where they are named."""
    targeted = terms.roles_within("affected")
    authorities: set[str] = set()
    traits: dict[str, list[Coded]] = {Vocabulary.OCCUPATION: [], Vocabulary.ORGANIZATION_KIND: []}
    for row in document["participants"]:
        if row["role"]["code"] in targeted:
            is_person = row["who"] == "person"
            traits[Vocabulary.OCCUPATION if is_person else Vocabulary.ORGANIZATION_KIND] += row["traits"]
        if row["who"] == "organization" and row["key"] and row["role"]["code"] in course.AUTHORITIES:
            authorities.add(row["key"])
    authorities |= {body["key"] for body in course.bodies(document) if body["key"]}
    for affected in document["affected"]:
        if kind := KINDS_OF_AFFECTED.get(affected["whom"]["code"]):
            traits[kind[0]].append(Coded(code=kind[1], labels={}))
    codes = {code for name, found in traits.items() for code in terms.with_ancestors(name, found)}
    # That none is recorded does not say that there was none.
    yield from (("target", code) for code in codes or {UNKNOWN})
    yield from (("authority", key) for key in authorities or {UNKNOWN})


def _when(document: CaseDocument) -> Iterator[Value]:
    began = document["began"]
    years = year_values(course.day(began["earliest"]), course.day(began["latest"]), OLDEST, NEWEST)
    yield from (("year", year) for year in years)


def part_of(document: CaseDocument) -> list[str]:
    """The larger cases that a case says it is part of."""
    relations = document["relations"]
    return [
        relation["key"]
        for relation in relations
        if relation["relation"]["code"] == "part_of" and relation["certainty"]["code"] not in UNSURE
    ]


def wholes_of(keys: Iterable[str]) -> set[str]:
    """The cases that a case is part of, and those that they are part of."""
    found = set(keys)
    if not found:
        return found
    above = CaseFacet.objects.filter(facet="within", case__page__key__in=found)
    return found | set(above.values_list("value", flat=True))
