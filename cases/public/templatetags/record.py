"""How a template says a piece of a document: `{{ status|label }}`, `{{ name|worded }}`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.public import wording
from cases.public.addresses import address_of
from cases.public.document import Coded, Date, Labels, Name, Text
from cases.text import dates, languages

register = template.Library()

WORD_JOINER = "\u2060"

PLATES = {
    "case": _("Case"),
    "person": _("Person"),
    "organization": _("Organization"),
    "country": _("Country"),
    "event": _("Event"),
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes this site: what every page and citation names."""

    name: str
    url: str  # without a slash at the end
    contact: str
    licence: str
    licence_url: str


@register.simple_tag
def publisher() -> Publisher:
    return Publisher(
        name=settings.ATLAS_PUBLISHER,
        url=settings.ATLAS_PUBLIC_URL.rstrip("/"),
        contact=settings.ATLAS_CONTACT,
        licence=settings.ATLAS_LICENCE,
        licence_url=settings.ATLAS_LICENCE_URL,
    )


@register.filter
def label(coded: Coded | None) -> str:
    return wording.label(coded)


@register.filter
def labels(several: Sequence[Coded]) -> list[str]:
    """Each label once, in the order of the document."""
    return list(dict.fromkeys(wording.label(coded) for coded in several))


@register.filter
def best(texts: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return wording.best(texts)


@register.filter
def rest(texts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return wording.rest(texts)


@register.filter
def called(names: Sequence[Name]) -> Name | None:
    return wording.called(names)


@register.filter
def also_called(names: Sequence[Name]) -> list[Name]:
    return wording.also_called(names)


@register.filter
def worded(text: Text | Name | None) -> SafeString | str:
    """Words in their own language and direction, which do not disturb those around them."""
    if not text:
        return ""
    language = text["language"]
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', language, languages.direction(language), text["text"]
    )


@register.filter
def paragraphs(text: str) -> list[str]:
    """An empty line begins a new paragraph."""
    return [part for part in re.split(r"\s*\n\s*\n\s*", text.strip()) if part]


@register.filter
def words(labels: Labels) -> str:
    return wording.label_of(labels)


@register.simple_tag
def refs(found: Any, ask: bool = False) -> SafeString:
    """The places that a claim rests on, joined to its last word so that none starts a line: [1a] [1b].

    With `ask`, a claim that rests on nothing says so.
    """
    if not found:
        return (
            format_html(' <span class="tag">{}</span>', gettext("no source yet")) if ask else SafeString("")
        )
    marks = format_html_join(
        "",
        '<a href="#s-{}">[{}]</a>',
        ((ref.mark, ref.mark) for ref in found if not ref.contradicts),
    )
    tags = format_html_join(
        "",
        ' <a class="tag" href="#s-{}">{}</a>',
        (
            (ref.mark, gettext("contradicted by %(mark)s") % {"mark": ref.mark})
            for ref in found
            if ref.contradicts
        ),
    )
    joined = format_html("{}<span class=refs>{}</span>", WORD_JOINER, marks) if marks else ""
    return format_html("{}{}", joined, tags)


@register.simple_tag
def changed(mark: str, version: int) -> SafeString | str:
    """What the newest version did to a part of the page, in words; the sheet draws the bar beside it."""
    if not mark:
        return ""
    said = (
        gettext("Added in version %(version)s")
        if mark == "added"
        else gettext("Changed in version %(version)s")
    )
    return format_html(' <span class="tag changed">{}</span>', said % {"version": version})


@register.filter
def linked(who: Any) -> SafeString | str:
    """A country, a person or an organization: a link where there is a page, else plain words."""
    if hasattr(who, "country"):
        words: SafeString | str = wording.label(who.country)
    elif who.names:
        words = worded(wording.called(who.names))
    else:
        return format_html('<span class="unknown">{}</span>', gettext("name withheld"))
    return format_html('<a href="{}">{}</a>', who.address, words) if who.address else words


@register.simple_tag
def party_name(party: Any) -> SafeString | str:
    """How a participant is called. A place is kept for a name that is withheld: never a black bar."""
    row = party.row
    if row["shown"] == "pseudonym":
        words, tag = (
            format_html('<span class="pseudonym">{}</span>', worded(row["label"])),
            gettext("pseudonym"),
        )
        return format_html('{} <span class="tag">{}</span>', words, tag)
    if row["names"]:
        name = worded(wording.called(row["names"]))
        return format_html('<a href="{}">{}</a>', party.address, name) if party.address else name
    if row["label"]:
        return worded(row["label"])
    return format_html('<span class="withheld"></span> <span class="tag">{}</span>', gettext("name withheld"))


@register.filter
def direction(language: str) -> str:
    return languages.direction(language)


@register.filter
def language_name(language: str) -> str:
    return languages.name(language)


@register.filter
def dated(value: Date | str | None) -> dates.DateWords:
    """The words, the precision and the mark of an uncertain date; None is not dated."""
    return dates.describe(value["edtf"] if isinstance(value, dict) else value or "")


@register.filter
def dated_words(value: Date | str | None) -> str:
    return dated(value).words


@register.filter
def day(moment: date | datetime | str) -> str:
    """A day that is certain (a publication), in the reader's language: 3 Nov 2025."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    spoken = wording.language().replace("-", "_")
    return str(format_date(moment, "d MMM y" if spoken.startswith("en") else "medium", locale=spoken))


@register.filter
def href(page: Any) -> str:
    """The address of a row of `Page`."""
    return address_of(page.kind, page.key, page.slug)


@register.filter
def plate_label(kind: str) -> str:
    """What a number plate says before the number: № alone is that of a case."""
    return "" if kind == "case" else str(PLATES[kind])


@register.filter
def plate_words(kind: str) -> str:
    return str(PLATES[kind])


@register.filter
def changed_lately(page: wording.Edited) -> bool:
    return wording.changed_lately(page)
