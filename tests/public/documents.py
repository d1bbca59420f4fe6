"""Whole public documents, made by hand and published without a desk: for tests of pages. All are invented.

`case(number=1, events=[…])` gives a complete CaseDocument with overrides; `publish(document)` makes it the
newest version of its page, with the rows that the bridge would write.
"""

from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from cases.public import log
from cases.public.document import Coded, Date, Name, Text
from cases.public.models import Head, Page, Publication, Version
from cases.publishing.rows import erase_rows, write_rows
from cases.reference.models import Country
from cases.text.scripts import script_of
from cases.text.uncertain import parse

LONG_AGO = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)


# ---------------------------------------------------------------- publishing


def publish(document: dict[str, Any], *, at: datetime = LONG_AGO, note: str = "") -> Page:
    """Make a document the newest version of its page."""
    kind, key = document["kind"], document["key"]
    page = Page.objects.filter(kind=kind, key=key).first()
    page = page or Page(kind=kind, key=key, version=0, first_published=at)
    page.version += 1
    page.state = Page.State.LIVE
    page.changed = at
    document = document | {"version": page.version, "published": log.timestamp(at), "note": note}
    write_rows(page, document)
    _store(page, document, at, "publish")
    move_head()
    return page


def withdraw(page: Page, reason: str, *, at: datetime = LONG_AGO) -> None:
    """A tombstone with its reason."""
    page.state = Page.State.WITHDRAWN
    page.version += 1
    erase_rows(page)
    _store(page, _tombstone(page, at, reason), at, "withdraw")
    move_head()


def hide(page: Page, *, at: datetime = LONG_AGO) -> None:
    """Nothing is left but the address."""
    page.state = Page.State.GONE
    erase_rows(page)
    for version in Version.objects.filter(kind=page.kind, key=page.key):
        version.document = log.canonical(_tombstone(page, at, ""))
        version.save()
    move_head()


def move_head() -> None:
    """Let every process know that something was published."""
    Head.objects.update_or_create(pk=1, defaults={"number": 1, "hash": token_hex(32)})


def _tombstone(page: Page, at: datetime, reason: str) -> dict[str, Any]:
    envelope = _envelope("tombstone", page.key) | {"version": page.version, "published": log.timestamp(at)}
    return envelope | {"was": page.kind, "withdrawn": at.date().isoformat(), "reason": reason}


def _store(page: Page, document: dict[str, Any], at: datetime, act: str) -> None:
    data = log.canonical(document)
    publication = Publication.objects.create(
        number=Publication.objects.count() + 1,
        at=at,
        act=act,
        kind=page.kind,
        key=page.key,
        version=page.version,
        document_sha256=log.sha256(data),
    )
    Version.objects.create(
        kind=page.kind,
        key=page.key,
        version=page.version,
        document=data,
        sha256=log.sha256(data),
        published_at=at,
        publication=publication,
    )


# ---------------------------------------------------------------- the five kinds


def case(number: int = 1, **facts: Any) -> dict[str, Any]:
    return {
        **_envelope("case", str(number)),
        "texts": [case_text("en", "Arrest of a reporter", "A reporter was arrested in Baku.")],
        "types": [coded("arbitrary_detention", "Detention")],
        "tags": [],
        "status": coded("active", "Active"),
        "status_as_of": None,
        "redress": None,
        "began": date("2017-05"),
        "ended": None,
        "countries": [in_role("AZ", "lead", "Lead country")],
        "participants": [],
        "proceedings": [],
        "detentions": [],
        "affected": [],
        "events": [],
        "relations": [],
        "refs": {},
        "sources": [],
    } | facts


def person(number: int = 1, *names: Name, **facts: Any) -> dict[str, Any]:
    return {
        **_envelope("person", str(number)),
        "names": list(names) or [name("Sevda Quliyeva")],
        "texts": [],
        "gender": None,
        "born": "",
        "died": "",
        "nationalities": [],
        "occupations": [coded("journalist", "Journalist")],
        "refs": {},
        "sources": [],
    } | facts


def organization(number: int = 1, *names: Name, **facts: Any) -> dict[str, Any]:
    return {
        **_envelope("organization", str(number)),
        "names": list(names) or [name("Court of Grave Crimes")],
        "texts": [],
        "organization_kind": coded("court", "Court"),
        "country": country("AZ"),
        "founded": None,
        "dissolved": None,
        "parent": None,
        "website": "",
        "statuses": [],
        "domains": [],
        "refs": {},
        "sources": [],
    } | facts


def event(number: int = 1, **facts: Any) -> dict[str, Any]:
    return {
        **_envelope("event", str(number)),
        "event_kind": coded("law", "Legislation"),
        "texts": [event_text("en", "A law on grants", "Foreign grants need a permit.")],
        "date": date("2014-02"),
        "countries": [country("AZ")],
        "place": "",
        "affected": [],
        "instrument": None,
        "law_step": "",
        "refs": {},
        "sources": [],
    } | facts


def profile(code: str = "AZ", **facts: Any) -> dict[str, Any]:
    return {
        **_envelope("country", code),
        "country": country(code),
        "texts": [{"language": "en", "summary": "What the record says of the country.", "narrative": ""}],
        "indicators": [],
        "refs": {},
        "sources": [],
    } | facts


def _envelope(kind: str, key: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "shape": 1,
        "key": key,
        "version": 1,
        "published": log.timestamp(LONG_AGO),
        "note": "",
        "languages": ["en"],
        "salt": "00" * 16,
    }


# ---------------------------------------------------------------- rows of a document


def participant(
    *names: Name,
    who: str = "person",
    key: str | None = None,
    role: tuple[str, str] = ("target", "Target"),
    **facts: Any,
) -> dict[str, Any]:
    return {
        "who": who,
        "shown": "named",
        "key": key,
        "names": list(names),
        "label": None,
        "count": None,
        "role": coded(*role),
        "affiliation": None,
        "age": "",
        "traits": [],
        "country": None,
        "work_link": None,
        "certainty": coded("established", "Established"),
        "refs": [],
    } | facts


def own_event(title: str, on: str, text: str = "", **facts: Any) -> dict[str, Any]:
    return {
        "key": None,
        "kind": coded("arrest", "Arrest"),
        "texts": [event_text("en", title, text)],
        "date": date(on),
        "countries": [],
        "place": "",
        "affected": [],
        "refs": [],
    } | facts


def proceeding(
    number: str = "", authority: dict[str, Any] | None = None, *parties: int, **facts: Any
) -> dict[str, Any]:
    return {
        "kind": coded("criminal", "Criminal"),
        "main": True,
        "numbers": [{"number": number, "authority": authority}] if number else [],
        "body": None,
        "amount": "",
        "currency": "",
        "parties": [f"participant-{party}" for party in parties],
        "brought_by": [],
        "charges": [],
        "steps": [],
        "refs": [],
    } | facts


def provision(code: str = "178.3.2", title: str = "Fraud", number: int = 1, **facts: Any) -> dict[str, Any]:
    """178.3.2 in 178.3 in 178 in the Criminal Code, which has this permalink number, those below the next."""
    codes = (
        [".".join(code.split(".")[:depth]) for depth in range(1, len(code.split(".")) + 1)] if code else []
    )
    levels = ("article", "part", "item")
    path = [_level(number, "instrument", "", "Criminal Code")]
    path += [
        _level(number + depth, level, one, title if one == code else "")
        for depth, (one, level) in enumerate(zip(codes, levels, strict=False), 1)
    ]
    return {"country": country("AZ"), "path": path} | facts


def _level(number: int, level: str, code: str, title: str) -> dict[str, Any]:
    return {
        "key": str(number),
        "level": level,
        "code": code,
        "titles": [text("en", title)] if title else [],
    }


def charge(party: int, under: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"party": f"participant-{party}", "provision": under or provision()}


def step(kind: str, on: str = "", *parties: int, words: str = "", **facts: Any) -> dict[str, Any]:
    """A step for these participants (by their place from 1), or for all where none is named."""
    return {
        "kind": coded(kind, words or kind.replace("_", " ").capitalize()),
        "acts_as": kind,
        "date": date(on),
        "body": None,
        "officials": [],
        "in_absentia": None,
        "text": None,
        "parties": [f"participant-{party}" for party in parties],
        "charges": [],
        "requalified_to": None,
        "sanctions": [],
        "refs": [],
    } | facts


def official(office: str, who: dict[str, Any]) -> dict[str, Any]:
    return {"office": office, "who": who}


def sanction(party: int, kind: str = "prison", words: str = "", **facts: Any) -> dict[str, Any]:
    return {
        "party": f"participant-{party}",
        "kind": coded(kind, words or kind.replace("_", " ").capitalize()),
        "years": None,
        "months": None,
        "days": None,
        "indefinite": False,
        "suspended": False,
        "amount": "",
        "currency": "",
    } | facts


def detention(
    party: int, began: str, ended: str = "", kind: str = "pretrial", **facts: Any
) -> dict[str, Any]:
    return {
        "party": f"participant-{party}",
        "kind": coded(kind, DETENTIONS.get(kind, kind)),
        "is_custody": kind not in {"house_arrest", "supervision", "unknown"},
        "place": "Kurdakhani",
        "institution": None,
        "began": date(began),
        "ended": date(ended) if ended else None,
        "lawyer_access": None,
        "family_access": None,
        "confirmed": None,
        "refs": [],
    } | facts


DETENTIONS = {"pretrial": "Pre-trial detention", "prison": "Prison", "house_arrest": "House arrest"}


def affected(words: str = "", *, number: int | None = None, bound: str = "", **facts: Any) -> dict[str, Any]:
    return {
        "bound": bound or ("words" if number is None else "exactly"),
        "number": number,
        "words": text("en", words) if words else None,
        "whom": coded("ngos", "NGOs"),
        "done": None,
        "refs": [],
    } | facts


def relation(code: str, words: str, key: str, title: str) -> dict[str, Any]:
    return {
        "relation": coded(code, words),
        "certainty": coded("established", "Established"),
        "key": key,
        "titles": [text("en", title)],
    }


def reference(kind: str, key: str | None, *names: Name) -> dict[str, Any]:
    return {"kind": kind, "key": key, "names": list(names)}


def source(mark: int, *places: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return {
        "mark": mark,
        "kind": coded("ngo_report", "Report of an NGO"),
        "title": text("en", "A report on arrests"),
        "author": "Nigar Əliyeva",
        "publisher": "An institute",
        "published": date("2018-03-23"),
        "url": "https://reports.example/arrests",
        "archived_url": "",
        "reliability": "",
        "held": False,
        "harmful": False,
        "places": list(places),
    } | facts


def place(mark: str, *used_for: str, **facts: Any) -> dict[str, Any]:
    return {
        "mark": mark,
        "locator": "page 3",
        "quotation": None,
        "says": "confirms",
        "used_for": list(used_for),
    } | facts


def indicator(value: str, **facts: Any) -> dict[str, Any]:
    return {
        "kind": coded("lawyers_per_100000", "Lawyers per 100,000 people"),
        "value": value,
        "out_of": "",
        "year": "2017",
        "compared_with": None,
        "compared_value": "",
        "note": None,
        "refs": [],
    } | facts


def case_text(language: str, title: str, summary: str = "", narrative: str = "") -> dict[str, Any]:
    return {"language": language, "title": title, "summary": summary, "narrative": narrative}


def event_text(language: str, title: str, text: str = "") -> dict[str, Any]:
    return {"language": language, "title": title, "text": text}


def name(text: str, language: str = "en", kind: str = "primary") -> Name:
    return Name(language=language, text=text, script=script_of(text), kind=kind)


def text(language: str, words: str) -> Text:
    return Text(language=language, text=words)


def country(code: str) -> Coded:
    return Coded(code=code, labels={"en": Country(code=code).name("en")})


def in_role(code: str, role: str, words: str) -> dict[str, Any]:
    return {**country(code), "role": coded(role, words)}


def coded(code: str, label: str) -> Coded:
    return Coded(code=code, labels={"en": label})


def date(edtf: str) -> Date:
    when = parse(edtf)
    return Date(
        edtf=edtf,
        earliest=when.earliest.isoformat() if when.earliest else None,
        latest=when.latest.isoformat() if when.latest else None,
    )
