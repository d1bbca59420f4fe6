"""What the newest version of a case added or changed: marked on the page, as a bar marks it in a law book."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

Mark = Literal["", "added", "changed"]
Identity = Callable[[Any], set[Any]]

FACTS = ("began", "ended", "status", "redress")


def marks(document: Any, former: Any) -> dict[str, Mark]:
    """From an anchor ("summary", "event-2") to what became of it; nothing without a former version."""
    if former is None:
        return {}
    found: dict[str, Mark] = {}
    for field in ("summary", "narrative"):
        found[field] = _of_one(_said(document, field), _said(former, field))
    for field in FACTS:
        found[field] = _of_one(_bare(document[field]), _bare(former[field]))
    if document["status_as_of"] != former["status_as_of"]:
        found["status"] = "changed"
    found |= _of_rows("event", document["events"], former["events"], _event_identity)
    for row, now, before in (
        ("step", _steps(document), _steps(former)),
        ("detention", document["detentions"], former["detentions"]),
        ("affected", document["affected"], former["affected"]),
    ):
        found |= _of_rows(row, now, before, IDENTITIES[row])
    found |= _of_rows("participant", document["participants"], former["participants"], _party_identity)
    return found


def _of_one(now: Any, before: Any) -> Mark:
    if now == before or not now:
        return ""
    return "changed" if before else "added"


def _of_rows(row: str, now: Sequence[Any], before: Sequence[Any], identity: Identity) -> dict[str, Mark]:
    known = [_bare(other) for other in before]
    identities = {one for other in before for one in identity(other)}
    found: dict[str, Mark] = {}
    for number, each in enumerate(now, 1):
        if _bare(each) in known:
            found[f"{row}-{number}"] = ""
        else:
            found[f"{row}-{number}"] = "changed" if identity(each) & identities else "added"
    return found


def _event_identity(event: Any) -> set[Any]:
    """The same event, told otherwise: it has kept a title, or its day and kind."""
    titles = {text["title"] for text in event["texts"]}
    return {*titles, (event["date"]["edtf"], event["kind"]["code"])}


def _steps(document: Any) -> list[Any]:
    """Counted through all proceedings, as the page counts them."""
    return [step for proceeding in document["proceedings"] for step in proceeding["steps"]]


def _party_identity(party: Any) -> set[Any]:
    if party["key"]:
        return {(party["who"], party["key"])}
    words = party["label"]["text"] if party["label"] else ""
    names = {name["text"] for name in party["names"]}
    return names or {(party["who"], party["shown"], words, party["role"]["code"])}


IDENTITIES: dict[str, Identity] = {
    "step": lambda step: {(step["acts_as"], step["date"]["edtf"], *step["parties"])},
    "detention": lambda row: {(row["party"], row["began"]["edtf"]), (row["party"], row["place"])},
    "affected": lambda row: {row["whom"]["code"]},
}


def _said(document: Any, field: str) -> dict[str, str]:
    return {text["language"]: text[field] for text in document["texts"] if text[field]}


def _bare(value: Any) -> Any:
    """Without what changes by itself: labels of new interface languages, numbers of sources."""
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if key not in {"labels", "refs"}}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return value
