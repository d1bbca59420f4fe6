"""What was looked for, known again in what was found: where it stands, and how well a title answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from cases.public import search
from cases.text.folding import fold, words
from cases.text.names import name_keys, search_keys, word_keys


class Rank(IntEnum):
    """How well a title answers, the best first: as it is written before as it sounds."""

    EXACT = 0  # it is what was typed
    BEGINS = 1  # it begins so
    HOLDS = 2  # it holds every word
    SOUNDS_EXACT = 3  # the same by sound alone
    SOUNDS_BEGINS = 4
    SOUNDS_HOLDS = 5
    IN_TEXT = 6  # only the text of the page holds every word


WRITTEN = (Rank.EXACT, Rank.BEGINS, Rank.HOLDS)
SOUNDED = (Rank.SOUNDS_EXACT, Rank.SOUNDS_BEGINS, Rank.SOUNDS_HOLDS)


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class _Word:
    """A word that was typed, and by what it is known again: its letters, and its keys as a name."""

    text: str
    folded: tuple[str, ...]
    keys: frozenset[str]
    bases: frozenset[str]  # words that it is a form of, folded, and their keys as names
    is_beginning: bool  # a letter alone that begins a word; otherwise it is one

    def is_in(self, piece: str) -> bool:
        found = _folded(piece)
        return all(any(self._begins(one, word) for one in found) for word in self.folded)

    def sounds_in(self, piece: str) -> bool:
        if self.is_in(piece):
            return True
        keys = name_keys(piece) if fold(piece) else frozenset[str]()
        if self.bases & {*keys, *_folded(piece)}:
            return True
        return any(self._is_key(one, keys) for one in self.keys)

    def is_one(self, piece: str) -> bool:
        return fold(piece) == fold(self.text)

    def sounds_as_one(self, piece: str) -> bool:
        alike = word_keys(self.text) | self.bases
        return self.is_one(piece) or bool((word_keys(piece) | {fold(piece)}) & alike)

    def _begins(self, word: str, typed: str) -> bool:
        is_whole = search.is_syllable(self.text) or (len(typed) == 1 and not self.is_beginning)
        return word == typed if is_whole else word.startswith(typed)

    def _is_key(self, key: str, keys: Iterable[str]) -> bool:
        if search.is_whole(key, self.text) and not self.is_beginning:
            return key in keys
        return any(one.startswith(key) for one in keys)


@lru_cache(maxsize=16384)
def _folded(piece: str) -> tuple[str, ...]:
    return tuple(words(piece))


Matches = Callable[[_Word, str], bool]


class Marker:
    """Knows again, in any text, the words that somebody typed: by the rules of the index."""

    def __init__(self, text: str) -> None:
        typed, letters = search.words_and_letters(text)
        self.words = [
            *(_word(word, search.bases(word, alone=len(typed) == 1)) for word in typed),
            *(_word(letter, is_beginning=True) for letter in letters),
        ]

    def parts(self, text: str) -> list[Part]:
        """The text in pieces, from beginning to end."""
        pieces = (piece for piece in search.pieces(text) if piece)
        return [Part(piece, any(word.sounds_in(piece) for word in self.words)) for piece in pieces]

    def rank(self, titles: Iterable[str]) -> Rank:
        """The best of what these titles are."""
        return min((self._rank(search.typed_words(title)) for title in titles), default=Rank.IN_TEXT)

    def _rank(self, pieces: list[str]) -> Rank:
        for ranks, is_in, is_one in (
            (WRITTEN, _Word.is_in, _Word.is_one),
            (SOUNDED, _Word.sounds_in, _Word.sounds_as_one),
        ):
            if pieces and self._holds(pieces, is_in):
                exact, begins, holds = ranks
                if self._is_all(pieces, is_one):
                    return exact
                return begins if any(is_in(word, pieces[0]) for word in self.words) else holds
        return Rank.IN_TEXT

    def _holds(self, pieces: list[str], is_in: Matches) -> bool:
        return all(any(is_in(word, piece) for piece in pieces) for word in self.words)

    def _is_all(self, pieces: list[str], is_one: Matches) -> bool:
        return len(pieces) == len(self.words) and all(
            any(is_one(word, piece) for word in self.words) for piece in pieces
        )


def _word(text: str, bases: Iterable[str] = (), *, is_beginning: bool = False) -> _Word:
    keys = frozenset[str]() if text.isdigit() else frozenset[str]().union(*search_keys(text))
    known = search.base_keys(bases) | set(map(fold, bases))
    return _Word(text, _folded(text), keys, known, is_beginning)
