"""A composed document and its rows with blanks for numbers and names: filled in as often as one likes.

Only for invented records on PostgreSQL, whose COPY takes text. What a copy has of its own is a blank word in
the document, from which the rows are derived as ever; a copy puts the same value into both.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.utils import timezone

from cases.public import log, search
from cases.public.facets import EVERY, date_values
from cases.public.models import (
    CaseFacet,
    Page,
    PublishedCase,
    PublishedCharge,
    PublishedCustody,
    PublishedProvision,
    PublishedStanding,
)
from cases.publishing import copying
from cases.publishing.court_rows import provisions_in
from cases.publishing.labels import Terms
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
    facets: list[tuple[str, str]] = field(default_factory=list)


def sheet(body: dict[str, Any], terms: Terms, people: int) -> Sheet:
    """Of a document but for its envelope, with blanks for so many people."""
    page = Page(pk=PAGE_KEY, kind=body["kind"], key=body["key"], state=Page.State.LIVE.value, version=1)
    page.first_published = page.changed = STORED
    document = {**envelope(page.kind, page, timezone.now(), ""), "generated": True, **body}
    document |= {"salt": SALT, "published": PUBLISHED}
    describe(page, document)
    page.slug = page.slug.replace("zqxlatin", "zqxslug").replace("zqxown", "zqxslug")
    for spelling in ("own", "latin"):  # in titles each word of a name stands behind a sign
        page.words = page.words.replace(f"{search.TITLE}zqx{spelling}", f"zqxtitle{spelling}")
    page.name_keys = _with_blank_keys(page.name_keys, people)
    rows = by_model([page, *rows_from(page, document, terms, ())])
    standings = rows.get(PublishedStanding, [])
    for place, standing in enumerate(standings):
        standing.pk = STANDING_KEY + place
    for row in (*rows.get(PublishedCharge, ()), *rows.get(PublishedCustody, ())):
        row.standing_id = row.standing.pk
    counted = [*rows.get(CaseFacet, ()), *rows.get(PublishedCase, ())]
    return Sheet(
        kind=page.kind,
        document=_with_blanks(log.canonical(document).decode()),
        rows={told: _with_blanks("".join(found)) for told, found in copying.as_copies(rows).items()},
        provisions=provisions_in(cited_in(document)),
        standings=len(standings),
        facets=[value for row in counted for value in facets_of(row)],
    )


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


def facets_of(row: Model) -> list[tuple[str, str]]:
    """The facets and values under which a case is counted because of this row."""
    match row:
        case CaseFacet():
            return [(row.facet, row.value)]
        case PublishedCase():
            return [*date_values(row.began_earliest, row.began_latest, row.sort_date), EVERY]
    return []


def _with_blanks(text: str) -> str:
    return _BLANK.sub(lambda blank: f"%({blank[0]})s", text.replace("%", "%%"))
