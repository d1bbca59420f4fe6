"""A document in the reader's language: which of its labels, texts and names are shown first.

A document holds every language that it was published in. The active language wins, then the plain one
(`az` for `az-latn`), then the first that the document has: a text in another language is better than none.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.public.document import Coded, Labels, Name, Text

# How long a page that was changed says so in its margin.
LATELY = timedelta(days=30)

# Names by which nobody introduces anybody: shown on the page of the person, not beside each mention.
ASIDE = frozenset({"alias", "birth"})

InALanguage = TypeVar("InALanguage", bound=Mapping[str, object])
Spelled = TypeVar("Spelled", Text, Name)


class Edited(Protocol):
    """A row of `Page`, or what stands for it."""

    version: int
    changed: datetime


def language() -> str:
    return get_language() or "en"


def label(coded: Coded | None) -> str:
    return label_of(coded["labels"]) if coded else ""


def label_of(labels: Labels) -> str:
    spoken = language()
    for code in (spoken, spoken.partition("-")[0], "en"):
        if code in labels:
            return labels[code]
    return next(iter(labels.values()), "")


def best(texts: Sequence[InALanguage]) -> InALanguage | None:
    """The text that is shown first; None where there is none in any language."""
    spoken = language()
    for code in (spoken, spoken.partition("-")[0]):
        for text in texts:
            if text["language"] == code:
                return text
    return texts[0] if texts else None


def rest(titles: Sequence[Text]) -> list[Text]:
    """The same title or name in the other languages, each spelling once."""
    first = best(titles)
    return _each_spelling(title for title in titles if first and title["text"] != first["text"])


def called(names: Sequence[Name]) -> Name | None:
    """The name under which somebody is shown: never an alias while there is another."""
    return best([name for name in names if name["kind"] not in ASIDE]) or best(names)


def also_called(names: Sequence[Name]) -> list[Name]:
    """The name in other languages and scripts, each spelling once."""
    first = called(names)
    others = (name for name in names if name["kind"] not in ASIDE)
    return _each_spelling(name for name in others if first and name["text"] != first["text"])


def _each_spelling(names: Iterable[Spelled]) -> list[Spelled]:
    """Each once, in the order of the document."""
    found: dict[str, Spelled] = {}
    for name in names:
        found.setdefault(name["text"], name)
    return list(found.values())


def changed_lately(page: Edited, on: date) -> bool:
    return page.version > 1 and page.changed.date() > on - LATELY


def title(document: Any) -> Text:
    """What a page is called: the title of a case or an event, the name of anybody or any country."""
    match document["kind"]:
        case "case" | "event":
            text = best(document["texts"])
            return Text(language=text["language"], text=text["title"]) if text else _untitled()
        case "country":
            return Text(language=language(), text=label(document["country"]))
    name = called(document["names"])
    return Text(language=name["language"], text=name["text"]) if name else _untitled()


def other_titles(document: Any) -> list[Text]:
    """The same in the other languages."""
    if document["kind"] in {"case", "event"}:
        return rest([Text(language=text["language"], text=text["title"]) for text in document["texts"]])
    return [Text(language=name["language"], text=name["text"]) for name in also_called(document["names"])]


def moment(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def _untitled() -> Text:
    """A preview may have no title yet."""
    return Text(language=language(), text=_("Without a title"))
