"""Reading a date as a person types it, in English, Azerbaijani or Russian; ISO and EDTF in any of them.

The text is cut into pieces of dates and the words between them. The order of both, written as a short string
(`P` for a date: "PorP", "since P"), says what is meant; a string that is not listed is refused.
"""

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Final

from babel import Locale
from django.utils.translation import gettext as _

from cases.text.folding import fold
from cases.text.uncertain import Point, UncertainDate, UnreadableDate, bounds, parse, year_out_of_range

LONGEST: Final = 120

# Folded words, of all the languages that are read, and what they do.
_WORDS: Final[dict[str, str]] = {
    word: meaning
    for meaning, listed in {
        "or": "or ili libo yaxud ya",
        "to": "to through po",
        "and": "and i ve ile",
        "between": "between mezhdu arasinda",
        "since": "since from s so nachinaya beri etibaren ilden",
        "until": "until till do qeder kimi dek",
        "before": "before ranee ranshe evvel",
        "after": "after posle pozdnee pozzhe sonra",
        "~": "about around circa c ca approximately approx roughly okolo ok primerno priblizitelno"
        " texminen teqriben",
        "?": "possibly perhaps probably maybe vozmozhno veroyatno predpolozhitelno ehtimal guman",
        "": "in on at of the year v vo g gg god godu goda godom godov mesyatse il ilde ilin ilinde ile da de",
        "month-21": "spring vesna vesnoy vesny yaz yazda yazi",
        "month-22": "summer leto letom leta yay yayda yayi",
        "month-23": "autumn fall osen osenyu oseni payiz payizda payizi",
        "winter": "winter zima zimoy zimy qis qisda qisi",
        "part": "early late mid middle beginning end start nachalo nachale konets kontse seredine evveli"
        " evvelinde sonu sonunda ortasi ortalari",
    }.items()
    for word in listed.split()
}
_WORDS["ile"] = "and"  # `2014 ilə 2016 arasında`: nearer to "and" than to "in the year"

_ORDINAL: Final = "st|nd|rd|th|го|ого|е|ое|й|му|м|ci|cı|cu|cü|inci|ıncı|uncu|üncü|nci|ncı"
_TOKEN: Final = re.compile(
    rf"""(?P<iso>(?<!\d)\d{{4}}-\d\d(?:-\d\d)?(?![\d-]))
    | (?P<decade>(?<!\d)\d{{3}}0(?:['’]?s\b|\s*-?\s*(?:е|х)\b|\s*-?\s*(?:ci|cı|cu|cü)?\s+illər\w*))
    | (?P<numeric>(?<![\d.])\d+(?P<mark>[./-])\d+(?P=mark)\d+
        | \d{{1,2}}[./]\d{{4}} | \d{{4}}[./]\d{{1,2}}(?!\d))
    | (?P<from>\d+-?(?:dən|dan|den)\b)
    | (?P<number>\d+)(?:-?(?:{_ORDINAL}|da|də|ya|yə|a|ə|nın|nin)\b)?
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<sign>[?~%])
    | (?P<dash>\s*[-‐‑–—−]\s*)
    | (?P<comma>,)
    | (?P<space>[\s.]+)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)

# What looks so much like EDTF that its own complaint is the right one.
_STRICT: Final = re.compile(
    r"(?=[\[{\dX?~%,./}\]-]+$)(?:[\[{]|\d{4}-\d\d(?:-\d\d)?(?![\d-])|\d{4}.*/\d{4}|.*/\.\.)"
)

_SLASHED: Final = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])", re.ASCII)

# The orders of dates and words that are understood, and what each is read as.
_SHAPES: Final = [
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"P", "point"),
        (r"P(?:(?:,|or)P)*orP", "one_of"),
        (r"between P and P|P and P between", "span"),
        (r"(?:since )?P ?(?:to|until) P|P since P until", "interval"),
        (r"since P|P since", "since"),
        (r"(?:until|to) P|P until", "until"),
        (r"before P|P (?:since )?before", "before"),
        (r"after P|P (?:since )?after", "after"),
        (r"or before P", "or_before"),
        (r"or after P", "or_after"),
    )
]


@dataclass
class _Piece:
    """What one stretch of text says of a date; empty where it says nothing."""

    day: int = 0
    month: int = 0
    year: str = ""
    qualifier: str = ""

    @property
    def empty(self) -> bool:
        return not (self.day or self.month or self.year)


def read(text: str, languages: tuple[str, ...] = ("en", "az", "ru")) -> UncertainDate:
    """`8 or 9 April 1994` gives `[1994-04-08,1994-04-09]`, `since May 2017` `2017-05/..`; '' is no date.

    Raises UnreadableDate where the text is not a date, or may be two.
    """
    typed = unicodedata.normalize("NFKC", text).replace("\u200e", "").replace("\u200f", "").strip()
    if len(typed) > LONGEST:
        raise UnreadableDate(text)
    if ".." in typed and not set(typed) & set("/[{"):  # in EDTF two dots stand beside one of these
        typed = _with_open_end(text, typed)
    strict = re.sub(r"\s*([,\[\]{}/]|\.\.)\s*", r"\1", typed).replace("x", "X")
    try:
        return parse(strict)
    except UnreadableDate as error:
        if _STRICT.match(strict):
            raise UnreadableDate(text, error.reason) from None
    return _Reading(text, typed, languages).result()


def _with_open_end(text: str, typed: str) -> str:
    """`2014..` is since 2014, `..2014` until then; other dots in a row may mean anything."""
    first, _dots, last = typed.partition("..")
    if bool(first) == bool(last) or ".." in last:
        raise UnreadableDate(text)
    return f"since {first}" if first else f"until {last}"


class _Reading:
    """One text on its way to a date: pieces of dates and the words between them, collected in order."""

    def __init__(self, text: str, typed: str, languages: tuple[str, ...]) -> None:
        self.text = text
        self.months = _month_names(languages)
        self.pieces: list[_Piece] = []
        self.shape: list[str] = []
        self.open = False  # is the last piece still being added to?
        self.after_comma = False
        self._collect(typed.replace("İ", "i").replace("I", "i").lower())

    def _collect(self, typed: str) -> None:
        previous = ""
        matches = list(_TOKEN.finditer(typed))
        for place, match in enumerate(matches):
            kind = match.lastgroup if match.lastgroup != "mark" else "numeric"
            following = matches[place + 1].lastgroup if place + 1 < len(matches) else ""
            match kind:
                case "iso" | "numeric" | "decade":
                    self._whole(kind, match[0])
                case "from":
                    self._number(re.sub(r"\D", "", match[0]))
                    self._connect("since")
                case "number":
                    self._number(match["number"])
                case "word":
                    self._word(match[0])
                case "sign":
                    self._qualify(match[0])
                case "dash":
                    self._dash(match[0], previous, following or "")
                case "comma":
                    self.after_comma = True
                case "other":
                    raise UnreadableDate(self.text)
            if kind not in {"comma", "space"}:
                self.after_comma = False
                previous = kind or ""

    def _current(self) -> _Piece:
        if not self.open:
            self.pieces.append(_Piece())
            self.shape.append("P")
            self.open = True
        return self.pieces[-1]

    def _connect(self, word: str) -> None:
        if self.open and self._current().empty:
            raise UnreadableDate(self.text)
        self.open = False
        if self.shape and (self.shape[-1], word) in {("and", "or"), ("and", "until")}:
            self.shape.pop()  # `və ya`; `2016-cı ilə qədər`
        if self.shape[-1:] != [word]:
            self.shape.append(word)  # `2017-dən bəri` says it twice

    def _qualify(self, sign: str) -> None:
        piece = self._current()
        piece.qualifier = sign if piece.qualifier in {"", sign} else "%"

    def _word(self, word: str) -> None:
        month = self.months.get(fold(word))
        meaning = f"month-{month}" if month else _WORDS.get(fold(word))
        if meaning is None:
            raise UnreadableDate(self.text)
        if meaning.startswith("month-"):
            self._month(int(meaning[6:]))
        elif meaning in {"~", "?"}:
            self._qualify(meaning)
        elif meaning in {"part", "winter"}:
            reason = _("This may mean several months; write which: “%(value)s”.")
            raise UnreadableDate(self.text, reason % {"value": self.text.strip()[:60]})
        elif meaning:
            self._connect(meaning)

    def _dash(self, dash: str, previous: str, following: str) -> None:
        tight = dash == dash.strip()
        if tight and {previous, following} == {"word", "number"}:
            return  # Jan-93, 8-Apr-94
        self._connect("to")

    def _month(self, month: int) -> None:
        piece = self._current()
        if piece.month:
            raise UnreadableDate(self.text)
        piece.month = month

    def _number(self, digits: str) -> None:
        piece = self._current()
        if self.after_comma and (piece.year or (piece.day and not piece.month and len(digits) <= 2)):
            self._connect(",")  # 8, 9 or 10 April 1994
            piece = self._current()
        if len(digits) <= 2 and not piece.day and 1 <= int(digits) <= 31:
            piece.day = int(digits)
        elif len(digits) == 2 and int(digits) > 31 and piece.month and not piece.year:
            piece.year = f"19{digits}"  # Jan-93
        elif len(digits) == 4 and not piece.year:
            piece.year = self._year(digits)
        elif len(digits) == 2 and piece.day and piece.month:
            raise self._short_year()
        else:
            raise UnreadableDate(self.text, "" if len(digits) == 4 else self._odd_year(digits))

    def _odd_year(self, digits: str) -> str:
        return year_out_of_range(self.text.strip()) if len(digits) > 2 else ""

    def _year(self, digits: str) -> str:
        if not 1000 <= int(digits) <= 2999:
            raise UnreadableDate(self.text, year_out_of_range(self.text.strip()))
        return digits

    def _short_year(self) -> UnreadableDate:
        reason = _("Write the year with four digits: “%(value)s” may mean several dates.")
        return UnreadableDate(self.text, reason % {"value": self.text.strip()[:60]})

    def _whole(self, kind: str, written: str) -> None:
        """A date in one token: 2017-05-12, 12.05.2017, 3/25/1994, 05.2017, 1990s."""
        piece = self._current()
        if piece.day or piece.month or piece.year:
            raise UnreadableDate(self.text)
        if kind == "decade":
            piece.year = self._year(written[:4])[:3] + "X"
            return
        numbers = re.findall(r"\d+", written)
        if len(numbers[0]) == 4:
            year, *rest = numbers
        elif len(numbers[-1]) == 4:
            year, rest = numbers[-1], numbers[-2::-1]
        else:
            raise self._short_year()
        month, day = int(rest[0]), int(rest[1]) if len(rest) > 1 else 0
        if month > 12 >= day > 0 and "/" in written and len(numbers[0]) < 4:
            month, day = day, month  # 3/25/1994 can only be read with the month first
        if not 1 <= month <= 12 or (len(rest) > 1 and not 1 <= day <= 31):
            reason = _("This date does not exist: “%(value)s”.") % {"value": written}
            raise UnreadableDate(self.text, reason)
        piece.year, piece.month, piece.day = self._year(year), month, day

    def result(self) -> UncertainDate:
        shape = " ".join(self.shape).replace(" or ", "or").replace(" , ", ",")
        meaning = next((meaning for pattern, meaning in _SHAPES if pattern.fullmatch(shape)), None)
        if meaning is None:
            raise UnreadableDate(self.text)
        points = [self._point(piece) for piece in _completed(self.pieces)]
        try:
            edtf = _written(meaning, points)
        except ValueError:  # the day before the first one that a calendar knows
            raise UnreadableDate(self.text, year_out_of_range(self.text.strip())) from None
        try:
            return parse(edtf)
        except UnreadableDate as error:
            raise UnreadableDate(self.text, error.reason.replace(edtf, self.text.strip()[:60])) from None

    def _point(self, piece: _Piece) -> Point:
        if piece.day and piece.month and not piece.year:
            raise UnreadableDate(
                self.text, _("The year is missing: “%(value)s”.") % {"value": self.text.strip()[:60]}
            )
        if not piece.year or (piece.day and not piece.month) or (piece.day and piece.month > 12):
            raise UnreadableDate(self.text)
        point = Point(
            piece.year,
            f"{piece.month:02}" if piece.month else "",
            f"{piece.day:02}" if piece.day else "",
            piece.qualifier,
        )
        try:
            bounds(point)
        except ValueError:
            reason = _("This date does not exist: “%(value)s”.") % {"value": self.text.strip()[:60]}
            raise UnreadableDate(self.text, reason) from None
        return point


def _written(meaning: str, points: Sequence[Point]) -> str:
    """Before and after a date leave it out: once, in or before 2013, is `before 2014`."""
    written = [point.edtf for point in points]
    match meaning:
        case "one_of":
            return f"[{','.join(written)}]"
        case "span":
            return f"[{'..'.join(written)}]"
        case "interval":
            return "/".join(written)
        case "since":
            return f"{written[0]}/.."
        case "until":
            return f"../{written[0]}"
        case "before":
            return f"[..{_next_to(points[0], -1)}]"
        case "after":
            return f"[{_next_to(points[0], 1)}..]"
        case "or_before":
            return f"[..{written[0]}]"
        case "or_after":
            return f"[{written[0]}..]"
    return written[0]


def _next_to(point: Point, step: int) -> str:
    """The last date before another, or the first after it, as precise as that one. About a date stays so."""
    if point.qualifier:
        return point.edtf
    first, last = bounds(point)
    day = (first if step < 0 else last) + timedelta(days=step)
    precision = 10 if point.day else 7 if point.month else 4
    return day.isoformat()[:precision]


def other_reading(text: str) -> str:
    """`12/05/2017` is read with the day first and may be `2017-12-05`; '' where there is only one reading.

    With full stops the day comes first everywhere.
    """
    for first, _mark, second, year in _SLASHED.findall(text):
        if int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
            return f"{year}-{int(first):02}-{int(second):02}"
    return ""


def _completed(pieces: list[_Piece]) -> list[_Piece]:
    """Each piece with what its neighbours say: `8 or 9 April 1994`, `April 8 or 9, 1994`."""
    done = [replace(piece) for piece in pieces]
    for earlier, later in itertools.pairwise(done):
        if later.day and not later.month and not earlier.year:
            later.month = earlier.month
    for earlier, later in reversed(list(itertools.pairwise(done))):
        if not earlier.year:
            earlier.year = later.year
            if earlier.day and not earlier.month:
                earlier.month = later.month
    return done


@lru_cache(maxsize=32)
def _month_names(languages: tuple[str, ...]) -> dict[str, int]:
    """Folded names of months, whole and short, with the endings that the languages hang on them."""
    names: dict[str, int] = {}
    for language in languages:
        months = Locale.parse(language, sep="-").months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    for form in _forms(name, language):
                        names.setdefault(fold(form), number)
    if "en" in languages:
        names["sept"] = 9
    return names


def _forms(name: str, language: str) -> set[str]:
    forms = {name}
    if language == "ru" and name[-1:] in "ая":
        endings = ("е", "у", "ом") if name.endswith("а") else ("е", "ю", "ем")
        forms |= {name[:-1] + ending for ending in endings}
    if language == "az" and (len(name) > 3 or name == "may"):
        forms |= {
            name + ending for ending in ("ın", "in", "un", "ün", "da", "də", "ında", "ində", "unda", "ünde")
        }
    return forms
