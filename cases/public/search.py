"""What somebody typed, as a condition on pages: an index of words, the same answer on both databases.

Every word must be found: as the beginning of a folded word of the page's texts, as a name in any script and
with any ending, or as a number that an authority gave. Titles, summaries and names of countries are among a
page's texts.

The bridge writes `Page.words` and `Page.name_keys`; the database itself keeps the index beside them, in the
same statement (migration 0002): PostgreSQL a stored tsvector `found` with GIN, SQLite the FTS5 table
`published_search`. So no row can be found by what it no longer says, however it was written. A question is a
tree of terms that either of them is asked in its own language; terms hold [a-z0-9] and signs of ours, so that
nothing a reader types is an operator.

Of a text that more than MOST cases hold, the numbers are not fetched: that would take as long as there are
cases. The newest of them are found by walking down the cases by date instead, which is quick because such a
text is common. How many there are is then "more than 5,000", and the page says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Lookup, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from pyroaring import BitMap

from cases.public.facets import Index
from cases.public.models import Among, Page
from cases.reference.country_names import codes_called
from cases.text.folding import APOSTROPHES, LONGEST_WORD, fold, words
from cases.text.given_names import given_names
from cases.text.inflection import forms
from cases.text.names import script_of, search_keys, word_keys
from cases.text.number_signs import without_sign

LONGEST_TEXT = 300  # letters: a whole title may be looked for
MOST_WORDS = 40
SHORTEST_BEGINNING = 3  # of a name, by its sound
SHORTEST_IN_LATIN = 5  # where the letters themselves find most names: "home" begins Xumar, "house" Hüseynli
SHORTEST_BASE = 4  # of a name that was typed with an ending: shorter ones are half of all syllables

# Signs before a word of the index: it stands in a title, or in the title or publisher of a source.
TITLE, SOURCE = "^", "@"

MOST = 5000  # cases whose numbers are fetched
FIRST_STEP, LARGEST_STEP, LONGEST_WALK = 200, 3200, 12_000  # cases looked at, at once and in all

# What copied text holds inside a word, and nobody sees: hyphens that are not shown, joiners.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200d\u2060\ufeff"))
NUMBER_SIGN = "№"  # alone it is no word, though it folds to one
_LAST_DIGIT = re.compile(r"(?<=\w\w)\W+\d\s*$")
_BETWEEN_WORDS = re.compile(rf"([^\w{re.escape(APOSTROPHES)}\u0300-\u036f]+|_+)")


# ---------------------------------------------------------------- questions


@dataclass(frozen=True)
class Term:
    """A word of the index, or with a name's key one of its keys; its beginning unless `whole`."""

    letters: str
    is_key: bool = False
    whole: bool = False

    def tsquery(self) -> str:
        return f"'{'~' if self.is_key else ''}{self.letters}'{'' if self.whole else ':*'}"

    def fts5(self) -> str:
        return f'{"name_keys" if self.is_key else "words"} : "{self.letters}"{"" if self.whole else " *"}'


@dataclass(frozen=True)
class Every:
    """All of them; without any, nothing is asked for."""

    parts: tuple["Question", ...]

    def tsquery(self) -> str:
        return f"({' & '.join(part.tsquery() for part in self.parts)})"

    def fts5(self) -> str:
        return f"({' AND '.join(part.fts5() for part in self.parts)})"


@dataclass(frozen=True)
class Either:
    parts: tuple["Question", ...]

    def tsquery(self) -> str:
        return f"({' | '.join(part.tsquery() for part in self.parts)})"

    def fts5(self) -> str:
        return f"({' OR '.join(part.fts5() for part in self.parts)})"


Question = Term | Every | Either


class Holds(Lookup):
    """The page whose words these are answers a Question."""

    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        page = compiler.quote_name_unless_alias(self.lhs.alias)
        return f'{page}."found" @@ %s::tsquery', [self.rhs.tsquery()]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        page = compiler.quote_name_unless_alias(self.lhs.alias)
        found = "SELECT rowid FROM published_search WHERE published_search MATCH %s"
        return f'{page}."id" IN ({found})', [self.rhs.fts5()]


def answering(question: Question | None) -> Q:
    """None finds nothing."""
    return Q(Holds(F("words"), question)) if question else Q(pk__in=[])


def pages_with(text: str) -> Q:
    """Pages that hold every word, or whose official number this whole text is."""
    typed, letters = words_and_letters(text)
    every_word = _in_every_text(typed, is_begun=not letters)
    if every_word is None or not any(letter.isdigit() for letter in text):
        return answering(every_word) & _beginning(letters)
    numbers = tuple(Term(number_word(form), whole=True) for form in sorted(number_forms(text)))
    if not letters:
        return answering(Either((every_word, *numbers)))
    return answering(every_word) & _beginning(letters) | answering(Either(numbers))


def titled(text: str) -> Q:
    """Pages that hold every word in a title, or as a name."""
    typed, letters = words_and_letters(text)
    return answering(_in_every_text(typed, TITLE, is_begun=not letters)) & _beginning(letters, TITLE)


def titled_as_written(text: str) -> Q:
    """The same by letters alone, and not by the sound of a name."""
    typed, letters = words_and_letters(text)
    return answering(_every(_written(word, TITLE) for word in typed)) & _beginning(letters, TITLE)


def citing(text: str) -> Q:
    """Pages that hold every word in the titles and publishers of their sources."""
    typed, letters = words_and_letters(text)
    return answering(_every(_written(word, SOURCE) for word in typed)) & _beginning(letters, SOURCE)


def named_like(beginning: str) -> Q:
    """Pages with a name of which a key begins so."""
    return answering(Term(beginning, is_key=True))


def _beginning(letters: Iterable[str], sign: str = "") -> Q:
    """Pages of which a word begins with each of these letters. By no index, which would gather half of the
    record: the words beside them have found a few pages already."""
    found = Q()
    for letter in letters:
        keys = {key for keys in search_keys(letter) for key in keys}
        begun = Q(words__contains=f" {sign}{fold(letter)}")
        for key in sorted(keys):
            begun |= Q(name_keys__contains=f" {key}")
        found &= begun
    return found


def _in_every_text(typed: list[str], sign: str = "", *, is_begun: bool) -> Question | None:
    """With `is_begun`, the last word may be the beginning of a name in another spelling. The words before it
    are whole, and so are given names before it: each beginning of a frequent name costs as much as all pages
    with it."""
    alone, last = len(typed) == 1, typed[-1:] if is_begun else []
    return _every(_in_text(word, sign, alone=alone, is_begun=word in last) for word in typed)


def _in_text(word: str, sign: str, *, alone: bool, is_begun: bool) -> Question | None:
    is_given = not is_begun and word[0].isupper() and bool(given_names(word))
    texts = _written(word, sign, whole=is_given)
    if word.isdigit() or texts is None:
        return texts
    # Vowels alone sound like half of all names, and like signs that are read so.
    sounds = [keys for keys in search_keys(word) if not (alone and keys <= {"a"})]
    names = _every(_any_of(keys, word, is_begun=is_begun) for keys in sounds)
    found = bases(word, alone=alone)
    written = tuple(Term(sign + folded, whole=True) for folded in sorted(set(map(fold, found))))
    named = tuple(Term(key, is_key=True, whole=True) for key in sorted(base_keys(found)))
    return Either((texts, *([names] if names else []), *written, *named))


def _written(word: str, sign: str, *, whole: bool = False) -> Question | None:
    # A letter or a syllable alone is the beginning of very many words.
    whole = whole or is_syllable(word)
    return _every(Term(sign + folded, whole=whole or len(folded) == 1) for folded in words(word))


def _any_of(keys: Iterable[str], word: str, *, is_begun: bool) -> Question:
    terms = (Term(key, is_key=True, whole=not is_begun or is_whole(key, word)) for key in sorted(keys))
    return Either(tuple(terms))


def bases(word: str, *, alone: bool) -> list[str]:
    """What a word may be a form of: `России` finds Россия, `Щегловой` Щеглова, `Muxtarlının` Muxtarlı.

    `Алиева` alone is a name itself, and finds no Алиев; beside another word, as in `Интигама Алиева`, it may
    be either.
    """
    found = (form.base for form in forms(word) if not (alone and form.doubtful))
    return [base for base in found if len(base) >= SHORTEST_BASE and fold(base).isalnum()]


def countries_called(text: str) -> set[str]:
    """The codes of the countries of which this is the name, in any language and form: `Грузии`."""
    typed = typed_words(text)
    forms_of_it = bases(typed[0], alone=True) if len(typed) == 1 else []
    return codes_called(text) or set[str]().union(*map(codes_called, forms_of_it))


def base_keys(found: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(word_keys, found))


def is_whole(key: str, word: str) -> bool:
    """A name may be typed by its beginning; a short one must be all of it, or "eye" (`a`) would find half of
    the record, and so must consonants without vowels (`=mhtrl`), and a syllable.
    """
    shortest = SHORTEST_IN_LATIN if script_of(word) == "Latn" else SHORTEST_BEGINNING
    return key[0] in "-=" or len(key) < shortest or is_syllable(word)


def is_syllable(word: str) -> bool:
    """A Chinese or Korean sign alone: `李`."""
    return len(word) == 1 and script_of(word) in {"Hani", "Hang"}


def _every(parts: Iterable[Question | None]) -> Question | None:
    found = tuple(part for part in parts if part is not None)
    return Every(found) if found else None


# ---------------------------------------------------------------- what was typed


def typed_words(text: str) -> list[str]:
    """`Afgan Mukhtarli, «Meydan TV»` gives its four words; signs alone give none."""
    parts = pieces(without_sign(text.translate(UNSEEN)))
    return list(dict.fromkeys(part for part in parts if fold(part) and part != NUMBER_SIGN))


def pieces(text: str) -> list[str]:
    """A text cut into words and what stands between them; together they are the text."""
    return _BETWEEN_WORDS.split(text)


def words_and_letters(text: str) -> tuple[list[str], list[str]]:
    """The words that must be found, and the letters beside them of which each begins a word: `leyla y`.

    A capital is an initial, and hides nobody whom the name finds: `F. Huseynli`. Where there are letters
    and digits alone, each is a whole word.
    """
    typed = typed_words(text)
    longer = [word for word in typed if not _is_letter(word)]
    if not any(len(fold(word)) > 1 for word in longer):
        return typed, []
    return longer, [word for word in typed if _is_letter(word) and not word.isupper()]


def _is_letter(word: str) -> bool:
    """One letter of an alphabet, also where it is written with more in ours: `щ` is shch, `刘` is a word."""
    if len(fold(word)) == 1:
        return not fold(word).isdigit()
    return len(word) == 1 and word.lower() != word.upper()


def without_last_digit(text: str) -> str:
    """`142 0` is `142` while somebody is still typing."""
    return _LAST_DIGIT.sub("", text)


def folded_number(text: str) -> str:
    """Letters and digits alone, as in OfficialNumber.folded: `№ 1(101)-12/3` gives `1101123`."""
    return fold(without_sign(text)).replace(" ", "")


def number_forms(text: str) -> set[str]:
    """A number may have been entered with the sign before it, and looked for without."""
    bare = folded_number(text)
    return {form for form in (bare, f"no{bare}", fold(text).replace(" ", "")) if form}


def number_word(folded: str) -> str:
    """An official number as a word of the index."""
    return folded[:LONGEST_WORD]


def has_number(text: str) -> Q:
    """Numbers that an authority gave, written with or without signs, spaces and slashes."""
    return Q(folded__in=number_forms(text))


def permalink(text: str) -> int | None:
    """Our own number, with or without its sign: `№ 12`. Signs inside make another one of it: `18/10`."""
    number = without_sign(text).strip()
    return int(number) if number.isdecimal() and len(number) < 10 else None


# ---------------------------------------------------------------- cases


def cases_with(text: str) -> BitMap:
    """The cases that hold every word, or whose number this whole text is: an authority's, or ours."""
    return _numbers(text, _case_keys(text))


def few_cases_with(text: str) -> BitMap | None:
    """The same; None where there are more than MOST."""
    keys = list(_case_keys(text)[: MOST + 1])
    return _numbers(text, keys) if len(keys) <= MOST else None


def _numbers(text: str, keys: Iterable[str]) -> BitMap:
    number = permalink(text)
    return BitMap([*map(int, keys), *([number] if number else [])])


def _case_keys(text: str) -> QuerySet[Page, str]:
    return Page.objects.filter(pages_with(text), is_of_kind("case")).values_list("key", flat=True)


def is_of_kind(kind: str) -> Q:
    """Of pages that words found. By no index: PostgreSQL takes a word for more common than it is,
    and would read the keys of a million cases to leave out a few people."""
    return Q(Exact(Concat("kind", Value("")), kind))


def of_these(text: str, numbers: Iterable[int]) -> BitMap:
    """Those of these cases that hold every word."""
    keys = [str(number) for number in numbers]
    held = Page.objects.filter(pages_with(text), Among(F("key"), keys), kind="case")
    return BitMap(map(int, held.values_list("key", flat=True)))


def walk(text: str, index: Index, among: BitMap, count: int, *, newest: bool = True) -> list[int] | None:
    """The newest of some cases that hold every word, or the oldest, the newest first; the more of the cases
    hold them, the quicker. None where `LONGEST_WALK` cases had too few.
    """
    take, step, walked, found = index.newest if newest else index.oldest, FIRST_STEP, 0, BitMap()
    while among and len(found) < count:
        if walked >= LONGEST_WALK:
            return None
        looked_at = BitMap(take(among, step))
        found |= of_these(text, looked_at)
        among, walked, step = among - looked_at, walked + len(looked_at), min(4 * step, LARGEST_STEP)
    return take(found, count)
