"""Any script to plain lower-case words: what text search, slugs and name keys are made of."""

import re
import unicodedata
from typing import Final

from anyascii import anyascii

# Longer words are an error in PostgreSQL's tsvector, and never a word that somebody looks for.
LONGEST_WORD: Final = 60

# Written inside a word and heard by nobody: O'Brien, Ə'zəm, ʻAlī. They join, they do not part.
APOSTROPHES: Final = "'’‘‛ʼʻʹʾʿ`´＇ʽ"


class _Ascii(dict[int, str]):
    """A table for `str.translate` that asks anyascii once for each character and remembers."""

    def __missing__(self, code: int) -> str:
        piece = _ascii_piece(chr(code))
        self[code] = piece
        return piece


def _ascii_piece(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        # A line break parts words; a NUL or an escape inside a name only hides it.
        return " " if char.isspace() else ""
    if category in {"Cf", "Cs", "Cn", "Co"}:
        return ""
    if category.startswith("S"):
        return " "  # else € would be the word eur and an emoji a word of English
    # Apostrophes and the signs that stand for ʿayn, hamza and the soft sign are not letters.
    return anyascii(char).replace("'", "").replace("`", "").lower()


class _Unseen(dict[int, str | None]):
    """A table that drops what nobody sees and keeps the rest; used before normalizing, because an
    unseen character between a letter and its accent would keep the two from being joined."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        unseen = is_unseen(char) or char in APOSTROPHES
        self[code] = piece = None if unseen else char
        return piece


def is_unseen(char: str) -> bool:
    """Is this a character that a reader does not see: zero width, direction, soft hyphen, NUL?"""
    category = unicodedata.category(char)
    if category == "Cc":
        return not char.isspace()
    return category in {"Cf", "Cs"} or char in _INVISIBLE_LETTERS or "\ufe00" <= char <= "\ufe0f"


_INVISIBLE_LETTERS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_ASCII: Final = _Ascii()
_UNSEEN: Final = _Unseen()
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ASCII words `[a-z0-9]+` joined by one space; '' when nothing is left.

    `Əfqan Muxtarlı` gives `efqan muxtarli`, `İlham` gives `ilham`, `刘晓波` gives `liuxiaobo`. Never raises.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_ASCII)
    return _NOT_WORD.sub(" ", plain).strip()


def words(text: str) -> list[str]:
    """The folded words of a text in their order, each cut at 60 letters."""
    return [word[:LONGEST_WORD] for word in fold(text).split()]


def slug(text: str, max_length: int = 80) -> str:
    """`Afgan Mukhtarli abducted` gives `afgan-mukhtarli-abducted`, cut at a word; may be ''."""
    kept = ""
    for word in words(text):
        longer = f"{kept}-{word}" if kept else word[:max_length]
        if len(longer) > max_length:
            break
        kept = longer
    return kept
