"""What a claim rests on, and what a source is used for: the two ends of every "[1b]"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.public import phrases, wording
from cases.public.document import Date, Place, Source
from cases.reference.claims import EVERYTHING, EVERYTHING_LABEL, claim_label
from cases.text.dates import describe

ROW = re.compile(
    r"(participant|event|proceeding|step|detention|affected|indicator|legal_status|domain)-(\d+)"
)

# Where the rows of a document stand that are not called like their plural.
PLACES = {"affected": "affected", "legal_status": "statuses"}


@dataclass(frozen=True)
class Ref:
    """A place in a source, as a claim points to it."""

    mark: str
    contradicts: bool


Refs = tuple[Ref, ...]


@dataclass(frozen=True)
class Use:
    """What a place is cited for, and where on the page that stands ("" where it has no place of its own)."""

    label: str
    anchor: str


@dataclass(frozen=True)
class PlaceNote:
    place: Place
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class SourceNote:
    source: Source
    places: tuple[PlaceNote, ...]


class Sourcing:
    """The sources of one document, from both ends."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.stands_at: dict[str, str] = {}  # a row that is told together with another one: where that stands
        self._says = {
            place["mark"]: place["says"] for source in document["sources"] for place in source["places"]
        }
        self.claims: Mapping[str, Refs] = {
            claim: self.refs(marks) for claim, marks in document["refs"].items()
        }

    def refs(self, marks: Iterable[str]) -> Refs:
        return tuple(Ref(mark, contradicts=self._says.get(mark) == "contradicts") for mark in marks)

    def notes(self) -> tuple[SourceNote, ...]:
        return tuple(
            SourceNote(
                source,
                tuple(
                    PlaceNote(place, tuple(self._use(claim) for claim in place["used_for"]))
                    for place in source["places"]
                ),
            )
            for source in self.document["sources"]
        )

    @property
    def places(self) -> int:
        return len(self._says)

    def _use(self, claim: str) -> Use:
        if claim == EVERYTHING:
            return Use(str(EVERYTHING_LABEL), "")
        if row := ROW.fullmatch(claim):
            return Use(self._row_label(row[1], int(row[2]) - 1), self.stands_at.get(claim, claim))
        return Use(claim_label(self.document["kind"], claim), claim)

    def _row_label(self, row: str, index: int) -> str:
        rows = self._rows(row)
        found = rows[index] if index < len(rows) else None
        match row:
            case "step" if found:
                return self._dated(wording.label(found["kind"]), found["date"])
            case "detention" if found:
                return self._dated(_("detention"), found["began"])
            case "affected" if found:
                return phrases.affected(found)
            case "event" if found:
                return _("event (%(date)s)") % {"date": describe(found["date"]["edtf"]).words}
            case "participant" if found:
                return party_words(found)
            case "proceeding" if found:
                numbers = ", ".join(number["number"] for number in found["numbers"])
                return numbers or phrases.proceeding(found["kind"])
            case "indicator" if found:
                return wording.label(found["kind"])
            case "legal_status" if found:
                return self._dated(wording.label(found["status"]), found["began"])
            case "domain" if found:
                return str(found["name"])
        return row

    def _rows(self, row: str) -> list[Any]:
        if row == "step":  # counted through all proceedings
            return [step for proceeding in self.document["proceedings"] for step in proceeding["steps"]]
        return list(self.document[PLACES.get(row, f"{row}s")])

    def _dated(self, words: str, when: Date) -> str:
        date = describe(when["edtf"]).words
        return _("%(what)s (%(date)s)") % {"what": words, "date": date}


def party_words(participant: Any) -> str:
    """Whom a row of "people and organizations" is about, in a few words."""
    if name := wording.called(participant["names"]):
        return name["text"]
    if participant["label"]:
        return str(participant["label"]["text"])
    return _("%(role)s, name withheld") % {"role": wording.label(participant["role"])}
