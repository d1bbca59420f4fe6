"""From a kind and a key to an address: only what has a live page is a link, all else is plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, F, JSONField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from cases.public.addresses import address_of
from cases.public.course import charged_under
from cases.public.document import Coded, Name, Reference
from cases.public.models import Mention, Page, PublishedProvision
from cases.reference.models import Country

Target = tuple[str, str]  # kind and key


@dataclass(frozen=True)
class Linked:
    """Somebody or something that a document names, with a link where there is a page."""

    names: list[Name]
    address: str


@dataclass(frozen=True)
class LinkedCountry:
    code: str
    country: Coded
    address: str


@dataclass
class Links:
    """The addresses of what one document names."""

    addresses: dict[Target, str] = field(default_factory=dict)
    withdrawn: set[Target] = field(default_factory=set)

    def add(self, kind: str, key: str, slug: str, state: str) -> None:
        if state == Page.State.LIVE:
            self.addresses[kind, key] = address_of(kind, key, slug)
        else:
            self.withdrawn.add((kind, key))

    def to(self, kind: str, key: str | None) -> str:
        return self.addresses.get((kind, key), "") if key else ""

    def reference(self, reference: Reference) -> Linked:
        return Linked(reference["names"], self.to(reference["kind"], reference["key"]))

    def country(self, country: Coded) -> LinkedCountry:
        return LinkedCountry(country["code"], country, self.to("country", country["code"]))

    def countries(self, countries: Iterable[Coded]) -> tuple[LinkedCountry, ...]:
        return tuple(self.country(country) for country in countries)


# One row of a UNION: what it is for, then the columns that any of its parts may fill.
COLUMNS = ("what", "kind", "key", "slug", "state", "titles", "card", "how", "labels")
NOTHING = Value(None, JSONField())


def link_rows(targets: Iterable[Target]) -> QuerySet[Any, Any]:
    """The pages among these; countries, whose page needs no row of its own, once anything names them."""
    wanted = set(targets)
    pages = Page.objects.filter(_any_of(wanted)).exclude(state=Page.State.GONE).exclude(kind="country")
    return pages.annotate(
        what=Value("link"), no_titles=NOTHING, no_card=NOTHING, how=Value(""), no_labels=NOTHING
    ).values_list("what", "kind", "key", "slug", "state", "no_titles", "no_card", "how", "no_labels")


def country_rows(codes: Iterable[str]) -> QuerySet[Any, Any]:
    """Those of these countries that a public record names: one is enough, of the half a million that may."""
    naming = Mention.objects.filter(kind="country", key=OuterRef("code"), page__state=Page.State.LIVE)
    found: QuerySet[Any, Any] = (
        Country.objects.filter(Exists(naming), code__in=set(codes))
        .order_by()
        .annotate(
            what=Value("link"),
            kind=Value("country"),
            slug=Value(""),
            state=Value("live"),
            no_titles=NOTHING,
            no_card=NOTHING,
            no_how=Value(""),
            no_labels=NOTHING,
        )
        .values_list("what", "kind", "code", "slug", "state", "no_titles", "no_card", "no_how", "no_labels")
    )
    return found


def naming_rows(what: str, kind: str, key: str, *, by: str, card: str = "page__card") -> QuerySet[Any, Any]:
    """The live pages of one kind that name this page, with the way in which they do."""
    named = Mention.objects.filter(kind=kind, key=key, page__kind=by, page__state=Page.State.LIVE)
    return named.annotate(
        what=Value(what),
        page_kind=F("page__kind"),
        page_key=F("page__key"),
        slug=F("page__slug"),
        state=F("page__state"),
        titles=F("page__titles"),
        card=F(card),
    ).values_list("what", "page_kind", "page_key", "slug", "state", "titles", "card", "how", "labels")


def targets_of(document: Any) -> set[Target]:
    """Everything that a document names and that may have a page, countries aside."""
    found: set[tuple[str, str | None]] = set()
    for row in document.get("participants", ()):
        found.add((row["who"], row["key"]))
    for reference in _references(document):
        found.add((reference["kind"], reference["key"]))
    for event in document.get("events", ()):
        found.add(("event", event["key"]))
    for relation in document.get("relations", ()):
        found.add(("case", relation["key"]))
    return {(kind, key) for kind, key in found if key}


def _references(document: Any) -> Iterator[Reference]:
    """Everybody whom a document names outside its participants: courts, judges, authorities, prisons."""
    found = [document.get("parent"), *(row["by"] for row in document.get("statuses", ()))]
    for proceeding in document.get("proceedings", ()):
        found += [proceeding["body"], *(number["authority"] for number in proceeding["numbers"])]
        for step in proceeding["steps"]:
            found += [step["body"], *(official["who"] for official in step["officials"])]
    found += [row["institution"] for row in document.get("detentions", ())]
    yield from (reference for reference in found if reference)


def provisions_of(document: Any) -> set[str]:
    """The numbers of the provisions that a document cites, those above them included."""
    cited = [document["instrument"]] if document.get("instrument") else []
    for proceeding in document.get("proceedings", ()):
        cited += [provision for _party, provision in charged_under(proceeding)]
    return {level["key"] for provision in cited for level in provision["path"] if level["key"]}


def provision_rows(keys: Iterable[str]) -> QuerySet[Any, Any]:
    """Those of these provisions that a public case or event cites."""
    cited = Q(charges__isnull=False) | Q(events__isnull=False)
    rows = PublishedProvision.objects.filter(cited, number__in=[int(key) for key in keys]).distinct()
    return rows.annotate(
        what=Value("link"),
        page_kind=Value("provision"),
        key=Cast("number", CharField()),
        slug=Value(""),
        state=Value("live"),
        no_titles=NOTHING,
        no_card=NOTHING,
        how=Value(""),
        no_labels=NOTHING,
    ).values_list("what", "page_kind", "key", "slug", "state", "no_titles", "no_card", "how", "no_labels")


def countries_of(document: Any) -> set[str]:
    """The codes of the countries that a document names."""
    codes = {country["code"] for country in document.get("countries", ())}
    codes |= {country["code"] for country in document.get("nationalities", ())}
    codes |= {country["code"] for event in document.get("events", ()) for country in event["countries"]}
    of_rows = ("participants", "statuses", "domains")
    codes |= {row["country"]["code"] for name in of_rows for row in document.get(name, ()) if row["country"]}
    if country := document.get("country"):
        codes.add(country["code"])
    return codes


def _any_of(targets: set[Target]) -> Q:
    kinds: dict[str, list[str]] = {}
    for kind, key in sorted(targets):
        kinds.setdefault(kind, []).append(key)
    found = Q(pk__in=[])
    for kind, keys in kinds.items():
        found |= Q(kind=kind, key__in=keys)
    return found


def country_links(codes: Iterable[str], *, named_by_live_page: bool = False) -> Links:
    """Links to these countries. The newest version of a live page names them itself: no query is needed."""
    codes = set(codes)
    links = Links()
    named = codes if named_by_live_page else {row[2] for row in country_rows(codes)} if codes else set()
    for code in named:
        links.add("country", code, "", Page.State.LIVE)
    return links
