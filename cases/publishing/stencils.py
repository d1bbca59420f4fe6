"""A composed document and its rows with blanks for numbers and names: filled in as often as one likes.

Only for invented records on PostgreSQL, whose COPY takes text. What a copy has of its own is a blank word in
the document, from which the rows are derived as ever; a copy puts the same value into both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.utils import timezone

from cases.public import log, search
from cases.public.facets import EVERY, date_values
from cases.public.models import (
    CaseFacet,
    Mention,
    Page,
    PageFacet,
    PublishedCase,
    PublishedCharge,
    PublishedCustody,
    PublishedProvision,
    PublishedStanding,
)
from cases.publishing import copying
from cases.publishing.blocks import Value
from cases.publishing.court_rows import provisions_in
from cases.publishing.labels import Terms
from cases.publishing.page_facets import Said, own_facets
from cases.publishing.release import envelope
from cases.publishing.rows import by_model, cited_in, describe, rows_from
from cases.text.folding import slug, words
from cases.text.names import name_keys

PAGE_KEY = 7_700_000_000_900  # the primary key of the page
STANDING_KEY = 7_700_000_000_800  # of the first standing
SALT = "zqxsalt0"
PUBLISHED = "zqxday0"  # as the document says it
STORED = "zqxday1"  # as the database does

_BLANK = re.compile(r"7700000000\d{3}|[Zz]qx[a-z]+\d")


def number_blank(kind: str, place: int = 0) -> str:
    return str({"case": 7_700_000_000_000, "person": 7_700_000_000_100}[kind] + place)


def name_blanks(place: int) -> list[str]:
    """A name as it is written at home, and as in English."""
    return [f"Zqxown{place}", f"Zqxlatin{place}"]


PROCEEDING_BLANK = "zqxproceeding0"


def name_values(place: int, names: list[str]) -> dict[str, str]:
    """What a name writes into documents, and into what is derived from them."""
    return {f"{blank}{place}": value for blank, value in _name_values(*names)}


@lru_cache(maxsize=1 << 16)  # invented names come back
def _name_values(own: str, latin: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Zqxown", own),
        ("Zqxlatin", latin),
        ("zqxown", " ".join(words(own))),
        ("zqxlatin", " ".join(words(latin))),
        ("zqxtitleown", " ".join(search.TITLE + word for word in words(own))),
        ("zqxtitlelatin", " ".join(search.TITLE + word for word in words(latin))),
        ("zqxslug", slug(latin)),
        ("zqxkeys", " ".join(sorted(name_keys(own) | name_keys(latin)))),
    )


@dataclass(frozen=True)
class Sheet:
    """One document with its rows."""

    kind: str
    document: str
    rows: dict[str, str]  # by what COPY is told
    provisions: list[PublishedProvision]  # that it cites
    standings: int
    facets: list[Value]  # under which it is counted


@dataclass(frozen=True)
class _Draft:
    """The same before it is written out."""

    document: dict[str, Any]
    rows: dict[type[Model], list[Any]]

    def of(self, model: type[Model]) -> list[Any]:
        return self.rows.get(model, [])


def sheets(people: Sequence[dict[str, Any]], case: dict[str, Any], terms: Terms) -> list[Sheet]:
    """Of a case and of people who stand in no other one, with blanks for them: theirs, then its own.

    Each is a document but for its envelope.
    """
    of_case = _draft(case, terms, len(people))
    found = []
    for person in people:
        hers = _draft(person, terms, len(people))
        values = own_facets(hers.document, terms) | _said(hers, of_case).values("person", terms)
        hers.rows[PageFacet] = [
            PageFacet(page_id=PAGE_KEY, facet=facet, value=value) for facet, value in sorted(values)
        ]
        found.append(_sheet(hers, [*values, EVERY]))
    counted = [*of_case.of(CaseFacet), *of_case.of(PublishedCase)]
    return [*found, _sheet(of_case, [value for row in counted for value in facets_of(row)])]


def _draft(body: dict[str, Any], terms: Terms, people: int) -> _Draft:
    page = Page(pk=PAGE_KEY, kind=body["kind"], key=body["key"], state=Page.State.LIVE.value, version=1)
    page.first_published = page.changed = STORED
    document = {**envelope(page.kind, page, timezone.now(), ""), "generated": True, **body}
    document |= {"salt": SALT, "published": PUBLISHED}
    describe(page, document)
    page.slug = page.slug.replace("zqxlatin", "zqxslug").replace("zqxown", "zqxslug")
    for spelling in ("own", "latin"):  # in titles each word of a name stands behind a sign
        page.words = page.words.replace(f"{search.TITLE}zqx{spelling}", f"zqxtitle{spelling}")
    page.name_keys = _with_blank_keys(page.name_keys, people)
    draft = _Draft(document, by_model([page, *rows_from(page, document, terms, ())]))
    for place, standing in enumerate(draft.of(PublishedStanding)):
        standing.pk = STANDING_KEY + place
    for row in (*draft.of(PublishedCharge), *draft.of(PublishedCustody)):
        row.standing = row.standing  # by the primary key that it has only now
    return draft


def _sheet(draft: _Draft, facets: list[Value]) -> Sheet:
    return Sheet(
        kind=draft.document["kind"],
        document=_with_blanks(log.canonical(draft.document).decode()),
        rows={told: _with_blanks("".join(found)) for told, found in copying.as_copies(draft.rows).items()},
        provisions=provisions_in(cited_in(draft.document)),
        standings=len(draft.of(PublishedStanding)),
        facets=facets,
    )


def _said(person: _Draft, case: _Draft) -> Said:
    """What her only case says of a person: what `page_facets` reads in the rows once they are written."""
    key = person.document["key"]
    named = [row.how for row in case.of(Mention) if (row.kind, row.key) == ("person", key)]
    own = {row.key for row in person.of(Mention) if row.kind == "country"}
    countries = {row.value for row in case.of(CaseFacet) if row.facet == "country"}
    charges = [row.provision_id for row in case.of(PublishedCharge) if row.standing.key == key]
    cited = {row.number: row.parent_id for row in provisions_in(cited_in(case.document))}
    return Said(
        roles=set(named),
        countries=own | countries if named else own,
        standings=[row for row in case.of(PublishedStanding) if row.key == key],
        provisions={number for charge in charges for number in _with_those_above(charge, cited)},
    )


def _with_those_above(provision: int | None, above: Mapping[int, int | None]) -> Iterator[int]:
    while provision:
        yield provision
        provision = above[provision]


@dataclass(frozen=True)
class Filled:
    """A sheet with the values of one copy; those of the publication come later."""

    sheet: Sheet
    key: str  # permalink number
    values: dict[str, str]


def _with_blank_keys(keys: str, people: int) -> str:
    for place in range(people):
        blank = {key for name in name_blanks(place) for key in name_keys(name)}
        kept = [key for key in keys.split() if key not in blank]
        if len(kept) < len(keys.split()):
            keys = f" {' '.join([*kept, f'zqxkeys{place}'])} "
    return keys


def facets_of(row: Model) -> list[Value]:
    """The facets and values under which a case is counted because of this row."""
    match row:
        case CaseFacet():
            return [(row.facet, row.value)]
        case PublishedCase():
            return [*date_values(row.began_earliest, row.began_latest, row.sort_date), EVERY]
    return []


def _with_blanks(text: str) -> str:
    return _BLANK.sub(lambda blank: f"%({blank[0]})s", text.replace("%", "%%"))
