"""Finding a name in any script: keys that are equal when two spellings may be one name.

Keys suggest, they never decide: `Amin` and `Emin` share one. A key that begins with `-` or `=` stands for
consonants alone (see `bones`), because Arabic and Hebrew leave the vowels out; two names that share only such
a key need have nothing in common (`Hasan`, `Husayn`): whether two names are one, `comparing` decides.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from cases.text.folding import LONGEST_WORD, fold
from cases.text.scripts import ABJADS, char_script, script_of

__all__ = ["name_keys", "script_of", "search_keys", "search_words", "word_key", "word_keys"]

# What transliterations of one name disagree about, in the order in which it is merged.
_MERGES: Final = [
    (re.compile(pattern), merged)
    for pattern, merged in (
        (r"shch|sch|sh|sz", "s"),
        (r"dzh|dsh|dj|tch|ch|cz|zh|c(?!k)|j", "j"),  # Джафар, Cəfər, Jafar; Чингиз, Çingiz, Chingiz
        (r"ck", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"t[sz]", "s"),
        (r"kh|x", "h"),
        (r"gh|g|q", "k"),
        (r"w", "v"),
        (r"ff$", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[kl])y(?=[aou])", ""),  # Нигяр, Nigar; Ляман, Ləman
        (r"y", "i"),
        (r"i+", "i"),
        (r"(^|[aeou])ie", r"\1e"),  # Yelena, Elena; Hasanoyev, Hasanoev
        (r"e", "a"),
        (r"o", "u"),  # Omar, Umar; Mohammed, Muhammad
        (r"(.)\1+", r"\1"),
    )
]

# Words of a name that say how two others belong together; no key is made of them.
PARTICLES: Final = frozenset(
    {"oglu", "ogly", "ogli", "oghlu", "oghli", "qizi", "gizi", "gyzy", "kizi", "kyzy"}
    | {"ibn", "bin", "bint", "ben", "bat", "al", "el", "ul", "ad", "ud"}
    | {"von", "van", "der", "den", "de", "del", "della", "di", "da", "la", "le", "dos", "das", "du"}
    | {"y", "i", "e", "and", "und", "the", "of"}
)

_SHORTEST_BONES: Final = 3
_MOST_KEYS_OF_A_WORD: Final = 12


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The merged key of one word: `Muxtarlı`, `Mukhtarli` and `Мухтарлы` all give `muhtarli`.

    May be '' when the word has no letter or digit.
    """
    return _merged(fold(word).replace(" ", "")[:LONGEST_WORD])


def _merged(ascii_word: str) -> str:
    key = ascii_word
    for pattern, merged in _MERGES:
        key = pattern.sub(merged, key)
    return key


@lru_cache(maxsize=65536)
def word_keys(word: str) -> frozenset[str]:
    """The key of one word and those of its other likely readings; never ''.

    `Гусейнов` is read with г as h too, `Ilcham` with ch as h, Georgian ფ as f, `Carter` with c as k.
    """
    plain = fold(word).replace(" ", "")[:LONGEST_WORD]
    script = script_of(word)
    readings = [plain]
    if script == "Cyrl":
        readings += _replaced(plain, r"(?<!d)g(?!h)", "h")
    elif script == "Geor":
        readings += _replaced(plain, r"p", "f")
    elif script in {"Latn", "Zyyy"}:
        readings += _latin_readings(plain)
    keys = dict.fromkeys(filter(None, map(_merged, readings)))
    return frozenset(itertools.islice(keys, _MOST_KEYS_OF_A_WORD))


def _replaced(word: str, pattern: str, reading: str) -> list[str]:
    other = re.sub(pattern, reading, word)
    return [other] if other != word else []


def _latin_readings(word: str) -> list[str]:
    """How else a Latin word may sound: German ch, French c, Baltic j, g for h after the Russian."""
    readings = []
    if "ch" in word:
        readings.append(word.replace("ch", "kh"))
    if re.search(r"c(?!h)", word):
        # C is j in Azerbaijani; elsewhere s before e, i, y and k before the rest.
        readings.append(re.sub(r"c(?!h)", "k", re.sub(r"c(?=[eiy])", "s", word)))
    if "j" in word:
        readings.append(re.sub(r"(?<!d)j", "y", word))
    if word.startswith("g") and not word.startswith("gh"):
        readings.append("h" + word[1:])
    return readings


def bones(word: str) -> frozenset[str]:
    """The consonants of a word, for meeting across scripts that leave vowels out.

    What is written with vowels is stored under `-`, what is written without under `=`: an Arabic word is
    looked up among both, a Latin word only among `=`, so that Hasan and Husayn do not meet.
    """
    abjad = script_of(word) in ABJADS
    sign = "=" if abjad else "-"
    return frozenset(sign + letters for letters in _consonants(word, abjad))


def _consonants(word: str, abjad: bool) -> set[str]:
    plain = fold(word).replace(" ", "")[:LONGEST_WORD]
    forms = {plain}
    if abjad and plain.startswith("l") and word.lstrip().startswith(("ا", "أ", "إ")):
        forms.add(plain[1:])  # the article
    found = set()
    for form in forms:
        key = _merged(form)
        key = re.sub(r"v", "", key) if abjad else key
        for reading in {key.replace("v", "f"), key.replace("v", "")}:
            letters = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", reading))
            if len(letters) >= _SHORTEST_BONES:
                found.add(letters)
    return found


def readings(name: str) -> list[tuple[str, ...]]:
    """The ways in which a name falls into words, in its own script, likeliest first.

    `Liu Xiao-bo` gives (Liu, Xiao, bo) and (Liu, Xiaobo); `刘晓波` gives (liu, xiaobo), (liu, xiao, bo) and
    (liuxiaobo). Particles and initials stay in; a reading has no empty word.
    """
    found: list[tuple[str, ...]] = []
    if script_of(name) in {"Hani", "Hang"}:
        found += _syllable_readings(name)
    spaced = re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", name))
    parted = tuple(part for part in re.split(r"[^\w'’ʼʻ`´\u0300-\u036f]+", spaced) if fold(part))
    joined = tuple(part for part in spaced.split() if fold(part))
    found += [parted, joined]
    return list(dict.fromkeys(reading for reading in found if reading))


def _syllable_readings(name: str) -> list[tuple[str, ...]]:
    syllables = [fold(char) for char in name if char_script(char) in {"Hani", "Hang"}]
    syllables = [syllable for syllable in syllables if syllable]
    if not 2 <= len(syllables) <= 5:
        return []
    found = [(syllables[0], "".join(syllables[1:])), tuple(syllables)]
    if len(syllables) > 3:
        found.append(("".join(syllables[:2]), "".join(syllables[2:])))
    return found


@lru_cache(maxsize=16384)
def name_keys(name: str) -> frozenset[str]:
    """Every key under which a name is stored: of each word with its other readings, of its consonants, and
    of the whole written together (`afganmukhtarli`). Never holds ''.
    """
    keys: set[str] = set()
    for reading in readings(name):
        for word in reading:
            keys |= word_keys(word) | bones(word)
        keys |= joined_keys(reading)
    return frozenset(keys)


def joined_keys(reading: Iterable[str]) -> frozenset[str]:
    """The keys of a name's words written together, in both orders, with and without what is in the middle."""
    spoken = [word for word in reading if fold(word).replace(" ", "") not in PARTICLES]
    if not 2 <= len(spoken) <= 4:
        return frozenset()
    orders = {tuple(spoken), tuple(spoken[::-1]), (spoken[0], spoken[-1]), (spoken[-1], spoken[0])}
    orders |= {(*spoken[1:], spoken[0]), (spoken[-1], *spoken[:-1])}
    keys: set[str] = set()
    for order in orders:
        keys |= word_keys("".join(order))
    return frozenset(keys)


# What the last letter may become while a person is still typing: Muk, Mukh; Kad, Kadzh; Muz, Muzh.
_UNFINISHED: Final = {"k": "h", "d": "j", "z": "j"}


def search_keys(text: str) -> list[frozenset[str]]:
    """What to look up for each word that somebody typed: any of these, by equality or as a beginning.

    `Huseyn` gives one set that holds `husain`; a word of one letter is looked up as well as typed.
    """
    return [_search_keys(word) for word in search_words(text)]


def search_words(text: str) -> list[str]:
    """The words that somebody typed, without those that hold no letter and no digit."""
    words = re.split(r"[^\w'’ʼʻ`´\u0300-\u036f]+", unicodedata.normalize("NFKC", text))
    return [word for word in words if word_keys(word)]


def _search_keys(word: str) -> frozenset[str]:
    keys = word_keys(word) | opposite_bones(word)
    return keys | {key[:-1] + _UNFINISHED[key[-1]] for key in keys if key[-1] in _UNFINISHED}


def opposite_bones(word: str) -> frozenset[str]:
    own = bones(word)
    vowelless = frozenset("=" + key[1:] for key in own)
    return own | frozenset("-" + key[1:] for key in own) if script_of(word) in ABJADS else vowelless
