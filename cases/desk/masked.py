"""Where an editor should look after a name was hidden or corrected: the places, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases.desk.bar import admin_url, public_url
from cases.models import Case, Event, Mask, Organization, Person, Profile
from cases.public.models import Version
from cases.text import languages
from cases.text.paragraphs import paragraphs
from cases.text.tokens import MARKS

MOST = 500


@dataclass
class MaskedPlace:
    """One place in the text of a page, in each version that waits: `masks`, the newest version first."""

    words: str
    masks: list[Mask] = field(default_factory=list)


@dataclass(frozen=True)
class MaskedPage:
    label: str
    form_url: str
    public_url: str
    places: list[MaskedPlace]


def waiting() -> QuerySet[Mask]:
    """What nobody has settled."""
    return Mask.objects.filter(settled_at=None)


def waiting_pages() -> Iterator[MaskedPage]:
    masks = waiting().order_by("kind", "key", "-version", "-masked_at", "pk")[:MOST]
    for (kind, key), some in groupby(masks, key=lambda mask: (mask.kind, mask.key)):
        record = _record(kind, key)
        yield MaskedPage(
            label=str(record or key),
            form_url=admin_url(record, "change") if record else "",
            public_url=public_url(kind, key),
            places=_places(list(some)),
        )


def _places(masks: list[Mask]) -> list[MaskedPlace]:
    """The same place of one version may wait twice, for two names: it is settled once."""
    places: dict[str, MaskedPlace] = {}
    for mask in masks:
        words = in_words(mask)
        place = places.setdefault(words, MaskedPlace(words))
        if not any(other.version == mask.version for other in place.masks):
            place.masks.append(mask)
    return list(places.values())


def in_words(mask: Mask) -> str:
    """`What happened, English, paragraph 3` for texts.0.narrative; `Source 1a, quotation, English`."""
    value: Any = _document(mask)
    path = mask.field.split(".")
    part, field_name, language = "", "", ""
    for step, following in zip(path, [*path[1:], ""], strict=True):
        if isinstance(value, dict):
            language = value.get("language", language)
            if step in PARTS and following.isdigit():
                part = str(PARTS[step]) % {"mark": _mark_of(value[step], int(following))}
            elif step in FIELDS and not (step == "text" and field_name):
                field_name = str(FIELDS[step])
        value = _below(value, step)
    words = [part, field_name, languages.name(language) if language else "", _paragraphs(value)]
    return ", ".join(word for word in words if word) or mask.field


def _document(mask: Mask) -> Any:
    version = Version.objects.filter(kind=mask.kind, key=mask.key, version=mask.version).first()
    return version.read() if version else {}


def _below(value: Any, step: str) -> Any:
    try:
        return value[int(step)] if isinstance(value, list) else value[step]
    except (KeyError, IndexError, ValueError, TypeError):
        return None


def _mark_of(rows: Any, index: int) -> str:
    """Sources and their places carry the marks by which they are cited; other rows are counted."""
    row = _below(rows, str(index))
    return str(row["mark"]) if isinstance(row, dict) and "mark" in row else str(index + 1)


def _paragraphs(text: Any) -> str:
    """In which paragraphs of several the sign of a withheld name stands."""
    told = paragraphs(text) if isinstance(text, str) else []
    found = [str(number) for number, one in enumerate(told, 1) if any(sign in one for sign in MARKS.values())]
    if len(told) < 2 or not found:
        return ""
    return _t("paragraph %(numbers)s") % {"numbers": ", ".join(found)}


def _record(kind: str, key: str) -> Any:
    if kind == "country":
        return Profile.objects.filter(country=key).first()
    return MODELS[kind]._default_manager.filter(number=key).first()


MODELS: dict[str, type[Model]] = {
    "case": Case,
    "person": Person,
    "organization": Organization,
    "event": Event,
}

# Rows of a document, by the mark or the number that the public page gives them.
PARTS = {
    "affected": _("Affected %(mark)s"),
    "charges": _("Charge %(mark)s"),
    "detentions": _("Detention %(mark)s"),
    "domains": _("Domain %(mark)s"),
    "events": _("Event %(mark)s"),
    "indicators": _("Indicator %(mark)s"),
    "names": _("Name %(mark)s"),
    "numbers": _("Official number %(mark)s"),
    "participants": _("Participant %(mark)s"),
    "places": _("Source %(mark)s"),
    "proceedings": _("Proceeding %(mark)s"),
    "relations": _("Related case %(mark)s"),
    "sources": _("Source %(mark)s"),
    "steps": _("Step %(mark)s"),
}

FIELDS = {
    "affiliation": _("at that time"),
    "archived_url": _("address of the copy"),
    "author": _("author"),
    "compared_with": _("compared with"),
    "label": _("in words"),
    "locator": _("place in it"),
    "name": _("name"),
    "narrative": _("what happened"),
    "note": _("note"),
    "number": _("number"),
    "place": _("place"),
    "publisher": _("publisher"),
    "quotation": _("quotation"),
    "summary": _("summary"),
    "text": _("text"),
    "title": _("title"),
    "titles": _("title"),
    "url": _("address"),
    "website": _("website"),
    "words": _("in words"),
}
