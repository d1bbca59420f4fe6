"""The languages in which the record holds names and texts, by BCP 47 code; names from CLDR through Babel."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

# Those in which the record's people write and are written about; more may be added at any time.
CODES = (
    "en az ru uk be ka hy tr kk uz ky tg tk ro pl cs sk hu bg sr hr sq mk el de fr es pt it nl sv ar fa he "
    "ku ps ur hi bn zh ja ko vi th my am sw"
).split()

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "ur"})


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def name(code: str, language: str | None = None) -> str:
    """The name of a language in another one (by default the active one): "Azerbaijani" for az in en."""
    return str(_locale(language or get_language() or "en").languages.get(code, code))


def own_name(code: str) -> str:
    """The name of a language in itself: "Azərbaycanca" for az."""
    return name(code, code)


def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def choices() -> list[tuple[str, str]]:
    """Code and name in the active language, English first, then by name."""
    named = sorted(((code, name(code)) for code in CODES), key=lambda pair: pair[1])
    return sorted(named, key=lambda pair: pair[0] != "en")
