"""Courts, prisons and figures in plain words: "convicted in 2015, freed in 2016, conviction still stands"."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext

from cases.public import course, wording
from cases.public.document import (
    Affected,
    Coded,
    Date,
    Decided,
    Decision,
    Detention,
    ProvisionLevel,
    Sanction,
)
from cases.reckoning.counting import Range
from cases.reckoning.periods import Custody, DaysHeld, custody, days_held
from cases.text.dates import describe

# What became of somebody, as a sentence goes on: "convicted in 2015".
DECISIONS = {
    "convicted": gettext_lazy("convicted"),
    "partly_convicted": gettext_lazy("convicted in part"),
    "found_liable": gettext_lazy("found liable"),
    "requalified": gettext_lazy("charge turned into another one"),
    "acquitted": gettext_lazy("acquitted"),
    "dropped": gettext_lazy("dropped"),
    "granted": gettext_lazy("claim or request granted"),
    "refused": gettext_lazy("claim or request refused"),
    "struck_off": gettext_lazy("struck off"),
    "listed": gettext_lazy("listed"),
    "delisted": gettext_lazy("taken off the list"),
    "lapsed": gettext_lazy("lapsed"),
    "opinion": gettext_lazy("opinion given"),
    "violation": gettext_lazy("violation found"),
    "no_violation": gettext_lazy("no violation found"),
    "inadmissible": gettext_lazy("declared inadmissible"),
    "settled": gettext_lazy("settled"),
    "rehabilitated": gettext_lazy("rehabilitated"),
    "upheld": gettext_lazy("upheld"),
    "reduced": gettext_lazy("sentence reduced"),
    "increased": gettext_lazy("sentence increased"),
    "converted": gettext_lazy("sentence made milder"),
    "pardoned": gettext_lazy("pardoned"),
    "amnestied": gettext_lazy("amnestied"),
    "parole": gettext_lazy("released on parole"),
    "quashed": gettext_lazy("quashed"),
    "freed": gettext_lazy("freed"),
    "custody_ended": gettext_lazy("custody ended"),
}

# Where a proceeding stands, as a sentence goes on: "on trial since 2015" would say too much.
STAGES = {
    "opened": gettext_lazy("case opened"),
    "suspected": gettext_lazy("declared a suspect"),
    "charged": gettext_lazy("charged"),
    "indicted": gettext_lazy("indicted"),
    "trial": gettext_lazy("put on trial"),
    "appeal": gettext_lazy("appeal lodged"),
    "remitted": gettext_lazy("sent back to a lower court"),
    "retrial": gettext_lazy("tried again"),
    "final": gettext_lazy("final"),
    "served": gettext_lazy("sentence served"),
    "filed": gettext_lazy("filed"),
    "suspended": gettext_lazy("suspended"),
    "lodged": gettext_lazy("lodged"),
    "communicated": gettext_lazy("communicated to the government"),
    "execution": gettext_lazy("execution supervised"),
}

MANY = {
    "people": ngettext_lazy("%(shown)s person", "%(shown)s people", "n"),
    "journalists": ngettext_lazy("%(shown)s journalist", "%(shown)s journalists", "n"),
    "human_rights_defenders": ngettext_lazy(
        "%(shown)s human rights defender", "%(shown)s human rights defenders", "n"
    ),
    "lawyers": ngettext_lazy("%(shown)s lawyer", "%(shown)s lawyers", "n"),
    "ngos": ngettext_lazy("%(shown)s NGO", "%(shown)s NGOs", "n"),
    "outlets": ngettext_lazy("%(shown)s outlet", "%(shown)s outlets", "n"),
    "sites": ngettext_lazy("%(shown)s site", "%(shown)s sites", "n"),
    "unknown": ngettext_lazy("%(shown)s affected", "%(shown)s affected", "n"),
}

MOST_DECISIONS = 6  # in one sentence; the ladder has them all

LAW_STEPS = {
    "draft": gettext_lazy("draft"),
    "adopted": gettext_lazy("adopted"),
    "in_force": gettext_lazy("in force"),
    "struck_down": gettext_lazy("struck down"),
    "repealed": gettext_lazy("repealed"),
}


# ---------------------------------------------------------------- what was decided


def decided(found: Decided) -> str:
    """convicted in 2015, pardoned and freed in 2016, conviction still stands"""
    told = found["decisions"]
    if len(told) > MOST_DECISIONS:
        told = [told[0], *told[-MOST_DECISIONS + 1 :]]
    parts = [
        _("%(decisions)s %(when)s") % {"decisions": _listed(map(_decision, some)), "when": when}
        if when
        else _listed(map(_decision, some))
        for when, group in groupby(told, key=lambda row: _when(row["date"]))
        if (some := list(group))
    ]
    stage = found["stage"]
    if not told:
        parts = [_stage(stage), _("no decision recorded")] if stage else [_("no decision recorded")]
    elif stage and is_at_a_stage(found):
        parts.append(_stage(stage))
    if found["conviction_stands"] and found["outcome"] and told[-1]["acts_as"] != found["outcome"]["acts_as"]:
        parts.append(_("conviction still stands"))
    elif told and found["outcome"] is None and told[-1]["acts_as"] in {"quashed", "remitted"}:
        parts.append(_("no decision in force"))
    return _(", ").join(parts)


def is_at_a_stage(found: Decided) -> bool:
    """Whether the stage came after the last decision, or there is none."""
    stage, told = found["stage"], found["decisions"]
    return stage is not None and (not told or _after(stage, told[-1]))


def outcome(code: str) -> str:
    """An outcome by its code: "convicted"; what none is recorded of says so."""
    return str(DECISIONS.get(code, _("no decision recorded")))


def _decision(row: Decision) -> str:
    """The desk's own kind of step goes by its own name."""
    if row["acts_as"] in DECISIONS and row["kind"]["code"] in {"", row["acts_as"]}:
        return str(DECISIONS[row["acts_as"]])
    return inside(wording.label(row["kind"]))


def _stage(row: Decision) -> str:
    own = row["kind"]["code"] != row["acts_as"]
    words = inside(wording.label(row["kind"])) if own else str(STAGES.get(row["acts_as"], row["acts_as"]))
    when = _when(row["date"])
    return _("%(decisions)s %(when)s") % {"decisions": words, "when": when} if when else words


def _when(when: Date) -> str:
    """in 2015; about 2015; between 2014 and 2016; nothing where it is not dated"""
    if not when["edtf"]:
        return ""
    earliest, latest = when["earliest"], when["latest"]
    is_plain = not set(when["edtf"]) & set("~?%X")
    if is_plain and earliest and latest and earliest[:4] == latest[:4]:
        return pgettext("convicted in 2015", "in %(year)s") % {"year": earliest[:4].lstrip("0")}
    return describe(when["edtf"]).words


def _after(stage: Decision, last: Decision) -> bool:
    return (stage["date"]["earliest"] or "") > (last["date"]["latest"] or last["date"]["earliest"] or "9999")


# ---------------------------------------------------------------- sentences


def sanction(row: Sanction) -> str:
    """7 years 6 months in prison, suspended; fine of 5,000 AZN; imprisonment for life"""
    words = _sanction(row)
    return _("%(sanction)s, suspended") % {"sanction": words} if row["suspended"] else words


def award(row: Sanction) -> str:
    """awarded: damages of 9,000 EUR"""
    return _("awarded: %(what)s") % {"what": sanction(row)}


def _sanction(row: Sanction) -> str:
    term, sum_ = _length(row), amount(row["amount"], row["currency"])
    said = {"term": term, "amount": sum_}
    match row["kind"]["code"]:
        case "life":
            return _("imprisonment for life")
        case "death":
            return _("death penalty")
        case "prison" if term:
            return _("%(term)s in prison") % said
        case "prison" if row["indefinite"]:
            return _("prison for an indefinite time")
        case "prison":
            return _("prison, for how long is not known")
        case "administrative_arrest" if term:
            return _("%(term)s of administrative arrest") % said
        case "house_arrest" if term:
            return _("%(term)s of house arrest") % said
        case "restricted_freedom" if term:
            return _("%(term)s of restricted freedom") % said
        case "forced_labour" if term:
            return _("%(term)s of forced labour") % said
        case "fine":
            return _("fine of %(amount)s") % said if sum_ else _("fine, amount not known")
        case "damages":
            return _("damages of %(amount)s") % said if sum_ else _("damages, amount not known")
        case "unknown":
            return _("sanction not known")
    words = inside(wording.label(row["kind"]))
    if sum_:
        words = _("%(sanction)s of %(amount)s") % {"sanction": words, "amount": sum_}
    if row["indefinite"]:
        return _("%(sanction)s for an indefinite time") % {"sanction": words}
    return _("%(sanction)s for %(term)s") % {"sanction": words, "term": term} if term else words


def _length(row: Sanction) -> str:
    parts = []
    if years := row["years"]:
        parts.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": years})
    if months := row["months"]:
        parts.append(ngettext("%(n)s month", "%(n)s months", months) % {"n": months})
    if days := row["days"]:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": number(days)})
    return " ".join(parts)


def amount(plain: str, currency: str) -> str:
    """5,000 AZN; nothing where no amount is known"""
    return f"{number(Decimal(plain))} {currency}".strip() if plain else ""


def number(value: int | Decimal) -> str:
    return str(format_decimal(value, locale=wording.language().replace("-", "_")))


# ---------------------------------------------------------------- custody


def held(days: DaysHeld) -> str:
    """9 days; at least 120 days; between 2 and 61 days"""
    least, most = days.at_least, days.at_most
    if most is None:
        if not least:
            return _("for how long is not known")
        return ngettext("at least %(n)s day", "at least %(n)s days", least) % {"n": number(least)}
    if days.is_exact:
        return ngettext("%(n)s day", "%(n)s days", most) % {"n": number(most)}
    if not least:
        return ngettext("at most %(n)s day", "at most %(n)s days", most) % {"n": number(most)}
    return _("between %(least)s and %(most)s days") % {"least": number(least), "most": number(most)}


def held_in(rows: Iterable[Detention], *, is_open: bool = False) -> str:
    """The days of a union of periods, custody or not."""
    periods = [course.period_of(row) for row in rows]
    return held(days_held([*periods, course.AFTERWARDS] if is_open else periods))


def in_custody(rows: Sequence[Detention], on: date, *, is_open: bool) -> tuple[Custody, str]:
    """Whether somebody is held on a day, in words, always with the date that they rest on."""
    word, _confirmed = custody(course.periods_in_custody(rows, is_open=is_open), on)
    confirmed, ended = course.last_confirmed(rows), course.last_end(rows)
    words = {"date": describe(confirmed["edtf"]).words if confirmed else ""}
    match word:
        case Custody.IN_CUSTODY:
            return word, _("in custody, last confirmed %(date)s") % words
        case Custody.UNKNOWN if confirmed:
            return word, _("unknown since %(date)s, when custody was last confirmed") % words
        case Custody.UNKNOWN:
            return word, _("whether still in custody is not known")
        case Custody.RELEASED if ended and ended["edtf"]:
            return word, _("custody ended %(date)s") % {"date": describe(ended["edtf"]).words}
        case Custody.RELEASED:
            return word, _("custody ended, date not known")
    return word, ""


def span(began: Date, ended: Date | None) -> tuple[Date, str]:
    """The date beside a period, and what it leaves to say of its end: one interval where possible."""
    if ended is None:
        if began["edtf"] and _is_plain(began):
            return Date(edtf=f"{began['edtf']}/..", earliest=began["earliest"], latest=None), ""
        return began, _("no end recorded")
    if _is_plain(began) and _is_plain(ended) and began["edtf"] == ended["edtf"]:
        return began, ""
    if _is_plain(began) and _is_plain(ended):
        return (
            Date(edtf=f"{began['edtf']}/{ended['edtf']}", earliest=began["earliest"], latest=ended["latest"]),
            "",
        )
    return began, _("until %(date)s") % {"date": describe(ended["edtf"]).words} if ended["edtf"] else _(
        "ended, date not known"
    )


def _is_plain(when: Date) -> bool:
    """Whether it can be one end of an interval."""
    return bool(when["edtf"]) and not set(when["edtf"]) & set("/[]{},")


# ---------------------------------------------------------------- figures


def how_many(found: Range) -> str:
    """4; 2 to 4"""
    if found.is_exact:
        return number(found.most)
    return _("%(least)s to %(most)s") % {"least": number(found.least), "most": number(found.most)}


def affected(row: Affected) -> str:
    """at least 250 journalists; about 300 NGOs; hundreds, in the words of the source"""
    if row["number"] is None:
        words = row["words"]["text"] if row["words"] else _("a number that is not known")
        whom = of_whom(row)
        return _("%(words)s (%(whom)s)") % {"words": words, "whom": whom} if whom else words
    said = {"many": _many(row["number"], row["whom"])}
    match row["bound"]:
        case "at_least":
            return _("at least %(many)s") % said
        case "about":
            return _("about %(many)s") % said
        case "at_most":
            return _("at most %(many)s") % said
    return said["many"]


def of_whom(row: Affected) -> str:
    """Of whom a figure in words is, where the words do not say it themselves."""
    whom = wording.label(row["whom"])
    told = row["words"]["text"].lower() if row["words"] else ""
    return "" if row["whom"]["code"] in {"unknown", "people"} or whom.lower() in told else inside(whom)


def _many(count: int, whom: Coded) -> str:
    """1 site, 250 journalists; a word of the desk's own as it stands."""
    said = {"n": count, "shown": number(count), "whom": inside(wording.label(whom))}
    return (MANY.get(whom["code"]) or _("%(shown)s %(whom)s")) % said


# ---------------------------------------------------------------- law


def provision(path: Sequence[ProvisionLevel]) -> str:
    """Criminal Code, article 178.3.2: the instrument and the number as it is cited."""
    instrument, last = path[0], path[-1]
    title = wording.best(instrument["titles"])
    law = title["text"] if title else instrument["code"]
    return law if last is instrument else article(law, last["code"])


def article(law: str, code: str) -> str:
    return _("%(law)s, article %(code)s") % {"law": law, "code": code}


# ---------------------------------------------------------------- pieces


def proceeding(kind: Coded) -> str:
    """Criminal proceeding: a heading for a matter that may have no number."""
    if kind["code"] == "unknown":
        return _("Proceeding")
    return _("%(kind)s proceeding") % {"kind": wording.label(kind)}


def kind(coded: Coded) -> str:
    """A kind of detention; of some nobody knows more than that they were held."""
    return _("Kind not known") if coded["code"] == "unknown" else wording.label(coded)


def inside(label: str) -> str:
    """A label inside a sentence: "Journalists" gives "journalists", "NGOs" stays."""
    keeps = wording.language().startswith("de") or label[1:2].isupper()
    return label if keeps else label[:1].lower() + label[1:]


def _listed(words: Iterable[str]) -> str:
    *some, last = words
    return _("%(some)s and %(last)s") % {"some": _(", ").join(some), "last": last} if some else last
