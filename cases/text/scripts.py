"""Which script a text is written in, by ISO 15924 code."""

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

# The first word of a character's Unicode name says its script; these are the ones we expect to meet.
_CODES: Final = {
    "LATIN": "Latn", "FULLWIDTH": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "GEORGIAN": "Geor",
    "ARMENIAN": "Armn", "HEBREW": "Hebr", "GREEK": "Grek", "CJK": "Hani", "IDEOGRAPHIC": "Hani",
    "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr",
    "ETHIOPIC": "Ethi", "SYRIAC": "Syrc", "THAANA": "Thaa", "SINHALA": "Sinh", "TIBETAN": "Tibt",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "KANNADA": "Knda", "MALAYALAM": "Mlym", "ORIYA": "Orya",
    "MONGOLIAN": "Mong", "TIFINAGH": "Tfng", "BOPOMOFO": "Bopo", "COPTIC": "Copt", "CHEROKEE": "Cher",
}  # fmt: skip

# Scripts that write short vowels seldom or never.
ABJADS: Final = frozenset({"Arab", "Hebr", "Syrc", "Thaa"})
# Scripts that put no space between words, or hang endings on names without one.
UNSPACED: Final = frozenset({"Hani", "Hang", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Bopo"})


@lru_cache(maxsize=8192)
def char_script(char: str) -> str:
    """`ə` gives Latn, `ж` gives Cyrl; '' for digits, signs and marks that belong to no script."""
    if not unicodedata.category(char).startswith("L"):
        return ""
    return _CODES.get(unicodedata.name(char, "").split(" ")[0].split("-")[0], "")


def script_of(text: str) -> str:
    """The script of most letters: `Мухтарлы` gives Cyrl, `刘晓波` gives Hani; Zyyy when there is none."""
    counts = Counter(filter(None, map(char_script, text)))
    return counts.most_common(1)[0][0] if counts else "Zyyy"
