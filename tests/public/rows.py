"""Published pages without a desk: for tests of lists, which do not care how a record came to be published.

Only the documents are made by hand; what lists read is written by the bridge.
"""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cases.public.document import Coded, Date, Name, Text
from cases.public.models import Page, PublishedCase, PublishedEvent
from cases.publishing.rows import erase_rows, write_rows
from cases.reference.models import Country, Term
from cases.text.uncertain import parse
from tests.public.documents import move_head

LONG_AGO = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def case(
    title: str = "A case",
    *,
    number: int | None = None,
    titles: Iterable[tuple[str, str]] = (),
    summary: str = "",
    began: str = "",
    countries: Iterable[str] = ("AZ",),
    roles: Iterable[tuple[str, str]] = (),
    types: Iterable[str] = ("criminal",),
    tags: Iterable[str] = (),
    status: str = "active",
    targeted: Iterable[tuple[str, str]] = (),
    witnesses: Iterable[tuple[str, str]] = (),
    official: Iterable[tuple[str, str]] = (),
    main: bool = True,
    part_of: str = "",
    **page: Any,
) -> PublishedCase:
    """`titles` are (language, text), `roles` (country, role), `official` (number, authority), and people are
    (name, occupation); whoever has the same name is the same person.
    """
    texts = [("en", title), *titles]
    in_roles = [*((code, "lead") for code in countries), *roles]
    document = {
        "texts": [
            {"language": language, "title": text, "summary": summary, "narrative": ""}
            for language, text in texts
        ],
        "types": [coded("case_type", code) for code in types],
        "tags": [Coded(code=code, labels={"en": code}) for code in tags],
        "status": coded("case_status", status),
        "status_as_of": None,
        "redress": None,
        "began": date(began),
        "ended": None,
        "countries": [country(code) | {"role": coded("country_role", role)} for code, role in in_roles],
        "participants": [
            *(participant(name, "target", occupation) for name, occupation in targeted),
            *(participant(name, "witness", occupation) for name, occupation in witnesses),
        ],
        "proceedings": [
            {
                "kind": coded("proceeding_kind", "criminal"),
                "main": main,
                "numbers": [{"number": given, "authority": organization(authority)}],
                "body": None,
                "amount": "",
                "currency": "",
                "parties": [],
                "brought_by": [],
                "charges": [],
                "steps": [],
                "refs": [],
            }
            for given, authority in official
        ],
        "detentions": [],
        "affected": [],
        "events": [],
        "relations": [
            {
                "relation": coded("case_relation", "part_of"),
                "certainty": coded("certainty", "established"),
                "key": part_of,
                "titles": [],
            }
        ]
        if part_of
        else [],
    }
    return publish("case", document, **{"key": str(number or next(_numbers))} | page).case


def person(name: str, *, of_countries: Iterable[str] = (), **page: Any) -> Page:
    document = {
        "names": [in_english(name)],
        "texts": [],
        "gender": None,
        "born": "",
        "died": "",
        "nationalities": [country(code) for code in of_countries],
        "occupations": [coded("occupation", "journalist")],
    }
    return publish("person", document, **{"key": key_of(name)} | page)


def ngo(name: str, *, of_country: str = "AZ", **page: Any) -> Page:
    document = {
        "names": [in_english(name)],
        "texts": [],
        "organization_kind": coded("organization_kind", "ngo"),
        "country": country(of_country),
        "founded": None,
        "dissolved": None,
        "parent": None,
        "website": "",
        "statuses": [],
        "domains": [],
    }
    return publish("organization", document, **{"key": key_of(name)} | page)


def event(title: str, *, on: str = "", of_countries: Iterable[str] = (), **page: Any) -> PublishedEvent:
    document = {
        "event_kind": coded("event_kind", "election"),
        "texts": [{"language": "en", "title": title, "text": ""}],
        "date": date(on),
        "countries": [country(code) for code in of_countries],
        "place": "",
        "affected": [],
        "instrument": None,
        "law_step": "",
    }
    return publish("event", document, key=str(next(_numbers)), **page).event


def publish(kind: str, document: dict[str, Any], *, key: str, **page: Any) -> Page:
    fields = {"state": Page.State.LIVE, "version": 1, "first_published": LONG_AGO, "changed": LONG_AGO}
    made = Page(kind=kind, key=key, **fields | page)
    write_rows(made, {"kind": kind, "key": key, "sources": [], "refs": {}, "note": "", **document})
    if made.state != Page.State.LIVE:
        erase_rows(made)
    move_head()
    return made


def key_of(name: str) -> str:
    """Equal names are one page in these tests."""
    return str(sum(place * ord(letter) for place, letter in enumerate(name, start=1)))


def participant(name: str, role: str, occupation: str) -> dict[str, Any]:
    return {
        "who": "person",
        "shown": "named",
        "key": key_of(name),
        "names": [in_english(name)],
        "label": None,
        "count": None,
        "role": coded("role", role),
        "affiliation": None,
        "age": "",
        "traits": [coded("occupation", occupation)],
        "country": None,
        "work_link": None,
        "certainty": coded("certainty", "established"),
        "refs": [],
    }


def organization(name: str) -> dict[str, Any] | None:
    return {"kind": "organization", "key": None, "names": [in_english(name)]} if name else None


def in_english(name: str) -> Name:
    return Name(language="en", text=name, script="Latn", kind="primary")


def country(code: str) -> Coded:
    return Coded(code=code, labels={"en": Country(code=code).name("en")})


def coded(vocabulary: str, code: str) -> Coded:
    return Coded(code=code, labels={"en": Term.objects.get(vocabulary=vocabulary, code=code).label})


def date(edtf: str) -> Date:
    when = parse(edtf)
    return Date(
        edtf=edtf,
        earliest=when.earliest.isoformat() if when.earliest else None,
        latest=when.latest.isoformat() if when.latest else None,
    )


def text(language: str, words: str) -> Text:
    return Text(language=language, text=words)
