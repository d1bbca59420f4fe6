"""Flat rows from a document: what lists, links and filters read. A function of the document alone."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils import translation

from cases.models.proceedings import fold_number
from cases.public import course, search, wording
from cases.public.document import (
    CaseCard,
    CaseDocument,
    Coded,
    EventCard,
    Kind,
    Labels,
    Name,
    PageCard,
    Provision,
    Reference,
    Text,
)
from cases.public.models import (
    CaseFacet,
    Mention,
    OfficialNumber,
    Page,
    PublishedCase,
    PublishedEvent,
    Version,
)
from cases.publishing import blocks, page_facets
from cases.publishing.case_facets import case_facets, part_of, wholes_of
from cases.publishing.court_rows import court_rows, provisions_cited, provisions_in, write_provisions
from cases.publishing.labels import Terms
from cases.publishing.naming import writings
from cases.reference.country_names import also_called, country_name
from cases.text.folding import slug, words
from cases.text.names import name_keys

PARENT = "parent"  # how an organization names the one that it belongs to


def write_rows(page: Page, document: Any) -> None:
    """Replace everything that lists and filters know of a page by what its document says."""
    touched = page_facets.named_by(page)
    describe(page, document)
    page.save()
    before = blocks.values_of_case(page)
    _erase(page)
    terms, is_case = Terms(), document["kind"] == "case"
    wholes = wholes_of(part_of(document)) if is_case else set()
    write_provisions(provisions_in(cited_in(document)))
    for model, rows in by_model(rows_from(page, document, terms, wholes)).items():
        model._default_manager.bulk_create(rows)
    if is_case:
        number = int(page.key)
        blocks.move("case", {number: before}, {number: blocks.values_of_case(page)})
        _pass_down(page.key)
    own = {(page.kind, page.key): page_facets.own_facets(document, terms)}
    page_facets.refresh(touched | page_facets.named_by(page), own)


def describe(page: Page, document: Any) -> None:
    """What the page's own row says: how it is called and shown in lists, by which words it is found."""
    titles = titles_of(document)
    page.titles = titles
    page.title = _title(titles)[:500]
    page.slug = _slug(document)
    page.words = _between_spaces(_searched(document, titles))
    page.name_keys = _between_spaces(key for name in _names(document) for key in name_keys(name["text"]))
    page.card = _card(document)
    page.generated = document.get("generated", False)


def rows_from(page: Page, document: Any, terms: Terms, wholes: Iterable[str]) -> Iterator[Model]:
    """All other rows of a page that has its primary key, not yet written: each after those that it points to.

    Of a case, `wholes` are those that it is part of. By what else a person, an organization or an event is
    chosen depends on other pages, too (`page_facets.py`).
    """
    yield from (Mention(None, page.pk, *mention) for mention in _mentions(document))  # type: ignore[misc]
    match document["kind"]:
        case "case":
            yield from _case_rows(page, document, terms, wholes)
        case "event":
            yield _event_row(page, document)


def by_model(rows: Iterable[Model]) -> dict[type[Model], list[Model]]:
    found: dict[type[Model], list[Model]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return found


def cited_in(document: Any) -> list[Provision]:
    """The provisions that a case or an event cites."""
    match document["kind"]:
        case "case":
            return provisions_cited(document)
        case "event":
            return [document["instrument"]] if document["instrument"] else []
    return []


def erase_rows(page: Page) -> None:
    """Take away everything but the address itself."""
    touched = page_facets.named_by(page)
    if page.kind == "case":
        blocks.move("case", {int(page.key): blocks.values_of_case(page)}, {})
    _erase(page)
    page.titles, page.card = [], {}
    page.title = page.slug = page.words = page.name_keys = ""
    page.save()
    if page.kind == "case":
        _pass_down(page.key)
    page_facets.refresh(touched)


def _erase(page: Page) -> None:
    for model in (Mention, PublishedCase, PublishedEvent):
        model._default_manager.filter(page=page).delete()


def forget_what_was_indexed() -> None:
    """SQLite's index of words keeps what was deleted from it, marked as such, until its pieces are merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO published_search (published_search) VALUES ('optimize')")
            cursor.execute("INSERT INTO published_alike (published_alike) VALUES ('optimize')")


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


def _title(titles: list[Text]) -> str:
    """By which lists are sorted: what they show where nobody has chosen a language."""
    with translation.override(settings.LANGUAGE_CODE):
        best = wording.best(titles)
    return best["text"] if best else ""


def _slug(document: Any) -> str:
    """The title that is shown for an address, as it is where nobody has chosen a language.

    `changes` and `v<k>` are addresses of their own.
    """
    with translation.override(settings.LANGUAGE_CODE):
        found = slug(wording.title(document)["text"])
    return f"{found}-{document['kind']}" if re.fullmatch(r"changes|v\d+", found) else found


def _case_rows(page: Page, document: CaseDocument, terms: Terms, wholes: Iterable[str]) -> Iterator[Model]:
    number, began = int(page.key), document["began"]
    yield PublishedCase(
        number=number,
        page=page,
        lead_country=document["countries"][0]["code"],
        status=document["status"]["code"],
        began_earliest=_day(began["earliest"]),
        began_latest=_day(began["latest"]),
        sort_date=_day(began["earliest"]) or course.UNDATED,
    )
    # Dozens of each case: made by the place of their columns, as here, they cost half.
    for facet, value in sorted(set(case_facets(document, terms, wholes))):
        yield CaseFacet(None, number, facet, value)  # type: ignore[misc]
    for proceeding in document["proceedings"]:
        for given in proceeding["numbers"]:
            yield OfficialNumber(
                case_id=number,
                number=given["number"],
                folded=fold_number(given["number"]),
                authority=given["authority"]["names"][0]["text"] if given["authority"] else "",
                main=proceeding["main"],
            )
    yield from court_rows(number, document, terms)


def _event_row(page: Page, document: Any) -> PublishedEvent:
    when, instrument = document["date"], document["instrument"]
    law = instrument["path"][-1]["key"] if instrument else None
    return PublishedEvent(
        page=page,
        number=int(page.key),
        kind=document["event_kind"]["code"],
        earliest=_day(when["earliest"]),
        latest=_day(when["latest"]),
        sort_date=_day(when["earliest"]) or course.UNDATED,
        instrument_id=int(law) if law else None,
        law_step=document["law_step"],
    )


def _mentions(document: Any) -> Iterator[tuple[str, str, str, Labels, Coded | None]]:
    """Whom and what a document names, once for each way: kind, key, way, its labels, certainty."""
    seen = set()
    for kind, key, how in _named(document):
        mention = (kind, key, how["code"] if how else "")
        if key and mention not in seen:
            seen.add(mention)
            yield kind, key, mention[2], how["labels"] if how else {}, None
    for relation in document.get("relations", ()):
        if relation["key"]:
            code = relation["relation"]
            yield "case", relation["key"], code["code"], code["labels"], relation["certainty"]


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


def _searched(document: Any, titles: Iterable[Text]) -> Iterator[str]:
    """The words by which a reader finds the page: not those of addresses, nor of the titles of other cases.

    Those of its titles, and of the titles and publishers of its sources, stand once more behind a sign.
    """
    for writing in writings(document):
        if not writing.is_address and not writing.path.startswith("relations."):
            yield from words(writing.text)
    for label in _labels(document):
        yield from words(label)
    for proceeding in document.get("proceedings", ()):
        yield from (search.number_word(fold_number(number["number"])) for number in proceeding["numbers"])
    for title in titles:
        yield from (search.TITLE + word for word in words(title["text"]))
    for source in document["sources"]:
        said = f"{source['title']['text']} {source['publisher']}"
        yield from (search.SOURCE + word for word in words(said))


def _labels(document: Any) -> Iterator[str]:
    """What the page says in terms: where, what happened, whom it hit, what somebody is. `journalist Turkey`
    finds cases and people."""
    countries = [document.get("country"), *document.get("countries", ()), *document.get("nationalities", ())]
    for country in filter(None, countries):
        yield from country["labels"].values()
        yield from (country_name(country["code"], language) for language in ("en", "az", "ru"))
        yield from also_called(country["code"])
    of_participants = (trait for row in document.get("participants", ()) for trait in row["traits"])
    terms = [document.get("organization_kind"), document.get("event_kind"), *of_participants]
    terms += [coded for of in ("types", "tags", "occupations") for coded in document.get(of, ())]
    for coded in filter(None, terms):
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
            after = {("within", whole) for whole in wholes}
            blocks.move("case", {case.number: before}, {case.number: after})


def _between_spaces(found: Iterable[str]) -> str:
    """ " one two three ": so that a whole word, or the beginning of one, can be looked for with its space."""
    return f" {' '.join(dict.fromkeys(filter(None, found)))} "


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
