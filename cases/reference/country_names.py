"""What a country is called: from CLDR through Babel, and for former states from our own table.

A second table holds what people call a country besides: `Turkey`, `Белоруссия`, `UK`. By these names a
country is found, and never shown.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from cases.text.folding import fold

COUNTRIES_CSV = Path(__file__).parent / "data" / "countries.csv"
ALIASES_CSV = Path(__file__).parent / "data" / "country_aliases.csv"

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
    """The codes that are this text, or whose name in one of the languages, or another one, holds it."""
    wanted = _plain(text.strip())
    if not wanted:
        return set()
    named = {
        code
        for language in languages
        for code, name in _names(language).items()
        if code.lower() == wanted or wanted in _plain(name)
    }
    also = {code for code, names in _aliases().items() if any(wanted in _plain(name) for name in names)}
    return named | also | codes_called(text)


# In which a country is looked for, whatever the reader's own language is.
SEARCHED_LANGUAGES = "en az ru uk be tr kk uz ar fa ka hy he el zh ko pl de fr es".split()


def codes_beginning(text: str) -> set[str]:
    """The codes that are this text, or in whose name, in some language, each of its words begins a word.

    >>> codes_beginning("азерб"), codes_beginning("great brit")
    ({'AZ'}, {'GB'})
    """
    wanted = [f" {word}" for word in fold(text).split()]
    if not wanted:
        return set()
    begun = {
        code
        for code, names in _folded_names().items()
        if any(all(word in name for word in wanted) for name in names)
    }
    return begun | codes_called(text) | ({fold(text).upper()} & _folded_names().keys())


def codes_called(text: str) -> set[str]:
    """The codes of which this text is the whole name in some language, another name or an abbreviation.

    >>> codes_called("U.K."), codes_called("Корея") == {"KP", "KR"}, codes_called("United")
    ({'GB'}, True, set())
    """
    if text.rstrip().endswith("-"):  # more is to come: "Guinea-" is no longer Guinea
        return set()
    return _called().get(fold(text).replace(" ", ""), set())


def names_of(code: str) -> set[str]:
    """Every name in the languages in which a country is looked for, and the others; no abbreviations."""
    spoken = (_names(language).get(code) for language in SEARCHED_LANGUAGES)
    return {*also_called(code), *filter(None, spoken)}


def every_name(code: str) -> list[str]:
    """The same with its abbreviations, as `UK`, in an order that does not change."""
    return sorted({*names_of(code), *_abbreviations().get(code, ())})


def also_called(code: str) -> tuple[str, ...]:
    """What people call a country besides, in any language; no abbreviations.

    >>> also_called("TR")[0], also_called("AX")
    ('Turkey', ())
    """
    return _aliases().get(code, ())


@cache
def _folded_names() -> dict[str, set[str]]:
    """With a space before each word."""
    codes = {code for language in SEARCHED_LANGUAGES for code in _names(language)}
    return {code: {f" {fold(name)}" for name in names_of(code)} for code in codes}


@cache
def _called() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, names in _folded_names().items():
        for name in names:
            found.setdefault(name.replace(" ", ""), set()).add(code)
    for code, abbreviations in _abbreviations().items():
        for abbreviation in abbreviations:
            found.setdefault(fold(abbreviation), set()).add(code)
    return found


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    return {code: tuple(name for name in names if not name.isupper()) for code, names in _others().items()}


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """What is written in capitals must be typed whole: UK is no beginning of Ukraine, nor of anything."""
    return {code: tuple(name for name in names if name.isupper()) for code, names in _others().items()}


def _others() -> dict[str, list[str]]:
    with ALIASES_CSV.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["names"].split(" | ") for row in csv.DictReader(file)}


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
