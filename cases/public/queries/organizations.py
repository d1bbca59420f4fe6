"""The page of an organization: its document, its cases, and the organizations below it."""

from dataclasses import dataclass
from typing import Any

from cases.public.addresses import address_of
from cases.public.document import OrganizationDocument, Text
from cases.public.queries.editions import Edition, current, edition_of, one_version
from cases.public.queries.links import (
    Linked,
    LinkedCountry,
    Links,
    countries_of,
    country_links,
    country_rows,
    link_rows,
    naming_rows,
    targets_of,
)
from cases.public.queries.naming import NamingCases, naming_cases
from cases.public.queries.sourcing import Refs, SourceNote, Sourcing


@dataclass(frozen=True)
class Below:
    titles: list[Text]
    address: str


@dataclass(frozen=True)
class OrganizationPage:
    edition: Edition
    document: OrganizationDocument
    country: LinkedCountry | None
    parent: Linked | None
    below: tuple[Below, ...]
    naming: NamingCases | None
    claims: dict[str, Refs]
    sources: tuple[SourceNote, ...]
    source_places: int


def organization_page(number: int) -> OrganizationPage:
    """Four queries: page and document; versions; those above and below it; the cases that name it."""
    edition, document = current("organization", str(number))
    links = country_links(countries_of(document), named_by_live_page=True)
    below = []
    around = link_rows(targets_of(document)).union(
        naming_rows("below", "organization", edition.key, by="organization"), all=True
    )
    for what, kind, key, slug, state, titles, *_rest in around:
        if what == "below":
            below.append(Below(titles, address_of(kind, key, slug)))
        else:
            links.add(kind, key, slug, state)
    return _composed(edition, document, links, tuple(below), naming_cases("organization", edition.key))


def organization_version(key: str, version: int) -> OrganizationPage:
    """Its document alone. Three queries."""
    edition, document = one_version("organization", key, version)
    return _composed(edition, document, _links(document), (), None)


def organization_page_of(document: OrganizationDocument) -> OrganizationPage:
    return _composed(edition_of(document), document, _links(document), (), None)


def _links(document: Any) -> Links:
    links = Links()
    rows = link_rows(targets_of(document)).union(country_rows(countries_of(document)), all=True)
    for _what, kind, key, slug, state, *_rest in rows:
        links.add(kind, key, slug, state)
    return links


def _composed(
    edition: Edition,
    document: OrganizationDocument,
    links: Links,
    below: tuple[Below, ...],
    naming: NamingCases | None,
) -> OrganizationPage:
    sourcing = Sourcing(document)
    return OrganizationPage(
        edition=edition,
        document=document,
        country=links.country(document["country"]) if document["country"] else None,
        parent=links.reference(document["parent"]) if document["parent"] else None,
        below=below,
        naming=naming,
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )
