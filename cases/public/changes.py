"""What one version of a page says and the one before it did not, in words: (document, document) -> changes.

Public readers are told which parts changed, and of dates, places, sentences and the like from what to what.
Nothing that somebody wrote is quoted to them of the former version, no name, title or place: it may have been
taken out to protect somebody. An editor, who is about to publish, reads those too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.public import phrases, wording
from cases.public.document import Coded
from cases.public.matching import Pair, Row, matched, unbroken
from cases.text import dates, languages

SHORT = 100  # letters; of longer words only those that differ are quoted, with some around them
MOST = 300  # letters; more than that is not quoted in a list
AROUND = 4  # words

Action = Literal["added", "changed", "removed"]
Names = Mapping[str, str]  # "participant-2" -> how she is called


@dataclass(frozen=True)
class Difference:
    """One part of a row: from what to what, or, where neither is quoted, only that it changed."""

    label: str
    before: str = ""
    after: str = ""

    @property
    def is_quoted(self) -> bool:
        return bool(self.before or self.after)


@dataclass(frozen=True)
class Change:
    action: Action
    part: str  # "Step"
    title: str = ""  # "Convicted, 21 Jun 2017"; '' where there is only one such part
    differences: tuple[Difference, ...] = ()

    @property
    def word(self) -> str:
        return {"added": _("Added"), "changed": _("Changed"), "removed": _("Taken out")}[self.action]


class Part(NamedTuple):
    """What stands under one label."""

    words: str = ""
    code: str = ""  # of a term: its label may change by itself
    is_plain: bool = False  # a date, a term, a figure: what may be quoted to the public

    @property
    def key(self) -> str:
        return self.code or self.words


Parts = dict[str, Part]  # by label


def changes(document: Any, former: Any, *, in_full: bool) -> tuple[Change, ...]:
    """Facts and texts first, then rows. `in_full` quotes names and texts too."""
    rows = matched(document, former)
    facts = list(_of_facts(_facts(document), _facts(former), in_full=in_full))
    named = _names(document), _names(former)
    return (
        *facts,
        *(
            _of_row(kind, pair, named, in_full=in_full)
            for kind, pairs in rows.items()
            for pair in pairs
            if pair.mark
        ),
    )


def _of_facts(now: Parts, before: Parts, *, in_full: bool) -> Iterator[Change]:
    for label in dict.fromkeys([*now, *before]):
        one, other = now.get(label, Part()), before.get(label, Part())
        if one.key != other.key:
            action: Action = "changed" if one.words and other.words else "added" if one.words else "removed"
            difference = _difference("", one, other, in_full=in_full)
            yield Change(action, label, differences=(difference,) if difference.is_quoted else ())


def _of_row(kind: str, pair: Pair, named: tuple[Names, Names], *, in_full: bool) -> Change:
    part, title_of, parts_of = ROWS[kind]
    now = parts_of(pair.now, named[0]) if pair.now else {}
    before = parts_of(pair.before, named[1]) if pair.before else {}
    row, names, place = (
        (pair.now, named[0], pair.number) if pair.now else (pair.before, named[1], pair.before_number)
    )
    assert row is not None  # noqa: S101  (a pair has one of the two)
    if pair.now or in_full:
        title = title_of(row, names.get(f"{kind}-{place}") or names.get(row.get("party", ""), ""))
    else:
        title = _title_of_the_gone(row)
    differences = [
        _difference(label, one, other, in_full=in_full)
        for label in dict.fromkeys([*now, *before])
        if (one := now.get(label, Part())).key != (other := before.get(label, Part())).key
    ]
    if not (pair.now and pair.before):  # What is new is told with what it says; what is gone is only named.
        told = differences if in_full or pair.now else []
        differences = [one for one in told if one.is_quoted and (one.before or one.after) not in title]
    return Change(pair.mark or "changed", part(), title, tuple(differences))


def _title_of_the_gone(row: Row) -> str:
    """By terms and dates alone: why something was taken out nobody knows."""
    terms = [wording.label(row[name]) for name in ("role", "kind", "relation", "status") if row.get(name)]
    when = next((_dated(row[name]).words for name in ("date", "began", "published") if row.get(name)), "")
    return _titled(*terms, when)


def _difference(label: str, now: Part, before: Part, *, in_full: bool) -> Difference:
    if before.words and not (in_full or before.is_plain):
        return Difference(label)
    words = before.words, now.words
    if all(words) and max(map(len, words)) > SHORT:
        words = _where_they_differ(*words)
    is_told = words[0] != words[1] and max(map(len, words)) <= MOST
    return Difference(label, *words) if is_told else Difference(label)


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Of two texts what stands between their common beginning and end, with some words around it."""
    some, others = one.split(), other.split()
    least = min(len(some), len(others))
    head = next((place for place in range(least) if some[place] != others[place]), least)
    rest = least - head
    tail = next((place for place in range(rest) if some[-place - 1] != others[-place - 1]), rest)
    return _cut(some, head - AROUND, tail - AROUND), _cut(others, head - AROUND, tail - AROUND)


def _cut(words: Sequence[str], head: int, tail: int) -> str:
    kept = words[max(head, 0) : len(words) - max(tail, 0)]
    return " ".join([*(["…"] if head > 0 else []), *kept, *(["…"] if tail > 0 else [])])


# ---------------------------------------------------------------- names


def _names(document: Any) -> dict[str, str]:
    return {f"participant-{n}": _called(row) for n, row in enumerate(document.get("participants", ()), 1)}


def _called(row: Any) -> str:
    if name := wording.called(row["names"]):
        return name["text"]
    if row["label"]:
        return str(row["label"]["text"])
    return _("%(role)s, name withheld") % {"role": wording.label(row["role"])}


# ---------------------------------------------------------------- pieces


def _coded(coded: Coded | None) -> Part:
    return Part(wording.label(coded), coded["code"], is_plain=True) if coded else Part()


def _all_coded(several: Iterable[Coded]) -> Part:
    rows = list(several)
    return Part(", ".join(map(wording.label, rows)), " ".join(row["code"] for row in rows), is_plain=True)


def _dated(value: Any) -> Part:
    return Part(dates.in_words(value["edtf"]), value["edtf"], is_plain=True) if value else Part()


def _text(text: Any) -> Part:
    return Part(unbroken(text["text"])) if text else Part()


def _reference(who: Any) -> Part:
    name = wording.called(who["names"]) if who else None
    return Part(name["text"] if name else "")


def _all_names(several: Iterable[Any]) -> Part:
    return Part(", ".join(part.words for who in several if (part := _reference(who)).words))


def _parties(some: Sequence[str], names: Names) -> Part:
    """Whom a row is about."""
    return Part(", ".join(sorted(names.get(one, "") for one in some)))


def _yes_or_no(value: bool | None) -> Part:
    return Part({None: "", True: _("yes"), False: _("no")}[value], is_plain=True)


def _laws(provisions: Iterable[Any]) -> Part:
    return Part("; ".join(dict.fromkeys(phrases.provision(one["path"]) for one in provisions)), is_plain=True)


def _titled(*parts: str) -> str:
    return ", ".join(part for part in dict.fromkeys(parts) if part)


# ---------------------------------------------------------------- facts and texts of a document


def _facts(document: Any) -> Parts:
    return {**FACTS[document["kind"]](document), **_texts(document)}


def _texts(document: Any) -> Parts:
    """Each text in each language."""
    labels = {
        "title": _("Title (%(language)s)"),
        "summary": _("Summary (%(language)s)"),
        "narrative": _("What happened (%(language)s)"),
        "text": _("Text (%(language)s)"),
    }
    return {
        label % {"language": languages.name(text["language"])}: Part(unbroken(text[name]))
        for text in document["texts"]
        for name, label in labels.items()
        if text.get(name)
    }


def _case(document: Any) -> Parts:
    countries = document["countries"]
    return {
        _("Types"): _all_coded(document["types"]),
        _("Tags"): _all_coded(document["tags"]),
        _("Country"): Part(
            "; ".join(f"{wording.label(row)} ({wording.label(row['role'])})" for row in countries),
            " ".join(f"{row['code']}:{row['role']['code']}" for row in countries),
            is_plain=True,
        ),
        _("Began"): _dated(document["began"]),
        _("Ended"): _dated(document["ended"]),
        _("Status"): _status(document),
        _("Redress"): _coded(document["redress"]),
    }


def _status(document: Any) -> Part:
    status, when = _coded(document["status"]), _dated(document["status_as_of"])
    if not when.words:
        return status
    words = _("%(status)s, as last reported %(date)s") % {"status": status.words, "date": when.words}
    return Part(words, f"{status.code} {when.code}", is_plain=True)


def _person(document: Any) -> Parts:
    return {
        _("Names"): _all_names([{"kind": "person", "names": [name]} for name in document["names"]]),
        _("Gender"): _coded(document["gender"]),
        _("Born"): Part(document["born"]),
        _("Died"): Part(document["died"]),
        _("Nationality"): _all_coded(document["nationalities"]),
        _("Occupation"): _all_coded(document["occupations"]),
    }


def _organization(document: Any) -> Parts:
    return {
        _("Names"): _all_names([{"kind": "organization", "names": [name]} for name in document["names"]]),
        _("Kind"): _coded(document["organization_kind"]),
        _("Country"): _coded(document["country"]),
        _("Founded"): _dated(document["founded"]),
        _("Dissolved"): _dated(document["dissolved"]),
        _("Part of"): _reference(document["parent"]),
        _("Website"): Part(document["website"]),
    }


def _event(document: Any) -> Parts:
    instrument, law_step = document["instrument"], document["law_step"]
    return {
        _("Kind"): _coded(document["event_kind"]),
        _("Date"): _dated(document["date"]),
        _("Countries"): _all_coded(document["countries"]),
        _("Place"): Part(document["place"]),
        _("Law"): _laws([instrument] if instrument else []),
        _("What happened to the law"): Part(str(phrases.LAW_STEPS.get(law_step, law_step)), law_step),
    }


FACTS: dict[str, Callable[[Any], Parts]] = {
    "case": _case,
    "person": _person,
    "organization": _organization,
    "event": _event,
    "country": lambda document: {},
}


# ---------------------------------------------------------------- rows


def _participant(row: Row, names: Names) -> Parts:
    return {
        _("name"): Part(_called(row)),
        _("role"): _coded(row["role"]),
        _("how many"): Part(str(row["count"] or "")),
        _("affiliation"): _text(row["affiliation"]),
        _("age"): Part(row["age"]),
        _("occupation or kind"): _all_coded(row["traits"]),
        _("country"): _coded(row["country"]),
        _("link to the work"): _coded(row["work_link"]),
        _("certainty"): _coded(row["certainty"]),
    }


def _proceeding(row: Row, names: Names) -> Parts:
    return {
        _("number"): Part(", ".join(number["number"] for number in row["numbers"])),
        _("before"): _reference(row["body"]),
        _("brought by"): _parties(row["brought_by"], names),
        _("parties"): _parties(row["parties"], names),
        _("amount claimed"): Part(phrases.amount(row["amount"], row["currency"]), is_plain=True),
    }


def _step(row: Row, names: Names) -> Parts:
    return {
        _("date"): _dated(row["date"]),
        _("step"): _coded(row["kind"]),
        _("court or body"): _reference(row["body"]),
        _("for"): _parties(row["parties"], names),
        _("charges"): _laws(charge["provision"] for charge in row["charges"]),
        _("requalified to"): _laws([row["requalified_to"]] if row["requalified_to"] else []),
        _("sanctions"): _sanctions(row["sanctions"], names),
        _("in absentia"): _yes_or_no(row["in_absentia"]),
        _("judges"): _officials(row, "judge"),
        _("prosecutors"): _officials(row, "prosecutor"),
        _("what was decided"): _text(row["text"]),
    }


def _sanctions(rows: Sequence[Any], names: Names) -> Part:
    """In words without whom each is for, unless there are several; that one is for somebody else counts."""
    told = sorted((names.get(row["party"], ""), phrases.sanction(row)) for row in rows)
    whose = "; ".join(f"{name}: {words}" for name, words in told)
    if len({words for _name, words in told}) == 1:
        return Part(told[0][1], whose, is_plain=True)
    return Part(whose)


def _officials(row: Row, office: str) -> Part:
    return _all_names(one["who"] for one in row["officials"] if one["office"] == office)


def _detention(row: Row, names: Names) -> Parts:
    return {
        _("from"): _dated(row["began"]),
        _("to"): _dated(row["ended"]) if row["ended"] and row["ended"]["edtf"] else _ended(row),
        _("kind"): _coded(row["kind"]),
        _("place"): Part(row["place"]),
        _("institution"): _reference(row["institution"]),
        _("access to a lawyer"): _yes_or_no(row["lawyer_access"]),
        _("access to family"): _yes_or_no(row["family_access"]),
        _("last confirmed"): _dated(row["confirmed"]),
    }


def _ended(row: Row) -> Part:
    return Part(_("ended, date not known"), is_plain=True) if row["ended"] else Part()


def _affected(row: Row, names: Names) -> Parts:
    return {
        _("how many"): Part(phrases.affected(row)),  # type: ignore[arg-type]
        _("what was done"): _coded(row["done"]),
    }


def _event_row(row: Row, names: Names) -> Parts:
    return {
        _("date"): _dated(row["date"]),
        _("kind"): _coded(row["kind"]),
        _("place"): Part(row["place"]),
        _("countries"): _all_coded(row["countries"]),
        _("affected"): Part("; ".join(phrases.affected(one) for one in row["affected"])),
        **_texts(row),
    }


def _relation(row: Row, names: Names) -> Parts:
    return {
        _("relation"): _coded(row["relation"]),
        _("certainty"): _coded(row["certainty"]),
    }


def _source(row: Row, names: Names) -> Parts:
    claims = sum(len(place["used_for"]) for place in row["places"])
    return {
        _("title"): _text(row["title"]),
        _("author"): Part(row["author"]),
        _("publisher"): Part(row["publisher"]),
        _("published"): _dated(row["published"]),
        _("kind"): _coded(row["kind"]),
        _("address"): Part(row["url"]),
        _("archived copy"): Part(row["archived_url"]),
        _("reliability"): Part(row["reliability"]),
        _("held by the desk"): Part(_("yes") if row["held"] else ""),
        _("cited without a link"): Part(_("yes") if row["harmful"] else ""),
        _("places"): Part("; ".join(map(_place, row["places"]))),
        _("cited for"): Part(ngettext("%(n)s claim", "%(n)s claims", claims) % {"n": claims}, is_plain=True),
    }


def _place(row: Row) -> str:
    says = {"contradicts": _("contradicts"), "mentions": _("mentions")}.get(row["says"], "")
    return _titled(row["locator"], f"“{row['quotation']['text']}”" if row["quotation"] else "", says)


def _legal_status(row: Row, names: Names) -> Parts:
    return {
        _("status"): _coded(row["status"]),
        _("from"): _dated(row["began"]),
        _("to"): _dated(row["ended"]),
        _("by"): _reference(row["by"]),
    }


def _domain(row: Row, names: Names) -> Parts:
    return {
        _("blocked in"): _coded(row["country"]),
        _("from"): _dated(row["blocked_from"]),
        _("to"): _dated(row["blocked_to"]),
    }


def _indicator(row: Row, names: Names) -> Parts:
    return {
        _("value"): Part(_of(row), is_plain=True),
        _("year"): Part(row["year"], is_plain=True),
        _("compared with"): _text(row["compared_with"]),
        _("value compared with"): Part(row["compared_value"], is_plain=True),
        _("note"): _text(row["note"]),
    }


def _of(row: Row) -> str:
    rank = {"value": row["value"], "out_of": row["out_of"]}
    return _("%(value)s of %(out_of)s") % rank if row["out_of"] else str(row["value"])


def _participant_title(row: Row, called: str) -> str:
    return _titled(called, wording.label(row["role"]))


def _event_title(row: Row, called: str) -> str:
    text = wording.best(row["texts"])
    return _titled(text["title"] if text else wording.label(row["kind"]), _dated(row["date"]).words)


def _detention_title(row: Row, called: str) -> str:
    return _titled(called, phrases.kind(row["kind"]), _dated(row["began"]).words)


def _proceeding_title(row: Row, called: str) -> str:
    return _titled(phrases.proceeding(row["kind"]), *(number["number"] for number in row["numbers"]))


def _relation_title(row: Row, called: str) -> str:
    text = wording.best(row["titles"])
    return str(text["text"] if text else row["key"])


Title = Callable[[Any, str], str]  # of a row, and how its party is called

ROWS: dict[str, tuple[Callable[[], str], Title, Callable[[Row, Names], Parts]]] = {
    "participant": (lambda: _("Person or organization"), _participant_title, _participant),
    "proceeding": (lambda: _("Proceeding"), _proceeding_title, _proceeding),
    "charge": (
        lambda: _("Charge"),
        lambda row, called: _titled(called, phrases.provision(row["provision"]["path"])),
        lambda row, names: {_("under"): _laws([row["provision"]])},
    ),
    "step": (
        lambda: _("Step"),
        lambda row, called: _titled(wording.label(row["kind"]), _dated(row["date"]).words),
        _step,
    ),
    "detention": (lambda: _("Detention"), _detention_title, _detention),
    "affected": (lambda: _("Affected"), lambda row, called: phrases.affected(row), _affected),
    "event": (lambda: _("Event"), _event_title, _event_row),
    "relation": (lambda: _("Related case"), _relation_title, _relation),
    "source": (lambda: _("Source"), lambda row, called: row["title"]["text"], _source),
    "legal_status": (
        lambda: _("Legal status"),
        lambda row, called: _titled(wording.label(row["country"]), wording.label(row["status"])),
        _legal_status,
    ),
    "domain": (
        lambda: _("Site"),
        lambda row, called: _titled(row["name"], wording.label(row["country"])),
        _domain,
    ),
    "indicator": (
        lambda: _("Indicator"),
        lambda row, called: _titled(wording.label(row["kind"]), row["year"]),
        _indicator,
    ),
}
