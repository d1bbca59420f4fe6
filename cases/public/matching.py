"""Two documents of one page, row by row: which row of the later one is which of the earlier one.

A document has no identities of rows beyond what the public reads. So a row is first looked for by what names
it (the number of a page, a day with a kind), then among those left over of the same kind by likeness.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Mark = Literal["", "added", "changed"]
Row = dict[str, Any]

# How much of two rows of one kind is the same at least, if one is to be the other corrected; 1 is every word.
LIKE = 0.3
# What rows of one kind share anyway.
ANYWAY = frozenset({"proceeding", "kind", "acts_as", "who", "shown", "role", "certainty", "main"})


@dataclass(frozen=True)
class Round:
    """One way to know a row again: it shares a key, and is at least so much alike."""

    keys: Callable[[Row], set[Hashable]]
    at_least: float = 0


@dataclass(frozen=True)
class Pair:
    """A row and what it was; None where there was none, or is none any more. Numbers are places, from 1."""

    now: Row | None
    before: Row | None
    number: int
    before_number: int
    is_same: bool

    @property
    def mark(self) -> Literal["", "added", "changed", "removed"]:
        if self.now is None:
            return "removed"
        if self.before is None:
            return "added"
        return "" if self.is_same else "changed"


Matched = dict[str, list[Pair]]


def matched(document: Any, former: Any) -> Matched:
    """The rows of each kind ("step"), paired; those taken out come last.

    Rows point to others by place ("participant-2"): those are matched first, and what the former rows say is
    read with the places of today. So a new row above changes nothing below it.
    """
    today: dict[str, str] = {}  # "participant-2" of the former document -> "participant-3" of this one
    found: Matched = {}
    for kind, rounds in ROUNDS[document["kind"]].items():
        pairs = list(_paired(rows_of(document, kind), rows_of(former, kind), today, rounds))
        for pair in pairs:
            if pair.before is not None:
                place = f"{kind}-{pair.before_number}"
                today[place] = f"{kind}-{pair.number}" if pair.now is not None else f"gone:{place}"
        found[kind] = pairs
    return found


def marks(document: Any, former: Any) -> dict[str, Mark]:
    """From an anchor ("summary", "event-2") to what became of it; nothing without a former version."""
    if former is None:
        return {}
    found: dict[str, Mark] = {}
    for field in ("summary", "narrative"):
        found[field] = _of_one(_said(document, field), _said(former, field))
    for field in ("began", "ended", "status", "redress"):
        found[field] = _of_one(_bare(document[field], {}), _bare(former[field], {}))
    if document["status_as_of"] != former["status_as_of"]:
        found["status"] = "changed"
    for kind, pairs in matched(document, former).items():
        for pair in pairs:
            if pair.mark != "removed":
                found[f"{kind}-{pair.number}"] = pair.mark
    return found


def rows_of(document: Any, kind: str) -> list[Row]:
    """Rows of a kind, as they are counted in anchors and citations: steps through all proceedings."""
    match kind:
        case "step":
            return [
                _step(step, proceeding, place)
                for place, proceeding in enumerate(document["proceedings"], 1)
                for step in proceeding["steps"]
            ]
        case "charge":
            return [
                {**charge, "proceeding": f"proceeding-{place}"}
                for place, proceeding in enumerate(document["proceedings"], 1)
                for charge in proceeding["charges"]
            ]
        case "proceeding":
            return [
                {name: value for name, value in row.items() if name not in {"steps", "charges"}}
                for row in document["proceedings"]
            ]
    return list(document[LISTS[kind]])


def unbroken(text: str) -> str:
    """With lines that end as everywhere: a form that is saved gives them other ends."""
    return text.replace("\r\n", "\n")


# ---------------------------------------------------------------- pairing


Places = dict[int, int]  # of a row today -> of the same row before
Left = dict[int, Row]  # rows that nobody has paired yet, by place, without what changes by itself


def _paired(
    now: Sequence[Row], before: Sequence[Row], today: Mapping[str, str], rounds: Sequence[Round]
) -> Iterator[Pair]:
    former = _untouched(now, before, today)
    left = {place: _bare(row, {}) for place, row in enumerate(now) if place not in former}
    left_before = {place: _bare(row, today) for place, row in enumerate(before) if place not in former}
    former |= _same(left, left_before)
    unchanged = set(former)
    for one in rounds:
        former |= _match(left, left_before, one)
    for place, row in enumerate(now):
        at = former.get(place)
        yield Pair(
            now=row,
            before=before[at] if at is not None else None,
            number=place + 1,
            before_number=at + 1 if at is not None else 0,
            is_same=place in unchanged,
        )
    for place in left_before:
        yield Pair(now=None, before=before[place], number=0, before_number=place + 1, is_same=False)


def _untouched(now: Sequence[Row], before: Sequence[Row], today: Mapping[str, str]) -> Places:
    """Most rows stand where they stood, and say the same to the letter: no more need be read of them."""
    if any(place != former for former, place in today.items()):
        return {}
    return {place: place for place, (row, other) in enumerate(zip(now, before, strict=False)) if row == other}


def _same(left: Left, left_before: Left) -> Places:
    """Rows that say exactly what they said."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, row in left_before.items():
        places[_written(row)].append(place)
    found = {place: same.pop(0) for place, row in left.items() if (same := places[_written(row)])}
    return _taken(found, left, left_before)


def _match(left: Left, left_before: Left, one: Round) -> Places:
    """What shares a key, the most alike first."""
    having: dict[Hashable, list[int]] = defaultdict(list)
    for place, row in left_before.items():
        for key in one.keys(row):
            having[key].append(place)
    candidates = {
        (place, other) for place, row in left.items() for key in one.keys(row) for other in having[key]
    }
    words = {place: _words(left[place]) for place in {place for place, _other in candidates}}
    words_before = {other: _words(left_before[other]) for other in {other for _place, other in candidates}}
    ranked = sorted(
        (-_likeness(words[place], words_before[other]), place, other) for place, other in candidates
    )
    found: Places = {}
    taken: set[int] = set()
    for unlikeness, place, other in ranked:
        if -unlikeness >= one.at_least and place not in found and other not in taken:
            found[place] = other
            taken.add(other)
    return _taken(found, left, left_before)


def _taken(found: Places, left: Left, left_before: Left) -> Places:
    """Those that were found are left no more."""
    for place, other in found.items():
        del left[place], left_before[other]
    return found


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1


def _words(value: Any, path: str = "") -> set[str]:
    """Each word of a row with where it stands; what is empty, or in every such row, says nothing."""
    if isinstance(value, dict):
        return {
            word
            for key, part in value.items()
            if key not in {"earliest", "latest"} and (path or key not in ANYWAY)
            for word in _words(part, f"{path}.{key}")
        }
    if isinstance(value, list):
        return {word for part in value for word in _words(part, path)}
    if value in (None, "", False):
        return set()
    return {f"{path}:{word}" for word in re.findall(r"participant-\d+|\w+", str(value))}


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


# ---------------------------------------------------------------- what is compared


def _bare(value: Any, today: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return today.get(value) or unbroken(value)
    if isinstance(value, list):
        return [_bare(part, today) for part in value] if value else value
    if not isinstance(value, dict):
        return value
    left_out = OF_A_LEVEL if "level" in value else BY_THEMSELVES
    found = {key: _bare(part, today) for key, part in value.items() if key not in left_out}
    for key in UNORDERED & found.keys():
        found[key] = sorted(found[key], key=_written)
    return found


# What changes by itself: labels of new interface languages, the numbers of sources by their place in a list.
# Of a law: the number of its page, which it has from its first publication, and when it is law.
BY_THEMSELVES = frozenset({"labels", "refs", "mark"})
OF_A_LEVEL = BY_THEMSELVES | {"key", "valid_from", "valid_to"}
UNORDERED = frozenset({"parties", "brought_by", "used_for", "sanctions", "officials"})


def _step(step: Row, proceeding: Row, place: int) -> Row:
    """With the proceeding that it belongs to, and its charges themselves instead of their places."""
    charges = [proceeding["charges"][number - 1] for number in step["charges"]]
    return {**step, "charges": charges, "proceeding": f"proceeding-{place}"}


def _of_one(now: Any, before: Any) -> Mark:
    if now == before or not now:
        return ""
    return "changed" if before else "added"


def _said(document: Any, field: str) -> dict[str, str]:
    return {text["language"]: unbroken(text[field]) for text in document["texts"] if text[field]}


# ---------------------------------------------------------------- how rows are known again


def _one(*parts: Hashable) -> set[Hashable]:
    """A key of which each part is known; none otherwise."""
    return {parts} if all(parts) else set()


def _cited(provision: Any) -> str:
    country = provision["country"]
    return _written(
        [country and country["code"], *([level["code"], level["titles"]] for level in provision["path"])]
    )


def _party_words(row: Row) -> set[Hashable]:
    if row["key"]:
        return set()
    label = [row["label"]["text"]] if row["label"] else []
    return {(row["shown"], words) for words in (*label, *(name["text"] for name in row["names"]))}


def _party_kind(row: Row) -> set[Hashable]:
    """Whoever has a page is nobody else, and who is named is never taken for one who is not."""
    return set() if row["key"] else _one(row["who"], row["shown"], row["role"]["code"])


LISTS = {
    "participant": "participants",
    "detention": "detentions",
    "affected": "affected",
    "event": "events",
    "relation": "relations",
    "source": "sources",
    "legal_status": "statuses",
    "domain": "domains",
    "indicator": "indicators",
}

SOURCES = (
    Round(lambda row: _one(row["url"]) | _one(row["archived_url"])),
    Round(lambda row: _one(row["title"]["text"])),
    Round(lambda row: _one(row["kind"]["code"]), LIKE),
)

AFFECTED = (
    Round(lambda row: _one(row["whom"]["code"], row["done"] and row["done"]["code"])),
    Round(lambda row: _one(row["whom"]["code"])),
)

# By kind of page, what its rows are known by; those that others point to come first.
ROUNDS: dict[str, dict[str, tuple[Round, ...]]] = {
    "case": {
        "participant": (
            Round(lambda row: _one(row["who"], row["key"], row["role"]["code"])),
            Round(lambda row: _one(row["who"], row["key"])),
            Round(
                lambda row: (
                    {(row["shown"], name["text"]) for name in row["names"]} if not row["key"] else set()
                )
            ),
            Round(_party_kind, LIKE),
        ),
        "proceeding": (
            Round(lambda row: {number["number"] for number in row["numbers"]}),
            Round(lambda row: _one(row["kind"]["code"]), LIKE),
        ),
        "charge": (
            Round(lambda row: _one(row["proceeding"], row["party"], _cited(row["provision"]))),
            Round(lambda row: _one(row["proceeding"], row["party"]), LIKE),
        ),
        "step": (
            Round(lambda row: _one(row["proceeding"], row["acts_as"], row["date"]["edtf"], *row["parties"])),
            Round(lambda row: _one(row["proceeding"], row["acts_as"], row["date"]["edtf"])),
            Round(lambda row: _one(row["proceeding"], row["acts_as"]), LIKE),
            Round(lambda row: _one(row["proceeding"], row["date"]["edtf"]), LIKE),
        ),
        "detention": (
            Round(lambda row: _one(row["party"], row["began"]["edtf"])),
            Round(lambda row: _one(row["party"], row["place"])),
            Round(lambda row: _one(row["party"], row["kind"]["code"])),
        ),
        "affected": AFFECTED,
        "event": (
            Round(lambda row: _one(row["key"])),
            Round(lambda row: set() if row["key"] else {text["title"] for text in row["texts"]}),
            Round(lambda row: set() if row["key"] else _one(row["date"]["edtf"], row["kind"]["code"])),
            Round(lambda row: set() if row["key"] else _one(row["kind"]["code"]), LIKE),
        ),
        "relation": (
            Round(lambda row: _one(row["key"], row["relation"]["code"])),
            Round(lambda row: _one(row["key"])),
        ),
        "source": SOURCES,
    },
    "person": {"source": SOURCES},
    "organization": {
        "legal_status": (
            Round(lambda row: _one(row["country"]["code"], row["status"]["code"])),
            Round(lambda row: _one(row["country"]["code"], row["began"]["edtf"])),
        ),
        "domain": (
            Round(lambda row: _one(row["name"], row["country"] and row["country"]["code"])),
            Round(lambda row: _one(row["name"])),
        ),
        "source": SOURCES,
    },
    "event": {"affected": AFFECTED, "source": SOURCES},
    "country": {
        "indicator": (
            Round(lambda row: _one(row["kind"]["code"], row["year"])),
            Round(lambda row: _one(row["kind"]["code"])),
        ),
        "source": SOURCES,
    },
}
