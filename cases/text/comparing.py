"""Are two names one person's? The decision behind `manage.py compare_names` and the desk's duplicate warnings."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from cases.text.folding import fold
from cases.text.given_names import given_names
from cases.text.inflection import forms, is_feminine
from cases.text.names import name_keys, opposite_bones, word_keys
from cases.text.parts import Word, father, generation, words_of
from cases.text.scripts import ABJADS
from cases.text.sounds import JOIN, VOWELS, distance, letter_price, skeletons, sound_cost, sounds, word_script
from cases.text.syllables import eastern, same_eastern

# Given names often left out in front of another one: honorific, or the first of two.
_LEFT_OUT: Final = frozenset(
    "muhammad mohammad mohammed mohamed mehmet mustafa recep ali sayyid mir maria jose juan jean johann".split()
)
_MOST_WORDS: Final = 7
_SHORTEST_SKELETON: Final = 3


# ---------------------------------------------------------------- words compared


@dataclass(frozen=True)
class Match:
    """How two words are one: `cost` of their sounds, by a slip of the pen, by a doubtful or a sure form."""

    cost: float
    typo: bool = False
    doubtful: bool = False
    inflected: bool = False


@lru_cache(maxsize=131072)
def word_match(a: str, b: str) -> Match | None:
    """How two words may be one; None where they are two."""
    names_a, names_b = given_names(a), given_names(b)
    if names_a and names_b:
        if names_a & names_b:
            return Match(0.0)
        return _form_of_given(a, b)
    cost, length = sound_cost(a, b)
    if cost <= _tolerance(length):
        found = _as_form(a, b) if cost >= 0.3 else None
        return found if found and found.cost < cost and not found.doubtful else Match(cost)
    return _as_form(a, b) or _as_slip(a, b) or _as_shortened(a, b)


def _form_of_given(a: str, b: str) -> Match | None:
    """Two listed names are different, unless one is a form of the other: Александра, genitive of Александр."""
    found = _as_form(a, b)
    return replace(found, doubtful=True) if found else None


def _tolerance(length: int) -> float:
    return 0.19 if length <= 4 else min(0.9, 0.075 * length)


def _as_form(a: str, b: str) -> Match | None:
    best: Match | None = None
    for word, other in ((a, b), (b, a)):
        if not _begin_alike(word, other):
            continue
        for form in forms(word):
            listed, others = given_names(form.base), given_names(other)
            if listed and others:
                cost = 0.0 if listed & others else 9.0
            else:
                cost, length = sound_cost(form.base, other)
                if cost > _tolerance(length) / 2:
                    continue
            if cost < 1.0 and (best is None or (form.doubtful, cost) < (best.doubtful, best.cost)):
                best = Match(cost, doubtful=form.doubtful, inflected=True)
    return best


# The Russian ending that Azerbaijanis and Central Asians leave off their surnames or take up again.
_RUSSIAN_ENDING: Final = re.compile(r"(?<=.{4})(?:[oe]va?|yeva?|[ое]ва?)$", re.IGNORECASE)


def _as_shortened(a: str, b: str) -> Match | None:
    """Yunus and Yunusov, Leyla Yunus and Leyla Yunusova."""
    for long, short in ((a, b), (b, a)):
        stem = _RUSSIAN_ENDING.sub("", long)
        if stem != long and not _RUSSIAN_ENDING.search(short):
            cost, length = sound_cost(stem, short)
            if cost <= _tolerance(length) / 2:
                return Match(cost, typo=True)
    return None


def _begin_alike(a: str, b: str) -> bool:
    """An ending changes nothing at the beginning: most words can be told apart there."""
    if word_script(a) in ABJADS:
        return True
    return any(_begin(one[:3], other[:3]) for one in sounds(a) for other in sounds(b))


@lru_cache(maxsize=65536)
def _begin(a: str, b: str) -> bool:
    return distance(a, b, most=1.25) <= 1.25


def _as_slip(a: str, b: str) -> Match | None:
    """One letter dropped, doubled or swapped with its neighbour, in a word long enough to know it again."""
    if ABJADS & {word_script(a), word_script(b)}:
        return None
    for one, other in itertools.product(sounds(a), sounds(b)):
        shorter, longer = sorted((one, other), key=len)
        if len(longer) < 5 or one[0] != other[0] or OSA.distance(one, other) > 1:
            continue
        swapped = len(one) == len(other) and sorted(one) == sorted(other)
        dropped = (
            len(longer) == len(shorter) + 1
            and len(longer) >= 6
            and (longer[-1] == shorter[-1] or len(longer) > 8)
        )
        if swapped or dropped:
            return Match(1.0, typo=True)
    return None


def _initial_match(initial: str, word: str) -> bool:
    """May a letter stand for this word? `J.` for Джамал, `Ə.` for Afgan."""
    for letter, sound in itertools.product(sounds(initial), sounds(word)):
        starts = {sound[0]}
        if sound[0] in "yj" and sound[1:2] in {"e", "i"}:
            starts.add(sound[1])  # Ельцин, Е., Yeltsin, E.
        begin = letter[1] if letter[:1] == "y" and len(letter) > 1 and sound[0] != "y" else letter[0]
        for start in filter(None, starts):
            limit = 0.06 if begin in VOWELS or start in VOWELS else 0.16
            if begin + start not in {"iy", "yi"} and letter_price(begin, start) <= limit:
                return True
    return fold(initial)[:1] == fold(word)[:1]


# ---------------------------------------------------------------- names compared


@lru_cache(maxsize=16384)
def same_name(left: str, right: str) -> bool:
    """May two names as written be one person's?"""
    one, other = words_of(left), words_of(right)
    if not one or not other:
        return False
    if generation(left) and generation(right) and generation(left) != generation(right):
        return False
    east, west = eastern(left), eastern(right)
    if east and west:
        return same_eastern(east, west)
    if _same_words(one, other):
        return True
    return any(_same_words(merged, other, place) for place, merged in _joined(one)) or any(
        _same_words(merged, one, place) for place, merged in _joined(other)
    )


def _joined(words: tuple[Word, ...]) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """A name with two neighbouring words written together: Xiao bo, Xiaobo; Abdel Fattah, Abdelfattah."""
    for place in range(len(words) - 1):
        first, second = words[place : place + 2]
        if first.core and second.core:
            yield place, (*words[:place], replace(first, text=first.text + JOIN + second.text), *words[place + 2 :])


def _same_words(one: tuple[Word, ...], other: tuple[Word, ...], must: int | None = None) -> bool:
    """Is there a way to read both names as one, in which the word at `must` of the first has a partner?"""
    alignments = _alignments(one[:_MOST_WORDS], other[:_MOST_WORDS], 0, ())
    return any(
        _acceptable(one, other, pairs)
        for pairs in alignments
        if must is None or must in {row for row, _column, _match in pairs}
    )


Pairs = tuple[tuple[int, int, Match], ...]


def _alignments(one: tuple[Word, ...], other: tuple[Word, ...], row: int, found: Pairs) -> Iterator[Pairs]:
    """Every way in which words of one name stand for words of the other, fullest first."""
    if row == len(one):
        yield found
        return
    taken = {column for _row, column, _match in found}
    for column, word in enumerate(other):
        if column not in taken and (match := _words_match(one[row], word)):
            yield from _alignments(one, other, row + 1, (*found, (row, column, match)))
    yield from _alignments(one, other, row + 1, found)


def _words_match(a: Word, b: Word) -> Match | None:
    if a.initial or b.initial:
        return Match(0.1) if _initial_match(*((a.text, b.text) if a.initial else (b.text, a.text))) else None
    if a.patronymic != b.patronymic:
        return None
    if a.patronymic:
        return word_match(father(a.text), father(b.text)) or word_match(a.text, b.text)
    if a.son != b.son:
        return None
    found = word_match(a.text, b.text)
    if found is None and a.before:
        found = word_match(a.before + a.text, b.text)
    if found is None and b.before:
        found = word_match(a.text, b.before + b.text)
    return found


def _acceptable(one: tuple[Word, ...], other: tuple[Word, ...], pairs: Pairs) -> bool:
    rows, columns = {row for row, _column, _match in pairs}, {column for _row, column, _match in pairs}
    left_over = [word for place, word in enumerate(one) if place not in rows]
    right_over = [word for place, word in enumerate(other) if place not in columns]
    if left_over and right_over:
        return False
    full = [
        (one[row], other[column], match)
        for row, column, match in pairs
        if one[row].core and other[column].core
    ]
    if not full:
        return False
    if left_over or right_over:
        if len(full) < 2 and not (pairs and any(one[r].initial or other[c].initial for r, c, _m in pairs)):
            return False
        if not (
            _may_lack(one, rows, {r: c for r, c, _m in pairs})
            and _may_lack(other, columns, {c: r for r, c, _m in pairs})
        ):
            return False
    if sum(match.typo for _a, _b, match in full) > 1:
        return False
    return _forms_agree(full)


def _may_lack(words: tuple[Word, ...], matched: set[int], partner: dict[int, int]) -> bool:
    """May the other name leave out what is unmatched here? Patronymics, initials, second names and surnames."""
    extra = [place for place, word in enumerate(words) if place not in matched and word.core]
    tied = {words[place].group for place in matched}
    extra = [place for place in extra if words[place].group not in tied]
    if not extra:
        return True
    if len(extra) > 2 or sum(word.core for place, word in enumerate(words) if place in matched) < 2:
        return False
    if 0 in extra and fold(words[0].text) not in _LEFT_OUT:
        return False
    if extra[-1] > max(matched) and _only_given(
        [words[place] for place in sorted(matched)], words[extra[-1]]
    ):
        return False
    return len({words[place].group for place in extra if place > max(matched)}) <= 1


def _only_given(matched: list[Word], extra: Word) -> bool:
    """Is what two names share but given names: Juan Carlos, Juan Carlos Onetti?"""
    return all(given_names(word.text) for word in matched) and not given_names(extra.text)


def _forms_agree(full: list[tuple[Word, Word, Match]]) -> bool:
    """Is what may be a genitive or a woman's name a genitive? All words of a Slavic name decline together."""
    doubtful = [(a, b) for a, b, match in full if match.doubtful]
    if not doubtful:
        return True
    if any(match.inflected and not match.doubtful for _a, _b, match in full):
        return True
    if len(full) < 2:
        return False
    if any(
        not (_indeclinable(a.text) or _indeclinable(b.text)) for a, b, match in full if not match.inflected
    ):
        return False
    feminine = [pair for pair in doubtful if any(is_feminine(word.text) for word in pair)]
    listed = [pair for pair in doubtful if all(given_names(word.text) for word in pair)]
    if listed:
        return len(doubtful) > len(listed) and not feminine
    return not feminine or all("Cyrl" in {word_script(a.text), word_script(b.text)} for a, b in doubtful)


def _indeclinable(word: str) -> bool:
    return fold(word)[-1:] in {"o", "u", "i", "e"}


# ---------------------------------------------------------------- finding who may be the same


@lru_cache(maxsize=16384)
def stored_keys(name: str) -> frozenset[str]:
    """Every key under which a name is stored: those of a search, and under `~` its consonants."""
    found = set(name_keys(name))
    for word in words_of(name):
        found.update(*(_skeleton_keys(sound) for sound in sounds(word.text)))
    for family, given in eastern(name):
        found |= _skeleton_keys((family + given).replace("r", "l"))
    return frozenset(found)


def candidate_keys(name: str) -> frozenset[str]:
    """The keys under which somebody whom `same_name` takes for this one may be stored."""
    found = set(stored_keys(name))
    for word in words_of(name):
        found |= opposite_bones(word.text)
        for form in forms(word.text):
            found |= word_keys(form.base)
    return frozenset(found)


def _skeleton_keys(sound: str) -> set[str]:
    return {f"~{skeleton}" for skeleton in skeletons(sound) if len(skeleton) >= _SHORTEST_SKELETON}
