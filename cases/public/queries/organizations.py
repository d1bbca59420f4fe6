"""The page of an organization: its document, its cases, and the organizations below it."""

from dataclasses import dataclass
from typing import Any

from cases.public import course, phrases
from cases.public.addresses import address_of
from cases.public.document import Date, Domain, LegalStatus, OrganizationDocument, Text
from cases.public.queries.decisions import Decisions, decided_by
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
from cases.public.queries.standings import Record, record_of

UNDATED = Date(edtf="", earliest=None, latest=None)


@dataclass(frozen=True)
class Below:
    titles: list[Text]
    address: str


@dataclass(frozen=True)
class Status:
    """What it was in the eyes of one state's law."""

    row: LegalStatus
    country: LinkedCountry
    by: Linked | None
    span: Date
    end: str
    anchor: str
    refs: Refs


@dataclass(frozen=True)
class DomainLine:
    row: Domain
    country: LinkedCountry | None
    span: Date  # of the block
    end: str
    anchor: str
    refs: Refs


@dataclass(frozen=True)
class OrganizationPage:
    edition: Edition
    document: OrganizationDocument
    country: LinkedCountry | None
    parent: Linked | None
    below: tuple[Below, ...]
    statuses: tuple[Status, ...]
    domains: tuple[DomainLine, ...]
    naming: NamingCases | None
    record: Record | None
    decisions: Decisions | None
    claims: dict[str, Refs]
    sources: tuple[SourceNote, ...]
    source_places: int


def organization_page(number: int) -> OrganizationPage:
    """Six queries: page and document; versions; those above and below it; the cases that name it; where it
    stands in them; what it decided in others."""
    edition, document = current("organization", str(number))
    links = country_links(countries_of(document), named_by_live_page=True)
    below = []
    around = link_rows(targets_of(document)).union(
        naming_rows("below", "organization", edition.key, by="organization").filter(how="parent"), all=True
    )
    for what, kind, key, slug, state, titles, *_rest in around:
        if what == "below":
            below.append(Below(titles, address_of(kind, key, slug)))
        else:
            links.add(kind, key, slug, state)
    return _composed(
        edition,
        document,
        links,
        tuple(below),
        naming_cases("organization", edition.key),
        record_of("organization", edition.key, course.today()),
        decided_by("organization", edition.key),
    )


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
    record: Record | None = None,
    decisions: Decisions | None = None,
) -> OrganizationPage:
    sourcing = Sourcing(document)
    return OrganizationPage(
        edition=edition,
        document=document,
        country=links.country(document["country"]) if document["country"] else None,
        parent=links.reference(document["parent"]) if document["parent"] else None,
        below=below,
        statuses=tuple(
            Status(
                row,
                links.country(row["country"]),
                links.reference(row["by"]) if row["by"] else None,
                *phrases.span(row["began"], row["ended"]),
                f"legal_status-{place}",
                sourcing.refs(row["refs"]),
            )
            for place, row in enumerate(document["statuses"], 1)
        ),
        domains=tuple(
            DomainLine(
                row,
                links.country(row["country"]) if row["country"] else None,
                *phrases.span(row["blocked_from"] or UNDATED, row["blocked_to"]),
                f"domain-{place}",
                sourcing.refs(row["refs"]),
            )
            for place, row in enumerate(document["domains"], 1)
        ),
        naming=naming,
        record=record,
        decisions=decisions,
        claims=dict(sourcing.claims),
        sources=sourcing.notes(),
        source_places=sourcing.places,
    )
