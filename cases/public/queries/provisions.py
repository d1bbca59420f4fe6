"""A provision of law, at any depth: who was charged under it and what became of them; of a law, its life.

It has no document of its own: law needs no publication. What its page says is counted from public cases and
events; a provision that none of them cites has no page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.translation import gettext as _

from cases.public import phrases, wording
from cases.public.addresses import address_of
from cases.public.document import Date, EventText, Provision, ProvisionLevel
from cases.public.models import CaseFacet, Page, PublishedCharge, PublishedEvent, PublishedProvision
from cases.public.queries.timelines import LinkedLaw, Moment, context_moment, merged
from cases.reckoning.counting import Range, everybody
from cases.reckoning.outcomes import ACQUITS
from cases.reference.country_names import alphabetical, country_name

LARGEST = 2**63 - 1
DEEPEST = 6  # levels of one law; an instrument, an article, a part and an item are four
MOST_CASES = 100
MOST_PEOPLE = 200


@dataclass(frozen=True)
class Level:
    """A provision as others refer to it."""

    row: PublishedProvision
    provision: Provision
    address: str
    people: int = 0  # charged under it or below
    cases: int = 0


@dataclass(frozen=True)
class Accused:
    """Somebody who was charged under the provision, with what became of them in each case."""

    titles: Any
    address: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    words: str
    people: Range


@dataclass(frozen=True)
class ProvisionPage:
    row: PublishedProvision
    provision: Provision
    above: tuple[Level, ...]
    below: tuple[Level, ...]
    country: str
    life: tuple[Moment, ...]
    people: int  # charged, each once
    organizations: int
    unnamed: int  # withheld or under a pseudonym, once in each case
    groups: int  # parties in words
    outcomes: tuple[Outcome, ...]
    undecided: Range
    accused: tuple[Accused, ...]
    accused_besides: int
    cases: tuple[Page, ...]
    cases_in_all: int

    @property
    def title(self) -> str:
        return phrases.provision(self.provision["path"])

    @property
    def country_name(self) -> str:
        return country_name(self.country, wording.language())

    @property
    def is_instrument(self) -> bool:
        return not self.above


def provision_page(number: int) -> ProvisionPage:
    """Seven queries: the provision with what stands above it; below it; charges; their people; events; cases,
    and how many these are."""
    if number > LARGEST:
        raise Http404
    above = "__".join(["parent"] * (DEEPEST - 1))
    row = PublishedProvision.objects.select_related(above).filter(number=number).first()
    if row is None:
        raise Http404
    lineage = list(_lineage(row))
    below = list(PublishedProvision.objects.filter(_below(row.number)))
    charges = list(
        PublishedCharge.objects.filter(provision__in=[row.number, *(one.number for one in below)])
        .select_related("standing")
        .order_by("-standing__case__sort_date", "-standing__case_id", "pk")
    )
    events = _events(lineage, below)
    if not charges and not events:
        raise Http404
    cases, in_all = _cases(row.number)
    return ProvisionPage(
        row=row,
        provision=_provision(lineage),
        above=tuple(_level(lineage[: place + 1]) for place in range(len(lineage) - 1)),
        below=tuple(_parts(row, lineage, below, charges)),
        country=lineage[0].country,
        life=merged((), [*events, *validity(_levels(lineage, below), events)]),
        cases=cases,
        cases_in_all=in_all,
        **_people(charges),
    )


MOST_LAWS = 500


def laws_of(code: str = "") -> list[Level]:
    """Codes, laws and treaties that public cases or events cite, of one country or of all. One query."""
    rows = PublishedProvision.objects.filter(_is_cited(), parent=None)
    rows = (rows.filter(country=code) if code else rows).order_by("country", "number")
    return [_level([row]) for row in rows[:MOST_LAWS]]


def _is_cited() -> Q:
    """A public case cites it or something below it, or a public event is of it."""
    key = Cast(OuterRef("number"), CharField())
    cited = Exists(CaseFacet.objects.filter(facet="provision", value=key))
    of_it = Q(instrument=OuterRef("number")) | Q(instrument__parent=OuterRef("number"))
    of_it |= Q(instrument__parent__parent=OuterRef("number"))
    return cited | Exists(PublishedEvent.objects.filter(of_it, page__state=Page.State.LIVE))


@dataclass(frozen=True)
class LawsOf:
    """The laws of one country; treaties have none."""

    country: str
    name: str
    laws: tuple[Level, ...]


def laws() -> list[LawsOf]:
    """Every law, by country in the order of the reader's alphabet. One query."""
    of_countries: dict[str, list[Level]] = {}
    for law in laws_of():
        of_countries.setdefault(law.row.country, []).append(law)
    found = [
        LawsOf(code, country_name(code, wording.language()) if code else "", tuple(some))
        for code, some in of_countries.items()
    ]
    return sorted(found, key=lambda one: (not one.country, alphabetical(one.name, wording.language())))


MOST_CITED = 50  # 178 and all that is below it


def provisions_coded(code: str) -> list[Level]:
    """Provisions with this code that public cases or events cite, and those below them. One query."""
    above = "__".join(["parent"] * (DEEPEST - 1))
    coded = Q(code__iexact=code) | Q(code__istartswith=f"{code}.")
    rows = PublishedProvision.objects.filter(coded & _is_cited()).select_related(above)
    found = sorted(rows.order_by("number")[:MOST_CITED], key=lambda row: (_natural(row.code), row.number))
    return [_level(list(_lineage(row))) for row in found]


def _lineage(row: PublishedProvision) -> Iterator[PublishedProvision]:
    """From the instrument down."""
    if row.parent is not None:
        yield from _lineage(row.parent)
    yield row


def _below(number: int) -> Q:
    found, way = Q(), "parent"
    for _level in range(DEEPEST - 1):
        found |= Q((way, number))
        way += "__parent"
    return found


def _provision(lineage: Iterable[PublishedProvision]) -> Provision:
    """As documents hold it."""
    rows = list(lineage)
    return Provision(
        country=None,
        path=[
            ProvisionLevel(
                key=str(row.number),
                level=row.level,  # type: ignore[typeddict-item]
                code=row.code,
                titles=row.titles,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in rows
        ],
    )


def _level(lineage: list[PublishedProvision], people: int = 0, cases: int = 0) -> Level:
    row = lineage[-1]
    address = address_of("provision", str(row.number))
    return Level(row, _provision(lineage), address, people, cases)


def _who(charge: PublishedCharge) -> tuple[str, str]:
    """Whoever is not named is somebody else in each case."""
    standing = charge.standing
    if standing.key:
        return standing.kind, standing.key
    return "unnamed" if standing.is_person else "group", f"{standing.case_id}/{standing.party}"


def _parts(
    row: PublishedProvision,
    lineage: list[PublishedProvision],
    below: list[PublishedProvision],
    charges: list[PublishedCharge],
) -> Iterator[Level]:
    """What stands directly below it, with who was charged under each, what is below that included."""
    parents = {one.number: one.parent_id for one in below}
    people: dict[int, set[tuple[str, str]]] = {}
    cases: dict[int, set[int]] = {}
    for charge in charges:
        number: int | None = charge.provision_id
        while number is not None and parents.get(number) not in {None, row.number}:
            number = parents.get(number)
        if number is not None and number in parents:
            if charge.standing.is_person:
                people.setdefault(number, set()).add(_who(charge))
            cases.setdefault(number, set()).add(charge.standing.case_id)
    for part in sorted(below, key=lambda one: _natural(one.code)):
        if part.parent_id == row.number:
            yield _level([*lineage, part], len(people.get(part.number, ())), len(cases.get(part.number, ())))


def _natural(code: str) -> tuple[list[int], str]:
    """9 before 10, 178.3 before 178.20."""
    digits = [int(part) if part.isdigit() else 0 for part in code.replace("-", ".").split(".")]
    return digits, code


def _people(charges: list[PublishedCharge]) -> dict[str, Any]:
    """Who was charged, each once; what is in force under the provision, or what is below it."""
    kinds = Counter(kind for kind, _key in {_who(charge) for charge in charges})
    of_each: dict[tuple[str, str], dict[int, Any]] = {}
    decided: dict[int, set[str]] = {}
    for charge in charges:
        if charge.standing.is_person:
            of_each.setdefault(_who(charge), {})[charge.standing_id] = charge.standing
            decided.setdefault(charge.standing_id, set()).add(charge.outcome)
    outcomes: dict[str, list[tuple[int, str, bool]]] = {}
    undecided: Counter[bool] = Counter()
    for (kind, who), standings in of_each.items():
        found = {
            (outcome, one.case_id)
            for pk, one in standings.items()
            for outcome in _weightiest(decided[pk])
            if outcome
        }
        for outcome, case in found:
            outcomes.setdefault(outcome, []).append((case, who, kind == "person"))
        undecided[kind == "person"] += not found
    named = {who: standings for who, standings in of_each.items() if who[0] in {"person", "organization"}}
    pages = {
        (page.kind, page.key): page
        for page in Page.objects.filter(
            kind="person", key__in=[key for kind, key in named], state=Page.State.LIVE
        ).defer("words", "name_keys")
    }
    accused = tuple(
        Accused(
            titles=page.titles,
            address=address_of(page.kind, page.key, page.slug),
            said=tuple(
                dict.fromkeys(
                    phrases.decided(standing.card["decided"])
                    for standing in standings.values()
                    if standing.card.get("decided")
                )
            ),
        )
        for who, standings in named.items()
        if (page := pages.get(who))
    )
    return {
        "people": kinds["person"],
        "organizations": kinds["organization"],
        "unnamed": kinds["unnamed"],
        "groups": kinds["group"],
        "outcomes": tuple(
            sorted(
                (Outcome(phrases.outcome(code), everybody(some)) for code, some in outcomes.items()),
                key=lambda one: -one.people.most,
            )
        ),
        # Of whom a case records no decision, another one may where she is named.
        "undecided": Range(undecided[True], undecided.total()),
        "accused": accused[:MOST_PEOPLE],
        "accused_besides": len(accused[MOST_PEOPLE:]),
    }


def _weightiest(outcomes: set[str]) -> set[str]:
    """Acquitted under one part of an article and convicted under another is convicted under it."""
    return outcomes - ACQUITS - {"", "requalified"} or outcomes


def _events(lineage: list[PublishedProvision], below: list[PublishedProvision]) -> list[Moment]:
    """Events of the provision itself and of what it is part of; of a law also those of its parts."""
    numbers = {one.number for one in (*lineage, *below)}
    events = PublishedEvent.objects.filter(instrument__in=numbers, page__state=Page.State.LIVE)
    events = events.select_related("page").defer("page__words", "page__name_keys")
    pages = [event.page for event in events.order_by("sort_date", "number")]
    return [context_moment(page.key, page.card, address_of("event", page.key, page.slug)) for page in pages]


def _levels(lineage: list[PublishedProvision], below: list[PublishedProvision]) -> list[Level]:
    known = {row.number: row for row in (*lineage, *below)}
    for row in below:
        row.parent = known[row.parent_id or row.number]
    return [_level(list(_lineage(row))) for row in known.values()]


def validity(levels: Iterable[Level], told: Iterable[Moment]) -> Iterator[Moment]:
    """When provisions came into force and ceased to be law, unless an event tells that already."""
    steps = {(moment.law.address, moment.law.step) for moment in told if moment.law}
    for level in levels:
        began, ended = level.row.valid_from, level.row.valid_to
        if began and (level.address, "in_force") not in steps:
            yield _in_force(level, began, _("In force from here on"))
        if ended and not {(level.address, step) for step in ("repealed", "struck_down")} & steps:
            yield _in_force(level, ended, _("In force until here"))


def _in_force(level: Level, when: Date, title: str) -> Moment:
    return Moment(
        key=None,
        date=when,
        texts=[EventText(language=wording.language(), title=title, text="")],
        kind=None,
        place="",
        countries=(),
        address="",
        anchor="",
        refs=(),
        is_context=True,
        law=LinkedLaw(level.provision, level.address, ""),
    )


def _cases(number: int) -> tuple[tuple[Page, ...], int]:
    cited = CaseFacet.objects.filter(facet="provision", value=str(number), case=OuterRef("case"))
    rows = Page.objects.filter(Exists(cited), kind="case", state=Page.State.LIVE)
    in_all = rows.aggregate(all=Count("pk"))["all"]
    rows = rows.order_by("-case__sort_date", "-case__number").defer("words", "name_keys")
    return tuple(rows[:MOST_CASES]), in_all
