"""The page of an event that has one: a law, an election, one pardon for many; and the cases that share it."""

from dataclasses import dataclass

from cases.public.document import EventDocument
from cases.public.queries.editions import Edition, current, edition_of, one_version
from cases.public.queries.links import LinkedCountry, Links, countries_of, country_links
from cases.public.queries.naming import NamingCases, naming_cases
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing


@dataclass(frozen=True)
class EventPage:
    edition: Edition
    document: EventDocument
    countries: tuple[LinkedCountry, ...]
    naming: NamingCases | None
    claims: dict[str, Refs]
    sources: tuple[SourceNote, ...]
    source_places: int


def event_page(number: int) -> EventPage:
    """Three queries: page and document; versions; the cases that share it."""
    edition, document = current("event", str(number))
    links = country_links(countries_of(document), named_by_live_page=True)
    return _composed(edition, document, links, naming_cases("event", edition.key))


def event_version(key: str, version: int) -> EventPage:
    """Its document alone. Three queries."""
    edition, document = one_version("event", key, version)
    return _composed(edition, document, country_links(countries_of(document)), None)


def event_page_of(document: EventDocument) -> EventPage:
    return _composed(edition_of(document), document, country_links(countries_of(document)), None)


def _composed(
    edition: Edition, document: EventDocument, links: Links, naming: NamingCases | None
) -> EventPage:
    sourcing = Sourcing(document)
    return EventPage(
        edition=edition,
        document=document,
        countries=links.countries(document["countries"]),
        naming=naming,
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )
