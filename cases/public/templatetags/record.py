"""How a template says a piece of a document: `{{ status|label }}`, `{{ name|worded }}`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.public import course, facets, phrases, wording
from cases.public.addresses import address_of
from cases.public.document import Affected, Coded, Date, Labels, Name, Provision, Text
from cases.reckoning.counting import Range
from cases.reference.claims import paragraph
from cases.text import dates, languages
from cases.text.paragraphs import paragraphs as split

register = template.Library()

WORD_JOINER = "\u2060"
MOST_CARDS = 5000  # that are kept, of 2 kB each

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


@register.simple_tag(takes_context=True)
def invented(context: Mapping[str, Any]) -> bool:
    """Whether this record, or any other that this process knows of, was made by a program for tests."""
    document = context.get("document") or {}
    return facets.holds_generated() or bool(document.get("generated"))


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
def rest(titles: Sequence[Text]) -> list[Text]:
    return wording.rest(titles)


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
    language = escape(text["language"])
    return SafeString(
        f'<bdi lang="{language}" dir="{languages.direction(language)}">{escape(text["text"])}</bdi>'
    )


@register.simple_tag
def names(texts: Sequence[Text | Name]) -> SafeString | str:
    """The same name or title in other languages and scripts."""
    each = "".join(f"<li>{worded(text)}</li>" for text in texts)
    return SafeString(f'<ul class="names">{each}</ul>') if each else ""


@register.filter
def paragraphs(text: str) -> list[str]:
    """An empty line begins a new paragraph."""
    return split(text)


@dataclass(frozen=True)
class Paragraph:
    text: str
    anchor: str  # '' where no source is cited for this paragraph alone
    refs: Any
    asks: bool  # for a source, where it has none


@register.simple_tag
def story(text: str, claims: Any, field: str) -> list[Paragraph]:
    """A long text in paragraphs; what bears out all of it stands at its end."""
    parts = split(text)
    own = [paragraph(field, number) for number in range(1, len(parts) + 1)]
    return [
        Paragraph(
            part,
            anchor=claim if claim in claims else "",
            refs=(*claims.get(claim, ()), *(claims.get(field, ()) if place == len(parts) else ())),
            asks=place == len(parts) and not any(one in claims for one in own),
        )
        for place, (part, claim) in enumerate(zip(parts, own, strict=True), 1)
    ]


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
def official_number(number: str, found: Any = (), ask: bool = False) -> SafeString:
    """A number that an authority gave: a quieter plate with its label written out."""
    plate = f"<b>{escape(gettext('official no.'))}&nbsp;</b><span>{escape(number)}</span>"
    return SafeString(f'<span class="plate official">{plate}</span>{refs(found, ask)}')


@register.simple_tag
def status(coded: Coded, as_of: Date | None, found: Any = ()) -> SafeString:
    """How a case stands in the world, when that was last reported, and the places that it rests on."""
    code = coded["code"]
    words = gettext("Not known how it stands") if code == "unknown" else wording.label(coded)
    if as_of:
        words += gettext(", as last reported %(date)s") % {"date": dated_words(as_of)}
    square = f'<i class="square {escape(code)}" aria-hidden="true"></i>'
    return SafeString(f'<span class="status">{square} {escape(words)}{refs(found)}</span>')


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
def short_name(party: Any) -> SafeString | str:
    """A party of this case in a line: a link to its row among the people and organizations."""
    row = party.row
    words: SafeString | str
    if row["names"]:
        words = worded(wording.called(row["names"]))
    elif row["label"]:
        words = worded(row["label"])
    else:
        words = gettext("%(role)s, name withheld") % {"role": wording.label(row["role"])}
    return format_html('<a href="#{}">{}</a>', party.anchor, words)


@register.filter
def short_names(parties: Iterable[Any]) -> SafeString:
    """Commas are list markers outside the isolated names, or they jump between scripts. A list that may stand
    in a heading and in a line."""
    each = '<span role="listitem">{}</span>'
    names = format_html_join(" ", each, ((short_name(party),) for party in parties))
    return format_html('<span class="inline" role="list">{}</span>', names)


@register.simple_tag
def whom(some: Any, unfolds: bool = False) -> SafeString | str:
    """A, B, C and 11 others; all but A. With `unfolds` the others can be read too."""
    if some is None:
        return ""
    names = short_names(some.named)
    if some.is_all_but:
        return format_html("<span>{} {}</span>", gettext("all but"), names)
    if not some.others:
        return format_html("<span>{}</span>", names)
    count = len(some.others)
    more = ngettext("and %(n)s other", "and %(n)s others", count) % {"n": count}
    if unfolds:
        unfolded = format_html(
            '<details class="more"><summary>{}</summary>{}</details>', more, short_names(some.others)
        )
        return format_html("<span>{}</span> {}", names, unfolded)
    return format_html("<span>{} {}</span>", names, more)


@register.filter
def law(provision: Provision) -> SafeString:
    """Criminal Code, article 178.3.2: the title of the law in its own language."""
    instrument, last = provision["path"][0], provision["path"][-1]
    title = worded(wording.best(instrument["titles"])) or instrument["code"]
    if last is instrument:
        return format_html("{}", title)
    return format_html("{}{}", title, gettext(", article %(code)s") % {"code": last["code"]})


@register.filter
def law_link(found: Any) -> SafeString:
    """A provision: a link where it has a page."""
    words = law(found.provision)
    return format_html('<a href="{}">{}</a>', found.address, words) if found.address else words


@register.filter
def law_step(code: str) -> str:
    """What happened to a law: adopted, struck down."""
    return str(phrases.LAW_STEPS.get(code, code))


@register.filter
def law_title(provision: Provision) -> SafeString | str:
    """What the article is about, where the record says it."""
    titled = [level["titles"] for level in provision["path"][1:] if level["titles"]]
    return worded(wording.best(titled[-1])) if titled else ""


@register.filter
def figure(row: Affected) -> SafeString | str:
    """At least 250 journalists; hundreds of NGOs, in the words of the source."""
    if row["number"] is None and row["words"]:
        whom = phrases.of_whom(row)
        return format_html("{} ({})", worded(row["words"]), whom) if whom else worded(row["words"])
    return phrases.affected(row)


@register.filter
def how_many(found: Range) -> str:
    """How many people: 4, or 2 to 4."""
    return phrases.how_many(found)


@register.filter
def sentence(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


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
def grouped(number: int) -> str:
    """1,234,567 as the reader's language writes it. `floatformat:"g"` does it by way of a decimal."""
    return str(number) if number < 1000 else number_format(number, force_grouping=True)


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
    return wording.changed_lately(page, course.today())
