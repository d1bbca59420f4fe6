"""Cutting running text into words that keep their places, hidden characters and disguises included."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.text.decoding import Decoded, decode
from cases.text.folding import APOSTROPHES, LONGEST_WORD, fold, is_unseen
from cases.text.scripts import char_script

# Marks that stand for a name which was taken out; they are nobody's name and nothing reaches across them.
MARKS: Final = {"en": "[name withheld]", "az": "[ad gizlədilib]", "ru": "[имя скрыто]"}

_MARK: Final = re.compile("|".join(map(re.escape, MARKS.values())))
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]*\s*/?>")
_TIGHT: Final = re.compile(r"(?:[-‐‑]\s{0,4})?")
_LONGEST_TOKEN: Final = 400
_FEWEST_SPACED: Final = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number: `start` and `end` are places in the original text, `gap` what is seen before it."""

    text: str
    start: int
    end: int
    gap: str
    capital: bool
    barrier: bool = False

    @property
    def initial(self) -> bool:
        return self.capital and len(fold(self.text)) <= 4


class _Shape(dict[int, str]):
    """A table for `str.translate` that gives each character one letter for its part in a word."""

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(chr(code))
        return shape


def _shape(char: str) -> str:
    category = unicodedata.category(char)
    if is_unseen(char) or category.startswith("M"):
        return "~"
    if char in APOSTROPHES:
        return "'"
    if category.startswith("N"):
        return "0"
    if not category.startswith("L"):
        return " "
    if char_script(char) in {"Hani", "Hang"}:
        return "h"
    return "A" if category in {"Lu", "Lt"} else "a" if category == "Ll" else "o"


# A: upper case, a: lower case, o: no case, h: syllables, 0: digit, ': apostrophe, ~: unseen, #: a mark.
_SHAPES: Final = _Shape()
_WORD: Final = re.compile(r"[Aao](?:['~]*[Aao])*~*|h(?:~*h)*~*|0(?:~*0)*~*|#+")
_HUMP: Final = re.compile(r"(?<=a)(?=A)")


def tokens(text: str) -> list[Token]:
    """The words of a text in order. `@FreeAfganMukhtarli` gives three, a mark gives one that is a barrier."""
    decoded = decode(text)
    plain = decoded.text
    shapes = plain.translate(_SHAPES)
    if "[" in plain:
        shapes = _painted(_MARK, "#", plain, shapes)
    if "<" in plain:
        shapes = _painted(_TAG, " ", plain, shapes)
    return list(_cut(decoded, shapes))


def _painted(pattern: re.Pattern[str], paint: str, plain: str, shapes: str) -> str:
    """The shapes with `paint` over all that the pattern finds in the text."""
    pieces, place = [], 0
    for match in pattern.finditer(plain):
        pieces += [shapes[place : match.start()], paint * len(match[0])]
        place = match.end()
    return "".join([*pieces, shapes[place:]])


def _cut(decoded: Decoded, shapes: str) -> Iterator[Token]:
    plain = decoded.text
    last = 0
    for match in _WORD.finditer(shapes):
        for start, end in _humps(match, shapes):
            end = min(end, start + _LONGEST_TOKEN)
            places = decoded.span(start, end)
            text = plain[start:end]
            first = shapes[start]
            gap = "".join(
                itertools.compress(plain[last:start], (shape != "~" for shape in shapes[last:start]))
            )
            yield Token(text, *places, gap, first not in {"a", "0"}, barrier=first == "#")
            last = end


def _humps(match: re.Match[str], shapes: str) -> list[tuple[int, int]]:
    """`AfganMukhtarli` is two words, `McDonald` and `iPhone` are one."""
    if "aA" not in match[0]:
        return [match.span()]
    cuts = [match.start() + hump.start() for hump in _HUMP.finditer(match[0])]
    ends = [match.start(), *cuts, match.end()]
    if any(end - start < 3 for start, end in itertools.pairwise(ends)):
        return [match.span()]
    return list(itertools.pairwise(ends))


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more tokens that may be one word: `first` and `last` count tokens, `text` is the word."""

    first: int
    last: int
    text: str
    # Places of its own where it is a part of a token, as Chinese names are.
    place: tuple[int, int] | None = None


def units(found: Sequence[Token], original: str) -> Iterator[Unit]:
    """Every word that the tokens may stand for: each alone, neighbours that touch or are parted by a hyphen
    (`Mukh-` at the end of a line) together, letters that were spaced out (`M u k h t a r l i`), and every two
    to five syllables of Chinese and Korean.
    """
    yield from _spaced_out(found)
    for index, token in enumerate(found):
        if token.barrier:
            continue
        yield Unit(index, index, token.text)
        if not token.text.isascii() and any(char_script(char) in {"Hani", "Hang"} for char in token.text[:2]):
            yield from _windows(index, token, original)
        joined = token.text
        for last in range(index + 1, min(index + 4, len(found))):
            following = found[last]
            if following.barrier or not _TIGHT.fullmatch(following.gap):
                break
            joined += following.text
            yield Unit(index, last, joined)


def _spaced_out(found: Sequence[Token]) -> Iterator[Unit]:
    start = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and found[index].gap == " " and len(found[index].text) == 1:
            continue
        first = start if len(found[start].text) == 1 else start + 1
        if index - first >= _FEWEST_SPACED:
            yield Unit(first, index - 1, "".join(token.text for token in found[first:index]))
        start = index


def _windows(index: int, token: Token, original: str) -> Iterator[Unit]:
    written = original[token.start : token.end]
    if written != token.text:  # disguised: places inside cannot be told
        return
    for start, length in itertools.product(range(len(written)), range(2, 6)):
        if start + length <= len(written) and length < len(written):
            place = (token.start + start, token.start + start + length)
            yield Unit(index, index, written[start : start + length], place)


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """One word folded, without the spaces that some characters unfold into."""
    return fold(word).replace(" ", "")[:LONGEST_WORD]
