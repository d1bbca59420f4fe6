"""The page of an event that has one: a law, an election, one pardon for many; and the cases that share it."""

from dataclasses import dataclass

from cases.public.document import Affected, EventDocument
from cases.public.models import Page
from cases.public.queries.editions import Edition, current, edition_of, one_version
from cases.public.queries.links import (
    LinkedCountry,
    Links,
    countries_of,
    country_links,
    provision_rows,
    provisions_of,
)
from cases.public.queries.naming import NamingCases, naming_cases
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing
from cases.public.queries.timelines import LinkedLaw


@dataclass(frozen=True)
class AffectedLine:
    row: Affected
    anchor: str
    refs: Refs


@dataclass(frozen=True)
class EventPage:
    edition: Edition
    document: EventDocument
    countries: tuple[LinkedCountry, ...]
    affected: tuple[AffectedLine, ...]
    law: LinkedLaw | None
    naming: NamingCases | None
    claims: dict[str, Refs]
    sources: tuple[SourceNote, ...]
    source_places: int


def event_page(number: int) -> EventPage:
    """Three queries: page and document; versions; the cases that share it."""
    edition, document = current("event", str(number))
    links = country_links(countries_of(document), named_by_live_page=True)
    for key in provisions_of(document):  # the event itself makes the law public
        links.add("provision", key, "", Page.State.LIVE)
    return _composed(edition, document, links, naming_cases("event", edition.key))


def event_version(key: str, version: int) -> EventPage:
    """Its document alone. Three queries, and one for the law."""
    edition, document = one_version("event", key, version)
    return _composed(edition, document, _links(document), None)


def event_page_of(document: EventDocument) -> EventPage:
    return _composed(edition_of(document), document, _links(document), None)


def _links(document: EventDocument) -> Links:
    links = country_links(countries_of(document))
    if numbers := provisions_of(document):
        for _what, kind, key, slug, state, *_rest in provision_rows(numbers):
            links.add(kind, key, slug, state)
    return links


def _composed(
    edition: Edition, document: EventDocument, links: Links, naming: NamingCases | None
) -> EventPage:
    sourcing = Sourcing(document)
    return EventPage(
        edition=edition,
        document=document,
        countries=links.countries(document["countries"]),
        affected=tuple(
            AffectedLine(row, f"affected-{number}", sourcing.refs(row["refs"]))
            for number, row in enumerate(document["affected"], 1)
        ),
        law=_law(document, links),
        naming=naming,
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )


def _law(document: EventDocument, links: Links) -> LinkedLaw | None:
    provision = document["instrument"]
    if provision is None:
        return None
    address = links.to("provision", provision["path"][-1]["key"])
    return LinkedLaw(provision, address, document["law_step"])
