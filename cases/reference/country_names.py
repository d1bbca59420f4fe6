"""What a country is called: from CLDR through Babel, and for former states from our own table."""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from cases.text.folding import fold

COUNTRIES_CSV = Path(__file__).parent / "data" / "countries.csv"

# The languages in which the table names former states; CLDR does not know them.
TABLE_LANGUAGES = ("en", "az", "ru")

# Where plain A to Z with accents ignored would put letters in the wrong place.
ALPHABETS = {"az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "tr": "abcçdefgğhıijklmnoöprsştuüvyz"}


def country_name(code: str, language: str) -> str:
    """The name in this language, else in English, else the code itself.

    >>> country_name("AZ", "ru"), country_name("SUHH", "az"), country_name("SUHH", "fr")
    ('Азербайджан', 'Sovet İttifaqı', 'Soviet Union')
    """
    return _names(language).get(code) or _names("en").get(code) or code


def codes_named(text: str, languages: set[str]) -> set[str]:
    """The codes that are this text, or whose name in one of the languages holds it."""
    wanted = _plain(text.strip())
    if not wanted:
        return set()
    return {
        code
        for language in languages
        for code, name in _names(language).items()
        if code.lower() == wanted or wanted in _plain(name)
    }


# In which a country is looked for, whatever the reader's own language is.
SEARCHED_LANGUAGES = "en az ru uk be tr kk uz ar fa ka hy he el zh ko pl de fr es".split()


def codes_beginning(text: str) -> set[str]:
    """The codes that are this text, or in whose name, in some language, each of its words begins a word.

    >>> codes_beginning("азерб"), codes_beginning("united kingdom")
    ({'AZ'}, {'GB'})
    """
    wanted = fold(text).split()
    if not wanted:
        return set()
    return {
        code
        for code, names in _folded_names().items()
        if wanted == [code.lower()] or any(_begin_all(wanted, name) for name in names)
    }


def _begin_all(wanted: list[str], name: tuple[str, ...]) -> bool:
    return all(any(word.startswith(one) for word in name) for one in wanted)


@cache
def _folded_names() -> dict[str, set[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for language in SEARCHED_LANGUAGES:
        for code, name in _names(language).items():
            found.setdefault(code, set()).add(tuple(fold(name).split()))
    return found


def alphabetical(name: str, language: str) -> list[tuple[int, str]]:
    """A sort key: the language's own alphabet where we know it, else letters without their accents."""
    alphabet = ALPHABETS.get(language.partition("-")[0], "")
    # Python lowers İ to an i with a dot above it, and I to a dotted i: in these alphabets both are letters.
    lowered = (name.replace("İ", "i").replace("I", "ı") if alphabet else name).lower()
    if alphabet:
        return [(alphabet.find(letter), letter) for letter in lowered]
    return [(0, letter) for letter in _plain(name)]


@cache
def _names(language: str) -> dict[str, str]:
    return _cldr_names(language) | _former_names(language.partition("-")[0])


def _cldr_names(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _former_names(language: str) -> dict[str, str]:
    if language not in TABLE_LANGUAGES:
        return {}
    with COUNTRIES_CSV.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[language] for row in csv.DictReader(file) if row[language]}


def _plain(text: str) -> str:
    """Lower case without accents; й stays a letter of its own, ə stands behind e."""
    letters = (
        text.replace("İ", "i").casefold().replace("ı", "i").replace("й", "и\uffff").replace("ə", "e\uffff")
    )
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(letter)
    )
