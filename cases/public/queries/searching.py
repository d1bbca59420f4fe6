"""One search for everything: cases, people, organizations, numbers, provisions, sources, events, countries,
terms.

What is found comes in groups, the best group first, and in each the exact name first, then what begins so,
then titles that hold every word, then the same of what only sounds so, then texts (`marking.Rank`). Only live
pages are in the index, and only what their documents show.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Length, Lower
from django.urls import reverse

from cases.public import facets, search, wording
from cases.public.addresses import address_of
from cases.public.models import Mention, Page, Version
from cases.public.options import code_cited
from cases.public.phrases import provision as provision_words
from cases.public.queries.marking import Marker, Part, Rank
from cases.public.queries.misspelled import Meant, meant
from cases.public.queries.numbers import Numbered, cases_numbered
from cases.public.queries.provisions import Level, laws_of, provisions_coded
from cases.public.queries.terms import TermFound, terms_found
from cases.reference.country_names import codes_beginning, country_name
from cases.reference.models import SOURCE_LANGUAGE, Vocabulary
from cases.text.number_signs import is_signed

IN_A_GROUP = 5
MOST_TITLED = 50  # of each kind, among which the best are found
MOST_CITING = 10  # pages whose sources are read
SHORTEST_SUGGESTED, SHORTEST_OF_CASES = 2, 3  # letters
MOST_SUGGESTED, FIRST_OF_A_KIND = 8, 3

KINDS = ("person", "organization", "case", "event")  # that have a list, in the order of equally good groups


@dataclass(frozen=True)
class Marked:
    """A text in its language, in pieces, with what was looked for."""

    language: str
    parts: list[Part]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Listed:
    """The list that holds what a hit stands for, and of how many pages: exact, from the bitmaps."""

    kind: str  # of the pages
    url: str
    count: int
    vocabulary: str = ""  # of a term: what it is one of


@dataclass(frozen=True)
class Hit:
    url: str
    rank: Rank
    title: Marked
    also: list[Marked] = field(default_factory=list)  # the same in other languages
    text: Marked | None = None
    page: Page | None = None
    number: str = ""  # official, of an authority
    authority: str = ""
    publisher: list[Part] = field(default_factory=list)  # of a source
    cited_by: Page | None = None
    listed: Listed | None = None


@dataclass(frozen=True)
class Group:
    kind: str
    hits: list[Hit]
    total: int | None = 0  # of the list that holds all; None: not counted
    more_than: int = 0  # where it was not counted

    @property
    def rank(self) -> Rank:
        return min(hit.rank for hit in self.hits)

    @property
    def has_more(self) -> bool:
        return self.total is None or self.total > len(self.hits)


@dataclass(frozen=True)
class SearchPage:
    text: str
    groups: list[Group] = field(default_factory=list)
    meant: list[Meant] = field(default_factory=list)
    # Where nothing holds what was typed and one name alone is like it, the groups are what that one finds.
    instead: str = ""
    # What was typed is the name of these countries, and no public record names any of them.
    unrecorded: list[str] = field(default_factory=list)
    # The address of the one case that has this number; then nothing else was looked for.
    straight_to: str = ""

    @property
    def looked_for(self) -> str:
        return self.instead or self.text


def search_page(text: str) -> SearchPage:
    """At most eight queries: official numbers; cases that hold the words; pages; how many; countries;
    provisions; documents of the sources; once a second what is newest. One more after a publication: terms.
    Three more where names are misspelled; and all of them again where one name alone may be meant.
    """
    page = _found(text)
    if page.straight_to or any(group.rank < Rank.IN_TEXT for group in page.groups):
        return page
    if page.unrecorded:
        return page
    names = meant(text)
    if page.groups or len(names) != 1:
        return replace(page, meant=names)
    return replace(_found(names[0].text), text=text, meant=names, instead=names[0].text)


def _found(text: str) -> SearchPage:
    marker, index = Marker(text), facets.current()
    number = search.permalink(text)
    ours = [number] if number is not None and number in index.every else []
    official = cases_numbered(text) if any(letter.isdigit() for letter in text) else []
    if address := _straight_to(official, ours if is_signed(text) else []):
        return SearchPage(text, straight_to=address)
    held = search.few_cases_with(text)
    newest = (
        search.walk(text, index, index.every, IN_A_GROUP) or []
        if held is None
        else index.newest(held & index.every, IN_A_GROUP)
    )
    kinds = [kind for kind in KINDS if kind != "case" or held is not None]
    pages = _pages(text, kinds, newest, ours)
    totals = _totals(text) if pages else {}
    totals["case"] = None if held is None else len(held & index.every)
    groups = [
        _numbers(marker, pages["number"], official),
        *(_of_kind(kind, marker, pages, totals) for kind in KINDS),
        _countries(text, marker),
        _terms(text, marker),
        _provisions(text, marker),
        _sources(marker, pages["source"]),
    ]
    found = sorted((group for group in groups if group.hits), key=lambda group: group.rank)
    return SearchPage(text, found, unrecorded=_unrecorded(text))


def suggestions(text: str) -> list[tuple[str, Hit]]:
    """The best few names and titles for what is typed so far, each with its kind. Two queries; one more
    after a publication: terms."""
    text = search.without_last_digit(text)
    length = len(search.folded_number(text))
    if length < SHORTEST_SUGGESTED:
        return []
    marker = Marker(text)
    pages: dict[str, list[Page]] = {kind: [] for kind in KINDS}
    # Two letters begin a word in very many titles of cases.
    kinds = [kind for kind in KINDS if kind != "case" or length >= SHORTEST_OF_CASES]
    for page in _union([branch for kind in kinds for branch in _titled(text, kind)]):
        pages[page.kind].append(page)
    offered = {kind: _hits(marker, pages[kind])[:IN_A_GROUP] for kind in KINDS}
    offered["country"] = _countries(text, marker).hits
    offered["term"] = _terms(text, marker).hits
    # Of equally good ones the first few of each kind: many people called so would leave no room for others.
    found = [
        (hit.rank, place >= FIRST_OF_A_KIND, (kind, hit))
        for kind, hits in offered.items()
        for place, hit in enumerate(hits)
    ]
    return [one for *_order, one in sorted(found, key=lambda row: row[:2])][:MOST_SUGGESTED]


# ---------------------------------------------------------------- pages


def _pages(
    text: str, kinds: Iterable[str], newest: Iterable[int], ours: Iterable[int]
) -> dict[str, list[Page]]:
    """Candidates of each group; titles of these kinds, which are not very many. One query.

    Each is sorted by what no index is sorted by: else the database may walk down that one from its beginning,
    and find what is rare at its end.
    """
    live = Page.objects.filter(state=Page.State.LIVE)
    named = search.pages_with(text)
    branches = [branch for kind in kinds for branch in _titled(text, kind)]
    branches += [
        _branch(kind, live.filter(named, kind=kind).order_by(Lower("title"), "id")[:IN_A_GROUP])
        for kind in KINDS
        if kind != "case"
    ]
    branches.append(_branch("case", live.filter(kind="case", key__in=[str(number) for number in newest])))
    branches.append(_branch("number", live.filter(kind="case", key__in=[str(number) for number in ours])))
    branches.append(
        _branch("source", live.filter(search.citing(text)).order_by("-changed", "-id")[:MOST_CITING])
    )
    found: dict[str, list[Page]] = {group: [] for group in (*KINDS, "number", "source")}
    for page in _union(branches):
        found[page.group].append(page)
    return found


def _titled(text: str, kind: str) -> Iterator[QuerySet[Page]]:
    """Whose title or name holds every word: the shortest first, since nothing shorter than the exact name
    does; of cases, which have long titles and are many, the newest. First as it is written: by their sound
    so many may be found that nothing of it would be among them."""
    order = ["-changed", "-id"] if kind == "case" else [Length("title"), "id"]
    for condition in (search.titled_as_written(text), search.titled(text)):
        rows = Page.objects.filter(condition, kind=kind, state=Page.State.LIVE)
        yield _branch(kind, rows.order_by(*order)[:MOST_TITLED])


def _branch(group: str, rows: QuerySet[Page]) -> QuerySet[Page]:
    # SQLite has no LIMIT inside a union.
    chosen = Page.objects.filter(pk__in=rows.values("pk"))
    return chosen.annotate(group=Value(group)).defer("words", "name_keys")


def _union(branches: Sequence[QuerySet[Page]]) -> Iterator[Any]:
    """Each page once in each group."""
    seen = set()
    for page in branches[0].union(*branches[1:], all=True):
        if (page.group, page.pk) not in seen:  # type: ignore[attr-defined]
            seen.add((page.group, page.pk))  # type: ignore[attr-defined]
            yield page


def _totals(text: str) -> dict[str, int | None]:
    """How many people, organizations and events are found; None where they are very many."""
    listed = [kind for kind in KINDS if kind != "case"]
    rows = Page.objects.filter(search.pages_with(text), kind__in=listed, state=Page.State.LIVE)
    kinds = list(rows.values_list("kind", flat=True)[: search.MOST + 1])
    counts = Counter(kinds)
    return {kind: counts[kind] if len(kinds) <= search.MOST else None for kind in listed}


def _of_kind(kind: str, marker: Marker, pages: dict[str, list[Page]], totals: dict[str, int | None]) -> Group:
    total = totals.get(kind, 0)
    return Group(kind, _hits(marker, pages[kind])[:IN_A_GROUP], total, search.MOST if total is None else 0)


def _hits(marker: Marker, pages: Iterable[Page]) -> list[Hit]:
    """The best first; of equally good ones the newest case, the first name of the alphabet."""
    hits = [_hit(marker, page) for page in pages]
    if any(hit.page and hit.page.kind == "case" for hit in hits):
        hits.sort(key=lambda hit: _began(hit.page), reverse=True)
    else:
        hits.sort(key=lambda hit: hit.page.title if hit.page else "")
    return sorted(hits, key=lambda hit: hit.rank)


def _began(page: Page | None) -> tuple[str, int]:
    began = page.card["began"] if page else {}
    return began.get("earliest") or began.get("latest") or "", int(page.key) if page else 0


def _hit(marker: Marker, page: Page) -> Hit:
    title = wording.best(page.titles)
    summary = wording.best(page.card.get("summaries", ())) if page.kind == "case" else None
    return Hit(
        url=address_of(page.kind, page.key, page.slug),
        rank=marker.rank(text["text"] for text in page.titles),
        title=_marked(marker, title),
        also=[_marked(marker, text) for text in wording.rest(page.titles)],
        text=_marked(marker, summary) if summary else None,
        page=page,
    )


def _marked(marker: Marker, text: Any) -> Marked:
    return Marked(text["language"], marker.parts(text["text"])) if text else Marked("", [])


# ---------------------------------------------------------------- what is no page of its own


def _straight_to(official: Iterable[Numbered], ours: Iterable[int]) -> str:
    """Where a number leads if it leads to one case: an authority's, or ours behind its sign."""
    pages = {row.page.key: row.page for row in official}
    if len({*pages, *map(str, ours)}) != 1:
        return ""
    for page in pages.values():
        return address_of(page.kind, page.key, page.slug)
    return "".join(address_of("case", str(number)) for number in ours)


def _numbers(marker: Marker, ours: Iterable[Page], official: Iterable[Numbered]) -> Group:
    """Cases that have exactly this number, ours or an authority's."""
    hits = [replace(_hit(marker, page), rank=Rank.EXACT) for page in ours]
    hits += [
        replace(_hit(marker, row.page), rank=Rank.EXACT, number=row.number, authority=row.authority)
        for row in official
    ]
    return Group("number", hits, len(hits))


def _unrecorded(text: str) -> list[str]:
    """The countries that are called so, where cases name none of them."""
    codes, spoken = search.countries_called(text), wording.language()
    if codes & set(facets.current().values("country")):
        return []
    return sorted(country_name(code, spoken) for code in codes)


def _countries(text: str, marker: Marker) -> Group:
    """Countries that a public record names, by their names in any language. One query where any has it."""
    called = search.countries_called(text)
    codes = codes_beginning(text) | called
    if not codes:
        return Group("country", [])
    named = Mention.objects.filter(kind="country", key__in=codes).order_by().values_list("key", flat=True)
    hits = [_country(code, marker, is_exact=code in called) for code in named.distinct()]
    hits.sort(key=lambda hit: (hit.rank, hit.title.text))
    return Group("country", hits[:IN_A_GROUP], len(hits))


def _country(code: str, marker: Marker, *, is_exact: bool) -> Hit:
    spoken = wording.language()
    name = country_name(code, spoken)
    return Hit(
        url=address_of("country", code),
        rank=Rank.EXACT if is_exact else Rank.BEGINS,
        title=Marked(spoken, marker.parts(name)),
        listed=_cases_in(code),
    )


def _cases_in(code: str) -> Listed | None:
    count = len(facets.current().having("country", code))
    return Listed("case", f"{reverse('cases')}?{urlencode({'country': code})}", count) if count else None


def _terms(text: str, marker: Marker) -> Group:
    """Terms that a list can be asked for. One query after a publication."""
    hits = [_term(found, marker) for found in terms_found(text)[:IN_A_GROUP]] if _is_word(text) else []
    return Group("term", hits, len(hits))


def _is_word(text: str) -> bool:
    """No label has a digit, and two letters begin too many of them."""
    return len(search.folded_number(text)) >= SHORTEST_OF_CASES and not any(map(str.isdigit, text))


def _term(found: TermFound, marker: Marker) -> Hit:
    chosen, labels = found.chosen, found.chosen.term.labels
    spoken = next(one for one in (wording.language(), SOURCE_LANGUAGE) if one in labels)
    shown = [Marked(one, marker.parts(labels[one])) for one in dict.fromkeys((spoken, found.language))]
    vocabulary = str(Vocabulary(chosen.term.vocabulary).label)
    return Hit(
        url=chosen.url,
        rank=found.rank,
        title=shown[0],
        also=shown[1:],
        listed=Listed(chosen.kind, chosen.url, chosen.count, vocabulary),
    )


def _provisions(text: str, marker: Marker) -> Group:
    """`178.3.2`, `art. 178` and what is below it; laws by their titles. One query."""
    if any(letter.isdigit() for letter in text):
        code = code_cited(text)
        levels = provisions_coded(code) if code else []
        hits = [_provision(level, marker, level.row.code.lower() == code.lower()) for level in levels]
    else:
        laws = [_law(law, marker) for law in laws_of()]
        hits = [hit for hit in laws if hit.rank <= Rank.HOLDS]  # as it is written: a law is no name
    hits.sort(key=lambda hit: hit.rank)
    return Group("provision", hits[:IN_A_GROUP], len(hits))


def _provision(level: Level, marker: Marker, is_exact: bool) -> Hit:
    words = provision_words(level.provision["path"])
    titles = level.row.titles
    return Hit(
        url=level.address,
        rank=Rank.EXACT if is_exact else Rank.BEGINS,
        title=Marked(wording.language(), marker.parts(words)),
        also=[_marked(marker, wording.best(titles))] if titles else [],
    )


def _law(law: Level, marker: Marker) -> Hit:
    titles = law.row.titles
    return Hit(
        url=law.address,
        rank=marker.rank(title["text"] for title in titles),
        title=_marked(marker, wording.best(titles)),
        also=[_marked(marker, title) for title in wording.rest(titles)],
    )


def _sources(marker: Marker, pages: Sequence[Page]) -> Group:
    """Sources whose title and publisher hold every word, by the pages that cite them. One query."""
    hits = []
    for document, page in _documents(pages):
        hits += [_source(source, page, marker) for source in document["sources"]]
    hits = sorted((hit for hit in hits if hit.rank <= Rank.HOLDS), key=lambda hit: hit.rank)
    return Group("source", hits[:IN_A_GROUP], len(hits))


def _documents(pages: Sequence[Page]) -> Iterator[tuple[Any, Page]]:
    by_key = {(page.kind, page.key, page.version): page for page in pages}
    newest = (Q(kind=kind, key=key, version=version) for kind, key, version in by_key)
    for row in Version.objects.filter(reduce(or_, newest)) if by_key else ():
        yield row.read(), by_key[row.kind, row.key, row.version]


def _source(source: Any, page: Page, marker: Marker) -> Hit:
    place = source["places"][0]["mark"] if source["places"] else ""
    url = address_of(page.kind, page.key, page.slug)
    title = source["title"]["text"]
    with_publisher = marker.rank([f"{title} {source['publisher']}"])
    return Hit(
        url=f"{url}#s-{place}" if place else url,
        rank=min(marker.rank([title]), max(with_publisher, Rank.HOLDS)),
        title=_marked(marker, source["title"]),
        publisher=marker.parts(source["publisher"]),
        cited_by=page,
    )
