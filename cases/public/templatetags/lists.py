"""What stands on one list page twenty-five times and more, as HTML: so many templates would take longer than
all else on the page."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cases.public import course, freshness, wording
from cases.public.document import CaseCard, Coded
from cases.public.freshness import Newest
from cases.public.listing import Choice, Field, YearBar
from cases.public.models import Page
from cases.public.templatetags import record
from cases.text import languages

register = template.Library()

MOST_CARDS = 5000  # that are kept, of 2 kB each

# ---------------------------------------------------------------- a case


@register.simple_tag
def case_card(page: Page, roles: Iterable[str] = ()) -> SafeString:
    """A case in a list: a row of Page with its CaseCard; `roles`: what the subject of the page is in it.

    Kept until something is published: the newest stand in very many lists.
    """
    if roles:
        return _card(page, roles)
    kept = _cards(freshness.newest(), course.today(), wording.language())
    card = kept.get(page.pk)
    if card is None or settings.DEBUG:  # whoever edits it wants to see it
        card = _card(page)
        if len(kept) < MOST_CARDS:
            kept[page.pk] = card
    return card


@lru_cache(maxsize=8)
def _cards(_newest: Newest, _today: date, _spoken: str) -> dict[int, SafeString]:
    """Cards that are made of nothing else, by the primary key of the page."""
    return {}


def _card(page: Page, roles: Iterable[str] = ()) -> SafeString:
    traits = "".join(f"<li>{trait}</li>" for trait in _traits(page, roles))
    return SafeString(
        f"""<article class="row card">
  <div class="margin"><span class="plate"><b>№&nbsp;</b><span>{page.key}</span></span>{_when(page.card)}</div>
  <div>
    <h3><a href="{record.href(page)}">{record.worded(wording.best(page.titles))}</a></h3>
    {record.names(wording.rest(page.titles))}{_summary(page.card)}
    <ul class="traits">{traits}</ul>
  </div>
</article>"""
    )


def _when(card: CaseCard) -> str:
    when = record.dated(card["began"])
    words = f'<span class="when">{escape(when.words)}</span>'
    precision = f' <span class="precision">{escape(when.precision)}</span>' if when.precision else ""
    mark = f'<i class="mark {when.mark}{" hollow" if when.hollow else ""}" aria-hidden="true"></i>'
    return f"<div>{words}{precision}{mark}</div>"


def _summary(card: CaseCard) -> str:
    summary = wording.best(card["summaries"])
    if not summary:
        return ""
    language = escape(summary["language"])
    return f'<p lang="{language}" dir="{languages.direction(language)}">{escape(summary["text"])}</p>'


def _traits(page: Page, roles: Iterable[str]) -> Iterable[str]:
    card = page.card
    yield from (f"<b>{escape(str(role))}</b>" for role in roles)
    yield record.status(card["status"], card["status_as_of"])
    yield from map(record.official_number, card["numbers"])
    yield from (conditional_escape(record.figure(row)) for row in card["affected"])
    yield _labels(card["countries"])
    if card["types"]:
        yield _labels(card["types"])
    if record.changed_lately(page):
        words = gettext("Changed %(date)s") % {"date": record.day(page.changed)}
        yield f'<span class="tag changed">{escape(words)}</span>'


def _labels(several: Sequence[Coded]) -> str:
    return escape(", ".join(record.labels(several)))


# ---------------------------------------------------------------- a filter

FEW = 12  # choices that stay open where others fold


@register.simple_tag
def facet(field: Field, *, folds: bool = False) -> SafeString | str:
    """A filter of several values; '' where there is none. With `folds`, of many only the chosen stay open."""
    if not field.choices and not field.find:
        return ""
    parts = [f"<legend>{escape(field.legend)}</legend>", _mode(field), _find(field)]
    parts += _folded(field) if folds and len(field.choices) > FEW else [choices(field)]
    if field.unnamed:
        more = ngettext("And %(shown)s that fewer have.", "And %(shown)s that fewer have.", field.unnamed) % {
            "shown": record.grouped(field.unnamed)
        }
        parts.append(f'<p class="small soft">{escape(more)}</p>')
    return SafeString(f'<fieldset class="facet">{"".join(parts)}</fieldset>\n')


def _mode(field: Field) -> str:
    if not field.mode or len(field.choices) < 2:
        return ""
    checked = _if(field.mode == "all", " checked")
    box = f'<input type="checkbox" name="{field.name}_mode" value="all"{checked}>'
    return f'<p class="mode"><label>{box} {escape(gettext("match all"))}</label></p>'


def _find(field: Field) -> str:
    if not field.find and not field.unnamed:
        return ""
    words = gettext("Search in all of these")
    label = gettext("Search in all of these: %(legend)s") % {"legend": field.legend}
    none = gettext("No choice that is left here is called so.")
    return (
        f'<input class="find" type="search" name="{field.name}_find" value="{escape(field.find)}"'
        f' maxlength="300" autocomplete="off" dir="auto" placeholder="{escape(words)}"'
        f' aria-label="{escape(label)}">'
    ) + _if(field.find and not field.others, f'<p class="small soft">{escape(none)}</p>')


def _folded(field: Field) -> Iterable[str]:
    count = len(field.others)
    if field.chosen:
        words = ngettext("%(all)s more to choose from", "%(all)s more to choose from", count)
    else:
        words = ngettext("%(all)s to choose from", "%(all)s to choose from", count)
    summary = f"<summary>{escape(words % {'all': count})}</summary>"
    if field.chosen:
        yield _choices(field, field.chosen)
    others = _choices(field, field.others)
    yield f'<details class="more"{_if(field.find, " open")}>{summary}{others}</details>'


@register.simple_tag
def choices(field: Field) -> SafeString:
    """With the number that each would leave where that is counted."""
    return SafeString(_choices(field, field.choices))


def _choices(field: Field, some: Iterable[Choice]) -> str:
    box = f'<label><input type="checkbox" name="{field.name}" value='
    return f"<ul>{''.join([_choice(box, choice) for choice in some])}</ul>"


def _choice(box: str, choice: Choice) -> str:
    kinds = _if(choice.depth, " deeper") + _if(choice.count == 0, " none")
    kind = f' class="{kinds.strip()}"' if kinds else ""
    checked = _if(choice.chosen, " checked")
    count = "" if choice.count is None else f' <span class="count">{record.grouped(choice.count)}</span>'
    label = f"<bdi>{escape(str(choice.label))}</bdi>"
    called = f' data-called="{escape(choice.called)}"' if choice.called else ""
    return f'<li{kind}{called}>{box}"{escape(choice.value)}"{checked}> {label}{count}</label></li>'


# ---------------------------------------------------------------- years


@register.simple_tag
def year_bars(bars: Sequence[YearBar]) -> SafeString | str:
    """How many may have begun in each year, given the other choices; the same in numbers stands under "Single
    years"."""
    if len(bars) < 2:
        return ""
    ends = "".join(f"<span>{bar.year}</span>" for bar in (bars[0], bars[-1]))
    return SafeString(
        f'<svg class="bars" viewBox="0 0 {len(bars)}00 100" preserveAspectRatio="none" aria-hidden="true">'
        f'{"".join(map(_bar, bars))}</svg>\n<p class="span" aria-hidden="true">{ends}</p>'
    )


def _bar(bar: YearBar) -> str:
    title = f"<title>{bar.year}: {record.grouped(bar.count)}</title>"
    box = f'x="{bar.place}10" y="{bar.top}" width="80" height="{bar.height}"'
    chosen = _if(bar.chosen, ' class="chosen"')
    return f"<rect {box}{chosen}>{title}</rect>"


def _if(is_so: object, words: str) -> str:
    return words if is_so else ""
