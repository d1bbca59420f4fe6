"""Grammatical endings: from a word as it stands in a text to the names that it may be a form of.

`Гусейнову` may be Гусейнов or Гусейнова, `Muxtarlının` is Muxtarlı. Too many guesses are harmless,
since each is compared with the names that are looked for; a missing one would leave a name unmasked.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from cases.text.folding import fold
from cases.text.scripts import script_of

_SHORTEST: Final = 3

# Russian (and Ukrainian): the ending in the text, and what a name may have in its place in the nominative.
_CYRILLIC: Final = {
    "а": ("",),
    "я": ("й", "ь", "ия"),
    "у": ("", "а"),
    "ю": ("й", "ь", "я"),
    "ом": ("",),
    "ем": ("й", "ь", ""),
    "ём": ("й", "ь"),
    "е": ("", "а", "я", "й", "ь"),
    "є": ("",),
    "ы": ("", "а"),
    "и": ("", "а", "я", "ь", "й"),
    "і": ("", "а", "я"),
    "ой": ("а", "ая", "ый"),
    "ою": ("а", "ая"),
    "ей": ("а", "я", "ь", "й"),
    "ею": ("а", "я"),
    "ым": ("", "ый"),
    "им": ("", "ий"),
    "ых": ("", "а", "ый"),
    "их": ("", "ий"),
    "ыми": ("", "а", "ый"),
    "ими": ("", "ий"),
    "ого": ("ый", "ой", "ий"),
    "его": ("ий",),
    "ому": ("ый", "ой", "ий"),
    "ему": ("ий",),
    "ую": ("ая",),
    "юю": ("яя",),
    "ам": ("", "а"),
    "ами": ("", "а"),
    "ах": ("", "а"),
    "ям": ("й", "ь", "я"),
    "ями": ("й", "ь", "я"),
    "ях": ("й", "ь", "я"),
    "ові": ("",),
    "еві": ("", "й", "ь"),
}

# Latin script: Azerbaijani (and Turkish) layers from the outside in, folded; English and German s.
_LATIN_LAYERS: Final = (
    ("dir", "dur", "ki", "mi", "mu"),
    (
        *("nin", "nun", "in", "un", "ni", "nu", "yi", "yu", "i", "u", "ya", "ye", "a", "e", "na", "ne"),
        *("da", "de", "dan", "den", "nda", "nde", "ndan", "nden", "la", "le", "yla", "yle", "gilin"),
    ),
    ("si", "su", "lari", "leri", "lar", "ler", "s", "es", "gil"),
)

# The Russian endings as they are written in Latin letters, and what stands there in the nominative.
_ROMANIZED: Final = {
    "a": ("",),
    "u": ("a",),
    "y": ("a", ""),
    "i": ("a", ""),
    "e": ("a",),
    "yu": ("ya", "y", ""),
    "iu": ("ya", "ia", "y"),
    "ya": ("y", "iya"),
    "om": ("",),
    "em": ("y", ""),
    "oy": ("a", "aya", "y"),
    "oi": ("a", "aia", "y"),
    "oj": ("a", "aja", "y"),
    "ou": ("a",),
    "oyu": ("a", "aya"),
    "oiu": ("a", "aia"),
    "ey": ("a", "ya", "y"),
    "ei": ("a", "ya", "y"),
    "ym": ("", "y"),
    "im": ("", "y", "iy", "ii"),
    "ykh": ("", "a", "y"),
    "ikh": ("", "y", "iy"),
    "ymi": ("", "a", "y"),
    "imi": ("", "y", "iy"),
    "ogo": ("y", "oy", "iy", "ii"),
    "ego": ("iy", "ii", "y"),
    "omu": ("y", "oy", "iy", "ii"),
    "emu": ("iy", "ii", "y"),
    "uyu": ("aya",),
    "uiu": ("aia",),
    "am": ("", "a"),
    "ami": ("", "a"),
    "akh": ("", "a"),
    "ovi": ("",),
}

# Arabic and Hebrew hang small words on the front: and, with, to, as, the.
_FRONTS: Final = {
    "Arab": ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال"),
    "Hebr": ("ו", "ה", "ב", "ל", "מ", "ש", "כ"),
}


@lru_cache(maxsize=65536)
def base_forms(word: str) -> tuple[str, ...]:
    """The word itself first, then what it may be a form of: `Алиевой` gives Алиевой, Алиева, …"""
    match script_of(word):
        case "Cyrl":
            found = _nominatives(word.lower(), _CYRILLIC)
        case "Latn":
            found = _latin(word)
        case "Arab" | "Hebr" as script:
            found = (word[len(front) :] for front in _FRONTS[script] if word.startswith(front))
        case _:
            return (word,)
    return tuple(dict.fromkeys([word, *(form for form in found if len(form) >= _SHORTEST)]))


def _nominatives(word: str, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for length in (3, 2, 1):
        for nominative in endings.get(word[-length:], ()):
            if len(word) - length >= _SHORTEST:
                yield word[:-length] + nominative


def _latin(word: str) -> Iterator[str]:
    folded = fold(word).replace(" ", "")
    yield from _nominatives(folded, _ROMANIZED)
    forms = [folded]
    for layer in _LATIN_LAYERS:
        shorter = [form[: -len(end)] for form in forms for end in layer if form.endswith(end)]
        forms += [form for form in shorter if len(form) >= _SHORTEST]
    for form in forms[1:]:
        yield form
        # Məlik, Məliyin: k is heard as y before a vowel.
        if form.endswith("y"):
            yield form[:-1] + "k"
