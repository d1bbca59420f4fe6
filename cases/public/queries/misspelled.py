"""Whom somebody may have meant whose spelling finds nobody: the visible names that are most like it, and
those of countries and terms that have public pages.

Keys are compared, not letters, so that a slip is forgiven in any script. The database gives candidates that
share trigrams with what was typed (PostgreSQL's pg_trgm, SQLite's FTS5 with its trigram tokenizer); which of
them are like enough is decided here, by the same rule for both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Lookup, Q, QuerySet
from rapidfuzz.distance import OSA

from cases.public import facets, search, wording
from cases.public.document import Text
from cases.public.models import Page
from cases.public.queries.terms import chosen_in_lists, labelled
from cases.reference.country_names import country_name, names_of
from cases.text.folding import fold
from cases.text.names import name_keys, script_of, word_key

MOST_CANDIDATES = 50
MOST_BY_KEYS = 500  # where trigrams cannot be compared
MOST_MEANT = 3
SHORTEST, LONG = 4, 6  # letters: any three are like any other three
SHORTEST_OF_LABELS = 6  # a word that is no name has more that are like it
LIKENESS = 0.75  # of two keys: one letter in four is another one
LIKENESS_OF_COUNTRIES = 0.8  # whose names are short
FIRST_SIEVE = 0.35  # of trigrams; a swapped pair of letters spoils four of nine


@dataclass(frozen=True)
class Meant:
    text: str
    language: str


class Alike(Lookup):
    """The page whose name keys these are is among those that share most trigrams with a key."""

    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        found = (
            "SELECT id FROM published_page WHERE kind IN ('person', 'organization') AND name_keys %%> %s"
            " ORDER BY word_similarity(%s, name_keys) DESC, id LIMIT %s"
        )
        return f"{self._page(compiler)} IN ({found})", [self.rhs, self.rhs, MOST_CANDIDATES]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        trigrams = dict.fromkeys(self.rhs[place : place + 3] for place in range(len(self.rhs) - 2))
        found = "SELECT rowid FROM published_alike WHERE published_alike MATCH %s ORDER BY rank LIMIT %s"
        return f"{self._page(compiler)} IN ({found})", [
            " OR ".join(f'"{trigram}"' for trigram in trigrams),
            MOST_CANDIDATES,
        ]

    def _page(self, compiler: Any) -> str:
        return f'{compiler.quote_name_unless_alias(self.lhs.alias)}."id"'


def meant(text: str) -> list[Meant]:
    """At most three names of public pages, countries and terms, the likeliest first; none for what holds a
    digit."""
    words = search.typed_words(text)
    key = word_key("".join(words))
    if not 1 <= len(words) <= 4 or len(key) < SHORTEST or any(letter.isdigit() for letter in key):
        return []
    found: dict[int | str, tuple[float, Meant]] = {}
    script = script_of(text)
    found.update(_countries_like(key, script))
    found.update(_terms_like(key, script))
    for page in _candidates(key):
        for name in _in_script(page.titles, script):
            likeness = _likeness(key, name_keys(name["text"]))
            if likeness >= LIKENESS and likeness > found.get(page.pk, (0.0,))[0]:
                found[page.pk] = likeness, Meant(name["text"], name["language"])
    likeliest = sorted(found.values(), key=lambda one: (-one[0], one[1].text))
    return list(dict.fromkeys(one for _likeness, one in likeliest))[:MOST_MEANT]


def _in_script(names: Sequence[Text], script: str) -> Sequence[Text]:
    """Of a name in several scripts the one that somebody typed: across scripts much is alike by sound."""
    return [name for name in names if script_of(name["text"]) == script] or names


def _countries_like(key: str, script: str) -> Iterator[tuple[str, tuple[float, Meant]]]:
    """By their sound alone `Congo` is like China, as Korean calls it."""
    spoken = wording.language()
    for code in facets.current().values("country"):
        likeness = _likeness(key, _country_keys(code, script))
        if likeness >= LIKENESS_OF_COUNTRIES:
            yield code, (likeness, Meant(country_name(code, spoken), spoken))


def _terms_like(key: str, script: str) -> Iterator[tuple[str, tuple[float, Meant]]]:
    """Labels as a whole, and the words that they are made of: `prosecutoin` is in “Criminal prosecution”.
    Of several that are as like it the one in the script that was typed, then that in the reader's language.
    """
    for term in labelled():
        like = [
            (likeness, script_of(text) == script, language == wording.language(), Meant(text, language))
            for language, label in term.labels.items()
            for text, its_key in _spellings(label)
            if (likeness := _likeness(key, [its_key])) >= LIKENESS
        ]
        if like and any(chosen_in_lists(term)):
            likeness, _script, _spoken, best = max(like, key=lambda one: one[:3])
            yield f"{term.vocabulary}={term.code}", (likeness, best)


@lru_cache(maxsize=16384)
def _spellings(label: str) -> tuple[tuple[str, str], ...]:
    texts = dict.fromkeys((label, *search.typed_words(label)))
    keyed = ((text, word_key(fold(text).replace(" ", ""))) for text in texts)
    return tuple((text, key) for text, key in keyed if len(key) >= SHORTEST_OF_LABELS)


@cache
def _country_keys(code: str, script: str) -> frozenset[str]:
    """Of its whole names in a script: a country is not called by one word of several."""
    names = (name for name in names_of(code) if script_of(name) == script)
    return frozenset(word_key(fold(name).replace(" ", "")) for name in names)


def _likeness(key: str, others: Iterable[str]) -> float:
    """How like the likest of these is: from 0 to 1. A short name is not misspelled in its first letter: Paris
    is no Barış."""
    if len(key) < LONG:
        others = (other for other in others if other[0] == key[0])
    return max((OSA.normalized_similarity(key, other) for other in others), default=0.0)


def _candidates(key: str) -> list[Page]:
    pages = Page.objects.filter(kind__in=["person", "organization"], state=Page.State.LIVE)
    pages = pages.only("titles")
    if connection.vendor == "sqlite":
        return list(pages.filter(Q(Alike(F("words"), key))))
    if has_trigrams():
        return _sifted(pages.filter(Q(Alike(F("words"), key))))
    return list(pages.filter(search.named_like(key[: search.SHORTEST_BEGINNING]))[:MOST_BY_KEYS])


def _sifted(pages: QuerySet[Page]) -> list[Page]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(FIRST_SIEVE)]
            )
        return list(pages)


@cache
def has_trigrams() -> bool:
    """Whether the migration was allowed to create PostgreSQL's extension."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        return bool(cursor.fetchone()[0])
