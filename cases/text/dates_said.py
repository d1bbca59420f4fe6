"""Saying an uncertain date in the active language, and as the length of a mark (look.md, part 4)."""

from dataclasses import dataclass
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cases.text.dates_read import other_reading, read
from cases.text.uncertain import Parts, Point, UncertainDate, bounds, parse, take_apart


@dataclass(frozen=True)
class DateWords:
    """A date shown: `words` and `precision` to read; `mark` is day, month, year, range, open or none."""

    words: str
    precision: str
    mark: str
    hollow: bool = False
    open: bool = False


def describe(value: UncertainDate | str) -> DateWords:
    """`2017-05` gives `May 2017`, "day not known", month; '' gives `Not dated`. Raises UnreadableDate."""
    return _described(value if isinstance(value, str) else value.edtf, _language())


@lru_cache(maxsize=4096)  # a list says fifty dates, and mostly the same
def _described(edtf: str, _spoken: str) -> DateWords:
    parts = take_apart(edtf)
    if parts.kind == "none":
        return DateWords(_("Not dated"), "", "none")
    if parts.kind == "interval":
        return _describe_interval(parts)
    if parts.kind == "point":
        return _describe_point(parts.points[0])
    return _describe_set(parts)


def in_words(edtf: str) -> str:
    """A stored date to be read in a list: `since October 2017` for 2017-10/; '' for no date."""
    return describe(edtf).words if edtf else ""


def _describe_point(point: Point | None) -> DateWords:
    assert point is not None  # noqa: S101  (a point expression always has one)
    hollow = bool(point.qualifier)
    precision, mark = _precision(point)
    if point.qualifier:
        doubt = _doubt(point.qualifier)
        precision = f"{doubt}, {precision}" if precision else doubt
    return DateWords(_point_words(point), precision, mark, hollow=hollow)


def _describe_interval(parts: Parts) -> DateWords:
    first, last = parts.points
    hollow = any(point and point.qualifier for point in parts.points)
    if first and last:
        words = _("%(first)s to %(last)s") % {"first": _point_words(first), "last": _point_words(last)}
        return DateWords(words, _ends_precision(first, last), "range", hollow=hollow)
    if first:
        words = _("since %(date)s") % {"date": _point_words(first)}
        return DateWords(words, _("no end recorded"), "open", hollow=hollow, open=True)
    words = _("until %(date)s") % {"date": _point_words(last) if last else ""}
    return DateWords(words, _("no beginning recorded"), "range", hollow=hollow)


def _describe_set(parts: Parts) -> DateWords:
    points = [point for point in parts.points if point]
    if parts.kind == "all_of":
        words = _span_words(parts) if parts.span else _listed(points, _("and"))
        return DateWords(words, "", "range", hollow=any(point.qualifier for point in points))
    if parts.span:
        return DateWords(
            _span_words(parts),
            _("some time between") if len(points) == 2 else _("once"),
            "range",
            hollow=True,
        )
    if len(points) == 1:
        return _describe_point(points[0])
    return DateWords(_listed(points, pgettext("8 or 9 April", "or")), _("one of these"), "range", hollow=True)


def _span_words(parts: Parts) -> str:
    first, last = parts.points
    if first and last:
        return _("between %(first)s and %(last)s") % {
            "first": _point_words(first),
            "last": _point_words(last),
        }
    if first:
        words = _("on or after %(date)s") if _is_day(first) else _("in or after %(date)s")
        return words % {"date": _point_words(first)}
    words = _("on or before %(date)s") if last and _is_day(last) else _("in or before %(date)s")
    return words % {"date": _point_words(last) if last else ""}


def _is_day(point: Point) -> bool:
    return _precision(point)[1] == "day"


def _precision(point: Point) -> tuple[str, str]:
    """What is not known of one date, and how long its mark is."""
    if "X" in point.year:
        return _("decade only") if point.year[2] != "X" else _("century only"), "range"
    if point.season:
        return _("season only"), "range"
    if point.month in {"", "XX"}:
        return _("year only"), "year"
    if point.day in {"", "XX"}:
        return _("day not known"), "month"
    return "", "day"


def _ends_precision(first: Point, last: Point) -> str:
    if first.qualifier or last.qualifier:
        return _doubt(max(first.qualifier, last.qualifier))
    marks = [_precision(first)[1], _precision(last)[1]]
    if marks == ["year", "year"]:
        return _("years only")
    unknown = [mark in {"month", "year"} for mark in marks]
    if all(unknown):
        return _("days not known")
    if any(unknown):
        return _("first day not known") if unknown[0] else _("last day not known")
    return ""


def _doubt(qualifier: str) -> str:
    return {
        "~": _("approximate"),
        "?": _("uncertain"),
        "%": _("approximate and uncertain"),
    }[qualifier]


def _language() -> str:
    return (get_language() or "en").replace("-", "_")


def _point_words(point: Point) -> str:
    plain = _plain_words(point)
    match point.qualifier:
        case "~":
            return _("about %(date)s") % {"date": plain}
        case "?":
            return _("perhaps %(date)s") % {"date": plain}
        case "%":
            return _("perhaps about %(date)s") % {"date": plain}
    return plain


def _plain_words(point: Point) -> str:
    low = bounds(point)[0]
    language = _language()
    if "X" in point.year:
        return _("%(year)ss") % {"year": point.year.replace("X", "0")}
    if point.season:
        season = {"21": _("spring"), "22": _("summer"), "23": _("autumn"), "24": _("winter")}[point.month]
        return f"{season} {point.year}"
    if point.month in {"", "XX"}:
        return point.year
    if point.day in {"", "XX"}:
        if language.startswith("en"):
            return format_date(low, "MMMM y", locale=language)
        return str(format_skeleton("yMMMM", low, locale=language))
    return format_date(low, "d MMMM y" if language.startswith("en") else "long", locale=language)


def _listed(points: list[Point], joint: str) -> str:
    """`8 or 9 April 1994`: what the dates share is said once, where the language puts the day first."""
    last = points[-1]
    said = [_shortened(point, last) for point in points[:-1]]
    return f"{', '.join(said)} {joint} {_point_words(last)}"


def _shortened(point: Point, last: Point) -> str:
    if point.qualifier or last.qualifier or point.season or not _language().startswith(("en", "az", "ru")):
        return _point_words(point)
    if point.day.isdigit() and last.day.isdigit() and (point.year, point.month) == (last.year, last.month):
        return str(int(point.day))
    if point.year == last.year and point.month.isdigit() and last.month.isdigit():
        low = bounds(point)[0]
        pattern = "d MMMM" if point.day.isdigit() else ("MMMM" if _language().startswith("en") else "LLLL")
        return str(format_date(low, pattern, locale=_language()))
    return _point_words(point)


def understood_as(typed: str) -> str:
    """What the form says back of a text, and what else it may mean. Raises UnreadableDate."""
    said, other = understood(read(typed)), other_reading(typed)
    if not other:
        return said
    words = _("%(said)s. The day was read first; if you mean %(other)s, write %(edtf)s.")
    return words % {"said": said, "other": describe(other).words, "edtf": other}


def understood(value: UncertainDate | str) -> str:
    """A date as it was understood: `→ some day in May 2017`; '' for no date."""
    parts = take_apart(value if isinstance(value, str) else value.edtf)
    if parts.kind == "none":
        return ""
    return "→ " + _understood(parts, describe(parse(value) if isinstance(value, str) else value).words)


def _understood(parts: Parts, words: str) -> str:
    point = parts.points[0]
    if parts.kind == "interval":
        first, last = parts.points
        if first and last:
            said = {"first": _point_words(first), "last": _point_words(last)}
            return _("from %(first)s to %(last)s") % said
        if first:
            return _("from %(date)s, end not known") % {"date": _point_words(first)}
        return _("until %(date)s, beginning not known") % {"date": _point_words(last) if last else ""}
    if parts.kind == "point" and point:
        if point.qualifier or "X" in point.year or point.season:
            return words
        if point.month in {"", "XX"}:
            return _("some day in %(date)s") % {"date": words}
        if point.day in {"", "XX"}:
            return _("some day in %(date)s") % {"date": words}
    if parts.kind == "one_of" and parts.span:
        return _("once, some time %(between)s") % {"between": words}
    return words
