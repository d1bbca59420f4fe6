"""Flat rows from a document: what lists, links and filters read. A function of the document alone."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.utils import translation

from cases.models.proceedings import fold_number
from cases.public import wording
from cases.public.document import (
    CaseCard,
    CaseDocument,
    Coded,
    EventCard,
    Kind,
    Name,
    PageCard,
    Reference,
    Text,
)
from cases.public.models import (
    CaseFacet,
    Mention,
    OfficialNumber,
    Page,
    PageFacet,
    PublishedCase,
    PublishedEvent,
    Version,
)
from cases.publishing import blocks
from cases.publishing.case_facets import case_facets, wholes_of, with_ancestors
from cases.publishing.court_rows import write_court_rows, write_provisions
from cases.publishing.naming import writings
from cases.reference.models import Country, Vocabulary
from cases.text.folding import slug, words
from cases.text.names import name_keys

PARENT = "parent"  # how an organization names the one that it belongs to
UNDATED = date.min  # sorts last where the newest comes first


def write_rows(page: Page, document: Any) -> None:
    """Replace everything that lists and filters know of a page by what its document says."""
    titles = titles_of(document)
    page.titles = titles
    page.title = titles[0]["text"][:500] if titles else ""
    page.slug = _slug(document)
    page.words = _between_spaces(word for text in _searched(document) for word in words(text))
    page.name_keys = _between_spaces(key for name in _names(document) for key in name_keys(name["text"]))
    page.card = _card(document)
    page.save()
    Mention.objects.filter(page=page).delete()
    Mention.objects.bulk_create(Mention(page=page, **mention) for mention in _mentions(document))
    PageFacet.objects.filter(page=page).delete()
    PageFacet.objects.bulk_create(
        PageFacet(page=page, facet="occupation", value=code)
        for code in sorted(with_ancestors(Vocabulary.OCCUPATION, document.get("occupations", ())))
    )
    match document["kind"]:
        case "case":
            _write_case(page, document)
        case "event":
            _write_event(page, document)


def erase_rows(page: Page) -> None:
    """Take away everything but the address itself."""
    if page.kind == "case":
        blocks.move(int(page.key), blocks.values_of(page), set())
    Mention.objects.filter(page=page).delete()
    PageFacet.objects.filter(page=page).delete()
    PublishedCase.objects.filter(page=page).delete()
    PublishedEvent.objects.filter(page=page).delete()
    page.titles, page.card = [], {}
    page.title = page.slug = page.words = page.name_keys = ""
    page.save()
    if page.kind == "case":
        _pass_down(page.key)


def current_document(page: Page) -> Any:
    return Version.objects.get(kind=page.kind, key=page.key, version=page.version).read()


def titles_of(document: Any) -> list[Text]:
    """The title or name in every language, the first one being that of the page."""
    match document["kind"]:
        case "case" | "event":
            return [Text(language=row["language"], text=row["title"]) for row in document["texts"]]
        case "country":
            labels = document["country"]["labels"]
            return [Text(language=language, text=label) for language, label in labels.items()]
    return [Text(language=name["language"], text=name["text"]) for name in document["names"]]


def _slug(document: Any) -> str:
    """The title that is shown for an address, as it is where nobody has chosen a language.

    `changes` and `v<k>` are addresses of their own.
    """
    with translation.override(settings.LANGUAGE_CODE):
        found = slug(wording.title(document)["text"])
    return f"{found}-{document['kind']}" if re.fullmatch(r"changes|v\d+", found) else found


def _write_case(page: Page, document: CaseDocument) -> None:
    before = blocks.values_of(page)
    PublishedCase.objects.filter(page=page).delete()
    began = document["began"]
    case = PublishedCase.objects.create(
        page=page,
        number=int(page.key),
        lead_country=document["countries"][0]["code"],
        status=document["status"]["code"],
        began_earliest=_day(began["earliest"]),
        began_latest=_day(began["latest"]),
        sort_date=_day(began["earliest"]) or _day(began["latest"]) or UNDATED,
    )
    CaseFacet.objects.bulk_create(
        CaseFacet(case=case, facet=facet, value=value) for facet, value in sorted(set(case_facets(document)))
    )
    OfficialNumber.objects.bulk_create(
        OfficialNumber(
            case=case,
            number=number["number"],
            folded=fold_number(number["number"]),
            authority=number["authority"]["names"][0]["text"] if number["authority"] else "",
            main=proceeding["main"],
        )
        for proceeding in document["proceedings"]
        for number in proceeding["numbers"]
    )
    write_court_rows(case, document)
    blocks.move(case.number, before, blocks.values_of(page))
    _pass_down(page.key)


def _write_event(page: Page, document: Any) -> None:
    PublishedEvent.objects.filter(page=page).delete()
    when, instrument = document["date"], document["instrument"]
    if instrument:
        write_provisions([instrument])
    law = instrument["path"][-1]["key"] if instrument else None
    PublishedEvent.objects.create(
        page=page,
        number=int(page.key),
        kind=document["event_kind"]["code"],
        earliest=_day(when["earliest"]),
        latest=_day(when["latest"]),
        sort_date=_day(when["earliest"]) or _day(when["latest"]) or UNDATED,
        instrument_id=int(law) if law else None,
        law_step=document["law_step"],
    )


def _mentions(document: Any) -> Iterator[dict[str, Any]]:
    """Whom and what a document names, each once for each way in which it does."""
    seen = set()
    for kind, key, how in _named(document):
        mention = (kind, key, how["code"] if how else "")
        if key and mention not in seen:
            seen.add(mention)
            yield {"kind": kind, "key": key, "how": mention[2], "labels": how["labels"] if how else {}}
    for relation in document.get("relations", ()):
        how = relation["relation"]
        yield {
            "kind": "case",
            "key": relation["key"],
            "how": how["code"],
            "labels": how["labels"],
            "certainty": relation["certainty"],
        }


def _named(document: Any) -> Iterator[tuple[Kind, str | None, Coded | None]]:
    for row in document.get("participants", ()):
        yield ("person" if row["who"] == "person" else "organization"), row["key"], row["role"]
        yield "country", row["country"]["code"] if row["country"] else None, None
    if parent := document.get("parent"):
        yield parent["kind"], parent["key"], Coded(code=PARENT, labels={})
    for row in references(document):
        yield row["kind"], row["key"], None
    for event in document.get("events", ()):
        yield "event", event["key"], event["kind"]
        yield from (("country", country["code"], None) for country in event["countries"])
    for country in document.get("countries", ()):
        yield "country", country["code"], country.get("role")
    for country in document.get("nationalities", ()):
        yield "country", country["code"], None
    for row in (*document.get("statuses", ()), *document.get("domains", ())):
        yield "country", row["country"]["code"] if row["country"] else None, None
    if (country := document.get("country")) and document["kind"] != "country":
        yield "country", country["code"], None


def _card(document: Any) -> CaseCard | EventCard | PageCard:
    match document["kind"]:
        case "case":
            return CaseCard(
                summaries=[Text(language=row["language"], text=row["summary"]) for row in document["texts"]],
                types=document["types"],
                countries=_once(document["countries"]),
                status=document["status"],
                status_as_of=document["status_as_of"],
                numbers=[n["number"] for row in document["proceedings"] for n in row["numbers"]],
                began=document["began"],
                affected=document["affected"],
            )
        case "event":
            return EventCard(
                kind=document["event_kind"],
                texts=document["texts"],
                date=document["date"],
                countries=document["countries"],
                place=document["place"],
                instrument=document["instrument"],
                law_step=document["law_step"],
            )
        case "person":
            return PageCard(traits=document["occupations"], countries=document["nationalities"])
        case "organization":
            country = document["country"]
            return PageCard(traits=[document["organization_kind"]], countries=[country] if country else [])
    return PageCard(traits=[], countries=[document["country"]])


def _once(countries: Iterable[Coded]) -> list[Coded]:
    return list({row["code"]: Coded(code=row["code"], labels=row["labels"]) for row in countries}.values())


def _searched(document: Any) -> Iterator[str]:
    """The texts in which a reader's words are looked for: not addresses, nor the titles of other cases."""
    for writing in writings(document):
        if not writing.is_address and not writing.path.startswith("relations."):
            yield writing.text
    yield from _labels(document)


def _labels(document: Any) -> Iterator[str]:
    for country in document.get("countries", ()):
        yield from country["labels"].values()
        yield from (Country(code=country["code"]).name(language) for language in ("en", "az", "ru"))
    for coded in document.get("types", ()):
        yield from coded["labels"].values()


def _names(document: Any) -> Iterator[Name]:
    """Every visible name of a person or an organization."""
    yield from document.get("names", ())
    for row in document.get("participants", ()):
        yield from row["names"]
    for reference in references(document):
        yield from reference["names"]


def references(document: Any) -> Iterator[Reference]:
    """Everybody whom a document names outside its participants: courts, judges, authorities, prisons."""
    found = [document.get("parent"), *(row["by"] for row in document.get("statuses", ()))]
    for proceeding in document.get("proceedings", ()):
        found += [proceeding["body"], *(number["authority"] for number in proceeding["numbers"])]
        for step in proceeding["steps"]:
            found += [step["body"], *(official["who"] for official in step["officials"])]
    found += [row["institution"] for row in document.get("detentions", ())]
    yield from (reference for reference in found if reference)


def rows_of(document: Any, kind: str, key: str | None) -> Iterator[dict[str, Any]]:
    """Every row of a document that names this person or organization."""
    if key is None:
        return
    for row in document.get("participants", ()):
        if row["who"] == kind and row["key"] == key:
            yield row
    for reference in references(document):
        if reference["kind"] == kind and reference["key"] == key:
            yield cast(dict[str, Any], reference)


def _pass_down(key: str) -> None:
    """What a case is part of, its parts are part of too: also those that were published before it said so."""
    surely = Mention.objects.of_parts()
    seen = below = {key}
    while below:
        parts = surely.filter(key__in=below, page__kind="case")
        below = set(parts.values_list("page__key", flat=True)) - seen
        seen = seen | below
        for case in PublishedCase.objects.filter(page__key__in=below, page__kind="case"):
            direct = surely.filter(page=case.page_id)
            within = CaseFacet.objects.filter(case=case, facet="within")
            before = set(within.values_list("facet", "value"))
            wholes = wholes_of(direct.values_list("key", flat=True)) - {str(case.number)}
            within.exclude(value__in=wholes).delete()
            known = set(within.values_list("value", flat=True))
            CaseFacet.objects.bulk_create(
                CaseFacet(case=case, facet="within", value=whole) for whole in sorted(wholes - known)
            )
            blocks.move(case.number, before, {("within", whole) for whole in wholes})


def _between_spaces(found: Iterable[str]) -> str:
    """ " one two three ": so that a whole word, or the beginning of one, can be looked for with its space."""
    return f" {' '.join(dict.fromkeys(found))} "


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
