"""What somebody typed, as a condition on pages: the same answer on both databases.

Every word must be found: as the beginning of a folded word of the page's texts, as a name in any script, or
as a number that an authority gave. Titles, summaries and names of countries are among a page's texts.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, OuterRef, Q
from pyroaring import BitMap

from cases.public.models import OfficialNumber, PublishedCase
from cases.text.folding import APOSTROPHES, fold, words
from cases.text.names import search_keys

LONGEST_TEXT = 300  # letters: a whole title may be looked for
MOST_WORDS = 40
SHORTEST_BEGINNING = 3

NOTHING = Q(pk__in=[])

# "№ 142006023", "No. 3", "#3": a sign before a number says only that it is one.
_NUMBER_SIGN = re.compile(r"^(?:№|#|n[o°º]?\.?)\s*(?=\d)", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(rf"[^\w{re.escape(APOSTROPHES)}\u0300-\u036f]+|_+")


def typed_words(text: str) -> list[str]:
    """`Afgan Mukhtarli, «Meydan TV»` gives its four words; signs alone give none."""
    parts = _BETWEEN_WORDS.split(_NUMBER_SIGN.sub("", text.strip()))
    return list(dict.fromkeys(part for part in parts if fold(part)))


def folded_number(text: str) -> str:
    """Letters and digits alone, as in OfficialNumber.folded: `№ 1(101)-12/3` gives `1101123`."""
    return fold(_NUMBER_SIGN.sub("", text.strip())).replace(" ", "")


def has_number(text: str) -> Q:
    """Numbers that an authority gave, written with or without signs, spaces and slashes."""
    bare = folded_number(text)
    # A number may have been entered with the sign before it, and looked for without.
    return Q(folded__in={bare, f"no{bare}", fold(text).replace(" ", "")})


def pages_with(text: str, page: str = "") -> Q:
    """Pages that hold every word; `page` is the way from a row to its page."""
    return _all(_in_texts(word, page) for word in typed_words(text))


def cases_with(text: str) -> BitMap:
    """The cases that hold every word, or whose number this whole text is: an authority's, or ours."""
    every_word = _all(_of_case(word) for word in typed_words(text))
    found = PublishedCase.objects.filter(_any([every_word, *_numbered(text), *_permalink(text)]))
    return BitMap(found.values_list("number", flat=True))


def _of_case(word: str) -> Q:
    return _any([_in_texts(word, "page__"), *_numbered(word)])


def _in_texts(word: str, page: str) -> Q:
    # Words and keys hold [a-z0-9] and a sign before them, so that no letter is a wildcard.
    texts = _all(Q((f"{page}words__contains", f" {folded}")) for folded in words(word))
    if word.isdigit():
        return texts
    names = [
        _any(Q((f"{page}name_keys__contains", _between_spaces(key))) for key in sorted(keys))
        for keys in search_keys(word)
    ]
    return texts | _all(names)


def _between_spaces(key: str) -> str:
    """A name may be typed by its beginning; one of a letter or two must be all of it, or "eye" (`a`) would
    find half of the record, and so must consonants without vowels (`=mhtrl`).
    """
    return f" {key} " if key[0] in "-=" or len(key) < SHORTEST_BEGINNING else f" {key}"


def _numbered(text: str) -> list[Q]:
    if not any(letter.isdigit() for letter in text):
        return []
    return [Q(Exists(OfficialNumber.objects.filter(has_number(text), case=OuterRef("pk"))))]


def _permalink(text: str) -> list[Q]:
    number = folded_number(text)
    return [Q(number=int(number))] if number.isdigit() and len(number) < 10 else []


def _all(conditions: Iterable[Q]) -> Q:
    # Without a condition nothing is found: `Q()` would find everything.
    return reduce(and_, conditions, Q()) or NOTHING


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q()) or NOTHING
