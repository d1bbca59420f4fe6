"""Lines pasted as text become rows to confirm: `12 May 2017; arrest; Tbilisi`.

Nothing is saved before somebody has read the rows, and nothing is lost: what cannot be read stays in the box
in which it was pasted, each line with the reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from cases.desk.choices import choices_for
from cases.desk.names import organization_named
from cases.desk.remember import last_language
from cases.models import Organization
from cases.reference.country_names import codes_called
from cases.reference.models import Country, Term, Vocabulary
from cases.text import dates
from cases.text.folding import fold
from cases.text.keys import read_key

MOST_LINES = 300
UNDATED = {"", "?", "-", "–", "—"}
NEAR = 0.8
SHORTEST_BEGINNING = 4  # letters of a word that may stand for the whole of it


class UnreadableLine(Exception):
    """Why a line is no row."""


@dataclass(frozen=True)
class Unread:
    line: str
    why: str


@dataclass(frozen=True)
class Pasted:
    """What became of the lines of one table."""

    prefix: str
    rows: int
    unread: list[Unread]

    @property
    def left(self) -> str:
        """What stays in the box."""
        return "\n".join(one.line for one in self.unread)


Row = dict[str, str]
Reader = Callable[[HttpRequest, list[str]], Row]


def read_lines(request: HttpRequest, readers: Mapping[str, Reader]) -> Pasted | None:
    """Turn the lines that were sent with a form into rows of its data; None where there are none."""
    for prefix, reader in readers.items():
        text = request.POST.get(f"lines-{prefix}", "")
        if text.strip():
            return _spread(request, prefix, reader, text)
    return None


def _spread(request: HttpRequest, prefix: str, reader: Reader, text: str) -> Pasted:
    data: QueryDict = request.POST.copy()
    first = index = read_key(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    unread: list[Unread] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:MOST_LINES]:
        try:
            row = reader(request, [piece.strip() for piece in re.split(r"[;\t]", line)])
        except UnreadableLine as why:
            unread.append(Unread(line, str(why)))
            continue
        for name, value in {**row, "pasted": line}.items():
            data[f"{prefix}-{index}-{name}"] = value
        index += 1
    too_many = _("More than %(most)s lines at once.") % {"most": MOST_LINES}
    unread += [Unread(line, too_many) for line in lines[MOST_LINES:]]
    pasted = Pasted(prefix, index - first, unread)
    data[f"{prefix}-TOTAL_FORMS"] = str(index)
    data[f"lines-{prefix}"] = pasted.left
    data["_reading"] = str(index - first)  # how many rows somebody has to read
    request.POST = data  # type: ignore[assignment]
    return pasted


# ---------------------------------------------------------------- what a line says


def read_event(request: HttpRequest, pieces: list[str]) -> Row:
    """`date; kind; place; what happened`. Where the second piece is no kind of event, it is what happened."""
    date = _date(pieces[0])
    if len(pieces) < 2 or not any(pieces[1:]):
        raise UnreadableLine(_("After the date: what happened?"))
    kind = term_called(pieces[1], choices_for(request).terms[Vocabulary.EVENT_KIND])
    row = {"date": date, "language": last_language(request)}
    rest = pieces[2:]
    country, place = _place(rest[0], choices_for(request).countries) if rest else ("", "")
    row |= {"country": country, "place": place}
    told = [piece for piece in rest[1:] if piece]
    if kind is None:
        near = _near(pieces[1], choices_for(request).terms[Vocabulary.EVENT_KIND])
        doubt = _("“%(typed)s” is no kind of event: it became the title. Did you mean “%(near)s”?")
        said = {"doubt": doubt % {"typed": pieces[1], "near": near}} if near else {}
        return {**row, **said, "title": pieces[1], "text": "; ".join(told)}
    title, *text = told or [kind.name()]
    return {**row, "event_kind": str(kind.pk), "title": title, "text": "; ".join(text)}


def read_step(request: HttpRequest, pieces: list[str]) -> Row:
    """`date; step; court; what was decided`. A court that nobody has entered stays in the words."""
    date = _date(pieces[0])
    terms = choices_for(request).terms[Vocabulary.STEP_KIND]
    steps = [term for term in terms if term.parent_id is not None]
    kind = term_called(pieces[1], steps) if len(pieces) > 1 else None
    if kind is None:
        typed = pieces[1] if len(pieces) > 1 else ""
        if near := _near(typed, steps):
            why = _("“%(typed)s” is no step: did you mean “%(near)s”?")
            raise UnreadableLine(why % {"typed": typed, "near": near})
        raise UnreadableLine(_("“%(typed)s” is no step: charged, convicted, appeal …") % {"typed": typed})
    row = {"date": date, "step_kind": str(kind.pk), "language": last_language(request)}
    told = [piece for piece in pieces[2:] if piece]
    if told and (court := _body(told[0])) is not None:
        row["body"] = str(court.pk)
        told = told[1:]
    return {**row, "text": "; ".join(told)}


def _date(typed: str) -> str:
    if typed in UNDATED:
        return ""
    try:
        dates.read(typed)
    except dates.UnreadableDate as why:
        raise UnreadableLine(str(why)) from why
    return typed


def term_called(typed: str, terms: Sequence[Term]) -> Term | None:
    """The term of this label in any language, or of this code; else the only one that begins so."""
    wanted = fold(typed)
    if not wanted:
        return None
    called = [(term, _labels(term)) for term in terms if not term.retired]
    exact = [term for term, labels in called if wanted in labels]
    if exact:
        return exact[0]
    if len(wanted) < SHORTEST_BEGINNING:
        return None
    begun = [term for term, labels in called if any(label.startswith(wanted) for label in labels)]
    return begun[0] if len(begun) == 1 else None


def _near(typed: str, terms: Sequence[Term]) -> str:
    """The label that this may be a slip for."""
    labels = {label: term.name() for term in terms if not term.retired for label in _labels(term)}
    found = get_close_matches(fold(typed), labels, n=1, cutoff=NEAR)
    return labels[found[0]] if found else ""


def _labels(term: Term) -> set[str]:
    labels = [term.label, term.code.replace("_", " "), *(one.label for one in term.translations.all())]
    return {fold(label) for label in labels}


def _place(typed: str, countries: Sequence[Country]) -> tuple[str, str]:
    """`Tbilisi`, `Georgia`, `Tbilisi, Georgia`: the code of the country, and the rest."""
    pieces = [piece.strip() for piece in typed.split(",")]
    for place, piece in enumerate(pieces):
        called = codes_called(piece)
        for country in countries:
            if country.code in called:
                return country.code, ", ".join(pieces[:place] + pieces[place + 1 :])
    return "", typed


def _body(typed: str) -> Organization | None:
    """The only organization of this name, in any script."""
    named = organization_named(typed)
    if named is None:
        return None
    found = list(Organization.objects.filter(named)[:20])
    exact = [one for one in found if fold(one.working_title) == fold(typed)]
    best = exact or found
    return best[0] if len(best) == 1 else None
