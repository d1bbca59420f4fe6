"""Are two names one person's? What `manage.py compare_names` and the desk's duplicate warnings decide by.

A name is taken apart (`parts`): titles and particles fall away, and each word is an initial, a patronymic
or a core word. Words stand for one another if
- both are listed given names of one line (`given_names`; of two lines they never do),
- they sound alike (`sounds`: an edit distance with a price for each pair of sounds), the longer the more
  freely,
- one is an inflected form of the other (`inflection`),
- one letter is dropped, doubled or swapped in a long word: the slips that Damerau (1964) found to be most
  of all, and once in a name; a wrong letter only where it is that of the next key, since that is
  what tells Alekperov from Aleskerov.

Two names are one if their words can be aligned, in any order, so that only one of them has words to spare,
and these may be left out: patronymics, initials, second given names, the other half of a double surname. A
surname or a given name alone says too little: `Aliyev` is not Ilham Aliyev. A form that may be a woman's
name or a genitive (`Алиева`) is a genitive only where the other words are genitives as well. Chinese and
Korean names are compared whole (`syllables`).

The romanizations behind the tables: BGN/PCGN, ALA-LC, ISO 9 and 233, scientific transliteration, ICAO 9303
of passports, pinyin, Wade-Giles, Palladius, Revised Romanization, McCune-Reischauer, Kholodovich, and the
habits of English, French, German, Spanish, Polish and Turkish press.

Measured by tests/text/test_comparing.py on tests/text/data/names.tsv: on the third that was set apart
before tuning, precision 0.99 and recall 0.97. Eleven later lists of other people, each measured once before
anything was mended by it, had precision 0.93, 0.97, 0.98, 0.98, 0.96, 0.97, 0.96, 0.96, 0.96, 0.95 and 0.99
and recall 0.93, 0.90, 0.88, 0.92, 0.91, 0.93, 0.95, 0.91, 0.92, 0.92 and 0.89: expect that of names that
nobody has looked at. A twelfth, of better known people and mostly of transliterations, had 0.98 and 0.98,
and nothing was mended by it.

A name with a word that makes it a body's, a prize's or a place's (`bodies`) is no name of a person.

It does not know: Japanese names and foreigners' names in Chinese signs, names that were translated or
changed (Jacques and Жак are listed, Shakespeare and Шекспир are not).
"""

import itertools
import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from cases.text.bodies import names_a_body
from cases.text.folding import fold
from cases.text.given_names import given_names
from cases.text.inflection import forms, is_feminine
from cases.text.names import name_keys, opposite_bones, word_keys
from cases.text.parts import Word, father, generation, words_of
from cases.text.scripts import ABJADS
from cases.text.sounds import JOIN, VOWELS, distance, letter_price, skeletons, sound_cost, sounds, word_script
from cases.text.syllables import eastern, same_eastern, same_signs

# Given names often left out in front of another one: honorific, or the first of two.
_LEFT_OUT: Final = frozenset(
    """
    muhammad mohammad mohammed mohamed mehmet mustafa recep ali sayyid mir maria jose juan jean johann
    """.split()
)
_MOST_WORDS: Final = 8
_MOST_ALIGNMENTS: Final = 300  # of a name like Ali Ali Ali Ali Ali Ali
_SHORTEST_SKELETON: Final = 3
_AN_ENDING: Final = 0.6  # the least that one more vowel at the end costs
_SHORTEST_STEM: Final = 3  # of a word that two were joined to


# ---------------------------------------------------------------- words compared


@dataclass(frozen=True)
class Match:
    """How two words are one: alike in sound, by a slip of the pen, or as a form of one another."""

    cost: float
    slip: bool = False
    inflected: bool = False
    doubtful: bool = False  # a form that may be a name itself: Алиева


@lru_cache(maxsize=131072)
def word_match(a: str, b: str) -> Match | None:
    """How two words may be one; None where they are two."""
    names_a, names_b = given_names(a), given_names(b)
    if names_a and names_b:
        if names_a & names_b:
            return Match(0.0)
        return _form_of_given(a, b)
    if _umlauts(a) != _umlauts(b) and len(_umlauts(a)) == len(_umlauts(b)):
        return None  # Müller, Möller
    if _is_wife_of(a, b) or _is_wife_of(b, a) or _is_her_name(a, b) or _is_her_name(b, a):
        return None
    cost, length = sound_cost(a, b)
    if cost <= _tolerance(length):
        found = _as_form(a, b) if cost >= 0.3 else None
        is_better = found and found.cost < cost and (cost >= _AN_ENDING or not found.doubtful)
        return found if is_better else Match(cost)
    return _as_form(a, b) or _as_slip(a, b) or _as_shortened(a, b)


_POLISH_MAN: Final = re.compile(r"(?<=[sc]k)[iyý]$")


def _is_wife_of(woman: str, man: str) -> bool:
    """Or his sister: Sikorska, Sikorski."""
    return bool(_POLISH_MAN.search(man)) and _POLISH_MAN.sub("a", man) == woman


def _is_her_name(woman: str, man: str) -> bool:
    """Where vowels are left out, the ending of women is written: وحید, وحیده."""
    return word_script(man) in ABJADS and len(man) > 2 and woman[:-1] == man and woman[-1] in "هةהאا"


def _umlauts(word: str) -> list[str]:
    return re.findall("[äöü]", unicodedata.normalize("NFC", word).lower())


def _form_of_given(a: str, b: str) -> Match | None:
    """Two listed names are two, unless one is a form of the other: Александра, genitive of Александр; Юлії
    can be nothing else."""
    found = _as_form(a, b)
    if found and (_SURELY_A_FORM.search(a) or _SURELY_A_FORM.search(b)):
        return found
    return replace(found, doubtful=True) if found else None


# No given name ends so as it is listed.
_SURELY_A_FORM: Final = re.compile(
    r"(?:[уюиіїо]ї|[аеиіо]ю|ии|[ое]м|[ое]ві|[бвгджзклмнпрстфхцчшщй]у)$", re.IGNORECASE
)


def _tolerance(length: int) -> float:
    return 0.19 if length <= 4 else min(0.9, 0.075 * length)


def _as_form(a: str, b: str) -> Match | None:
    best: Match | None = None
    for word, other in ((a, b), (b, a)):
        others, alike = given_names(other), _begin_alike(word, other)
        for form in forms(word):
            listed = given_names(form.base)
            if JOIN in word and len(form.base.rpartition(JOIN)[2]) < _SHORTEST_STEM:
                continue  # what is left of Đình Nhu is not Đình
            if not alike and not listed & others:
                continue
            if listed and others:
                cost = 0.0 if listed & others else 9.0
            else:
                cost, length = sound_cost(form.base, other)
                if cost > _tolerance(length) / 2:
                    continue
            if cost < 1.0 and (best is None or (form.doubtful, cost) < (best.doubtful, best.cost)):
                best = Match(cost, doubtful=form.doubtful, inflected=True)
    return best


# The Russian ending that Azerbaijanis and Central Asians leave off surnames made of given names; Мороз and
# Морозов are two families.
_RUSSIAN_ENDING: Final = re.compile(r"(?<=.{4})(?:[oe]va?|yeva?|[ое]ва?)$", re.IGNORECASE)


# What Kazakhs and Azerbaijanis put in its place.
_SON_OF: Final = re.compile(r"(?<=.{4})[йyi]?(?:ұлы|улы|uly|uli|oğlu|oglu)$", re.IGNORECASE)
_AS_ONE: Final = 0.3  # what stems may cost that hardly differ


def _as_shortened(a: str, b: str) -> Match | None:
    """Yunus and Yunusov, Leyla Yunus and Leyla Yunusova; Sarsenbaiuly and Sarsenbayev."""
    for long, short in ((a, b), (b, a)):
        stem = _RUSSIAN_ENDING.sub("", long)
        if stem != long and given_names(stem) and not _RUSSIAN_ENDING.search(short):
            cost, length = sound_cost(stem, short)
            if cost <= _tolerance(length) / 2:
                return Match(cost, slip=True)
        son, of_family = _SON_OF.sub("", long), _RUSSIAN_ENDING.sub("", short)
        if son != long and of_family != short and sound_cost(son, of_family)[0] <= _AS_ONE:
            return Match(_AS_ONE, slip=True)
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
    if word_script(a) == word_script(b):
        written = a.lower(), b.lower()
        # Whatever it makes of digraphs: Burjandaze.
        if _swapped(fold(a), fold(b)) or _swapped(*written) or _beside(*written):
            return Match(1.0, slip=True)
    if ABJADS & {word_script(a), word_script(b)}:
        return None
    pairs = itertools.product(sounds(a), sounds(b))
    return Match(1.0, slip=True) if any(_one_slip(one, other) for one, other in pairs) else None


def _swapped(one: str, other: str) -> bool:
    """Two neighbouring letters changed places."""
    if not len(one) == len(other) > 4 or one[0] != other[0]:
        return False
    return sorted(one) == sorted(other) and OSA.distance(one, other) == 1


_LONG: Final = 8
_VOWELS_WRITTEN: Final = frozenset("aeiouyаеёиоуыэюя")
_KEYS: Final = frozenset(
    left + right
    for row in "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю".split()
    for left, right in itertools.pairwise(row)
    if not {left, right} <= _VOWELS_WRITTEN
)


def _beside(one: str, other: str) -> bool:
    """In a long word one letter is that of the next key: Muxrarlı. Of two vowels both may be meant."""
    if len(one) != len(other) or len(one) < _LONG:
        return False
    wrong = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 1 and any("".join(pair) in _KEYS for pair in (wrong[0], wrong[0][::-1]))


def _one_slip(one: str, other: str) -> bool:
    if one[0] != other[0] or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(longer) == len(shorter):
        return len(one) > 4 and sorted(one) == sorted(other)
    return len(longer) > 5 and (longer[-1] == shorter[-1] or len(longer) > 8)


# Letters with which one name begins in Latin spellings, and each by itself: Cəmil, Jamil; Xalid, Khalid.
_LATIN_INITIALS: Final = frozenset("ck cj jy ij iy ey vw hx kx gh kq gq dj ct".split()) | set(
    string.ascii_lowercase
)


def _initial_match(initial: str, word: str) -> bool:
    """May a letter stand for this word? `J.` for Джамал, `Ə.` for Afgan."""
    if JOIN in word:
        return False
    if word_script(initial) == word_script(word) == "Latn":
        return "".join(sorted({fold(initial)[:1], fold(word)[:1]})) in _LATIN_INITIALS
    return fold(initial)[:1] == fold(word)[:1] or any(
        _begins(letter, sound) for letter in sounds(initial) for sound in sounds(word)
    )


def _begins(letter: str, sound: str) -> bool:
    if letter[0] == "y" and len(letter) > 1 and sound[0] != "y":
        letter = letter[1:]  # Ю., U.
    starts = (
        sound[:2] if sound[0] in "yj" and sound[1:2] in {"e", "i"} else sound[0]
    )  # Ельцин, Е., Yeltsin, E.
    for start in starts:
        most = 0.06 if VOWELS & {letter[0], start} else 0.16
        if {letter[0], start} != {"i", "y"} and letter_price(letter[0], start) <= most:
            return True
    return False


# ---------------------------------------------------------------- names compared


@lru_cache(maxsize=16384)
def same_name(left: str, right: str) -> bool:
    """May two names as written be one person's?"""
    one, other = words_of(left)[:_MOST_WORDS], words_of(right)[:_MOST_WORDS]
    if not one or not other:
        return False
    if generation(left) and generation(right) and generation(left) != generation(right):
        return False
    if names_a_body(left) != names_a_body(right):
        return False
    if (same := same_signs(left, right)) is not None:
        return same
    if (
        (east := eastern(left, right))
        and (west := eastern(right, left))
        and not (_western(one) and _western(other))
    ):
        return same_eastern(east, west)
    return (
        _same_words(one, other)
        or any(_same_words(joined, other, place) for place, joined in _joined(one))
        or any(_same_words(joined, one, place) for place, joined in _joined(other))
    )


def _western(words: tuple[Word, ...]) -> bool:
    """Anna Li has a Chinese surname, and is compared as Anna."""
    return any(given_names(word.text) for word in words)


def _joined(words: tuple[Word, ...]) -> Iterator[tuple[int, tuple[Word, ...]]]:
    """A name with two neighbouring words written together: Xiao bo, Xiaobo; Abdel Fattah, Abdelfattah."""
    for place in range(len(words) - 1):
        first, second = words[place : place + 2]
        if first.core and second.core:
            for text in dict.fromkeys((second.text, second.before + second.text)):
                joined = replace(first, text=first.text + JOIN + text)
                yield place, (*words[:place], joined, *words[place + 2 :])


Pairs = tuple[tuple[int, int, Match], ...]


def _same_words(one: tuple[Word, ...], other: tuple[Word, ...], must: int | None = None) -> bool:
    """Is there a way to read both names as one, in which the word at `must` of the first has a partner?"""
    alignments = itertools.islice(_alignments(one, other, ()), _MOST_ALIGNMENTS)
    return any(
        _acceptable(one, other, pairs)
        for pairs in alignments
        if must is None or must in {row for row, _column, _match in pairs}
    )


def _alignments(
    one: tuple[Word, ...], other: tuple[Word, ...], found: Pairs, row: int = 0
) -> Iterator[Pairs]:
    """Every way in which words of one name stand for words of the other, fullest first."""
    if row == len(one):
        yield found
        return
    taken = {column for _row, column, _match in found}
    for column, word in enumerate(other):
        if column not in taken and (match := _words_match(one[row], word)):
            yield from _alignments(one, other, (*found, (row, column, match)), row + 1)
    yield from _alignments(one, other, found, row + 1)


def _words_match(a: Word, b: Word) -> Match | None:
    if a.initial or b.initial:
        letter, word = (a, b) if a.initial else (b, a)
        return Match(0.1) if _initial_match(letter.text, word.text) else None
    if a.patronymic != b.patronymic:
        return None
    if a.patronymic:
        return word_match(father(a.text), father(b.text)) or word_match(a.text, b.text)
    written = [(a.text, b.text)] if a.son == b.son else []
    written += [(a.before + a.text, b.text)] if a.before else []
    written += [(a.text, b.before + b.text)] if b.before else []
    return next(filter(None, itertools.starmap(word_match, written)), None)


def _acceptable(one: tuple[Word, ...], other: tuple[Word, ...], pairs: Pairs) -> bool:
    """Do the words that stand for one another, and those that stand alone, make two names one?"""
    rows, columns = {row for row, _column, _match in pairs}, {column for _row, column, _match in pairs}
    if len(rows) < len(one) and len(columns) < len(other):
        return False
    matched = [(one[row], other[column], match) for row, column, match in pairs]
    full = [(a, b, match) for a, b, match in matched if a.core and b.core]
    if not full or sum(match.slip for _a, _b, match in full) > 1:
        return False
    if _skips_an_initial(one, rows) or _skips_an_initial(other, columns):
        return False
    if len(one) != len(other):
        initials = any(a.initial or b.initial for a, b, _match in matched)
        if len(full) < 2 and not initials:
            return False
        if not (_may_lack(one, rows) and _may_lack(other, columns)):
            return False
    return _forms_agree(full)


def _skips_an_initial(words: tuple[Word, ...], matched: set[int]) -> bool:
    """`О. А. Навальный` is no Алексей: the first of two initials is that of the given name."""
    return any(
        one.initial and other.initial and place not in matched and place + 1 in matched
        for place, (one, other) in enumerate(itertools.pairwise(words))
    )


def _may_lack(words: tuple[Word, ...], matched: set[int]) -> bool:
    """May the other name leave out what is unmatched here: patronymics, initials, second names?"""
    tied = {words[place].group for place in matched}
    extra = [
        place
        for place, word in enumerate(words)
        if place not in matched and word.core and word.group not in tied
    ]
    if not extra:
        return True
    shared = [words[place] for place in sorted(matched)]
    if len(extra) > 2 or sum(word.core for word in shared) < 2:
        return False
    if extra[0] == 0 and fold(words[0].text) not in _LEFT_OUT:
        return False  # Qusay Saddam Hussein is not Saddam Hussein
    behind = [place for place in extra if place > max(matched)]
    if behind and _only_given(shared, words[behind[-1]]):
        return False
    return len({words[place].group for place in behind}) <= 1


def _only_given(matched: list[Word], extra: Word) -> bool:
    """Is what two names share but given names: Juan Carlos, Juan Carlos Onetti?"""
    return all(given_names(word.text) for word in matched) and not given_names(extra.text)


def _forms_agree(full: list[tuple[Word, Word, Match]]) -> bool:
    """Is what may be a genitive or a woman's name a genitive? All words of a Slavic name decline together."""
    doubtful = [(a.text, b.text) for a, b, match in full if match.doubtful]
    if not doubtful or any(match.inflected and not match.doubtful for _a, _b, match in full):
        return True
    feminine = any(is_feminine(word) for pair in doubtful for word in pair)
    as_they_are = [(a.text, b.text) for a, b, match in full if not match.inflected]
    if as_they_are and all(set(map(word_script, pair)) == {"Latn"} for pair in doubtful):
        # Parviza Hashimli: in Latin letters that is a woman. The last word of a Turkic name has an ending.
        return not feminine and full[-1][2].doubtful and not given_names(full[-1][0].text)
    if len(full) < 2 or not all(any(map(_indeclinable, pair)) for pair in as_they_are):
        return False
    listed = [pair for pair in doubtful if all(map(given_names, pair))]
    if listed:
        return len(doubtful) > len(listed) and not feminine
    return not feminine or all("Cyrl" in map(word_script, pair) for pair in doubtful)


def _indeclinable(word: str) -> bool:
    return fold(word)[-1:] in {"o", "u", "i", "e"}


# ---------------------------------------------------------------- finding who may be the same


@lru_cache(maxsize=16384)
def stored_keys(name: str) -> frozenset[str]:
    """Every key under which a name is stored: those of a search, and under `~` its consonants."""
    found = set(name_keys(name))
    for word in words_of(name):
        found.update(*(_skeleton_keys(sound) for sound in sounds(word.text)))
    for family, given, _korean in eastern(name, ""):
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
