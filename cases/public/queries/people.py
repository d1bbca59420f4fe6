"""The page of a person: her document, and her cases."""

from dataclasses import dataclass

from cases.public import course
from cases.public.document import PersonDocument
from cases.public.queries.decisions import Decisions, decided_by
from cases.public.queries.editions import Edition, current, edition_of, one_version
from cases.public.queries.links import LinkedCountry, Links, countries_of, country_links
from cases.public.queries.naming import NamingCases, naming_cases
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing
from cases.public.queries.standings import Record, record_of


@dataclass(frozen=True)
class PersonPage:
    edition: Edition
    document: PersonDocument
    nationalities: tuple[LinkedCountry, ...]
    naming: NamingCases | None
    record: Record | None
    decisions: Decisions | None
    claims: dict[str, Refs]
    sources: tuple[SourceNote, ...]
    source_places: int


def person_page(number: int) -> PersonPage:
    """Five queries: page and document; versions; the cases that name her; where she stands in them; what she
    decided in others."""
    edition, document = current("person", str(number))
    links = country_links(countries_of(document), named_by_live_page=True)
    return _composed(
        edition,
        document,
        links,
        naming_cases("person", edition.key),
        record_of("person", edition.key, course.today()),
        decided_by("person", edition.key),
    )


def person_version(key: str, version: int) -> PersonPage:
    """Her document alone. Three queries."""
    edition, document = one_version("person", key, version)
    return _composed(edition, document, country_links(countries_of(document)), None)


def person_page_of(document: PersonDocument) -> PersonPage:
    return _composed(edition_of(document), document, country_links(countries_of(document)), None)


def _composed(
    edition: Edition,
    document: PersonDocument,
    links: Links,
    naming: NamingCases | None,
    record: Record | None = None,
    decisions: Decisions | None = None,
) -> PersonPage:
    sourcing = Sourcing(document)
    return PersonPage(
        edition=edition,
        document=document,
        nationalities=links.countries(document["nationalities"]),
        naming=naming,
        record=record,
        decisions=decisions,
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )
