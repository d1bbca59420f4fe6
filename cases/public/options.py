"""What there is to choose from in each filter: its values by their labels in the reader's language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Case, F, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.public import phrases, wording
from cases.public.facets import UNKNOWN, Index
from cases.public.models import Page, PublishedProvision
from cases.reckoning.outcomes import DECIDED, OUTCOMES, STAGES
from cases.reference.country_names import alphabetical, country_name, every_name
from cases.reference.models import Country, Term, TermLabel, Vocabulary
from cases.text import languages
from cases.text.folding import fold


@dataclass(frozen=True)
class Option:
    """One value of a filter, by its label in the reader's language."""

    value: str
    label: str
    depth: int = 0
    used: bool = True  # some published record has it: else it is right to ask for, but not offered
    keys: tuple[str, ...] = ()  # what is looked for, where that is not the value itself
    called: str = ""  # other names by which it is searched for among the choices


Options = Mapping[str, list[Option]]
Offered = dict[str, list[Option]]


# Which filter offers the terms of which vocabulary. Who was targeted may be a person or an organization.
CASE_TERMS = {
    Vocabulary.CASE_TYPE: "type",
    Vocabulary.OCCUPATION: "target",
    Vocabulary.ORGANIZATION_KIND: "target",
    Vocabulary.CASE_STATUS: "status",
    Vocabulary.TAG: "tag",
    Vocabulary.EVENT_KIND: "event_kind",
    Vocabulary.COUNTRY_ROLE: "country_role",
}
PERSON_TERMS = {
    Vocabulary.ROLE: "role",
    Vocabulary.OCCUPATION: "occupation",
    Vocabulary.GENDER: "gender",
}
ORGANIZATION_TERMS = {
    Vocabulary.ORGANIZATION_KIND: "kind",
    Vocabulary.ROLE: "role",
    Vocabulary.ORGANIZATION_STATUS: "legal_status",
    Vocabulary.CASE_TYPE: "measure",
}
EVENT_TERMS = {Vocabulary.EVENT_KIND: "kind"}

# Filters whose values are permalink numbers of pages: of which kind.
PAGES = {"within": "case", "authority": "organization", "person": "person", "organization": "organization"}

# Those whose values may be such numbers, which readers know with the sign that stands before them: № 12.
NUMBERED = PAGES.keys() | {"provision", "provision_number"}

MOST_NAMED = 30  # pages or provisions that a facet offers by name: those that most others have

# Where nothing is recorded of a page, that is a value of its own. A status has a word for it already.
HAS_WORD = frozenset({"status", "type", "tag", "country_role"})

# Of somebody with several cases, the first one counts.
CUSTODY = ("now", "unknown", "released", "none")


def custody_options() -> list[Option]:
    labels = (
        _("In custody, confirmed within 12 months"),
        _("Not known whether still held"),
        _("Held before, no longer"),
        _("No detention recorded"),
    )
    return [Option(word, label) for word, label in zip(CUSTODY, labels, strict=True)]


# After the code of a trait: the cases of which it is not recorded, which does not say that they lack it.
NOT_RECORDED = "_not_recorded"


def trait_options() -> list[Option]:
    labels = {
        "in_absentia": (_("Tried in absentia"), _("No trial in absentia recorded")),
        "cross_border": (_("Crosses a border"), _("No border recorded that it crosses")),
        "mass": (_("Against many"), _("Not recorded as against many")),
    }
    return [
        Option(code + absent, label)
        for code, both in labels.items()
        for absent, label in zip(("", NOT_RECORDED), both, strict=True)
    ]


def case_options(query: QueryDict, index: Index) -> Options:
    """Every value that a list of cases may be asked for. One query where the address names provisions or
    pages; two more after a publication: terms and countries."""
    return _of_cases(index) | _named(query, index, {"within", "authority"}, of_provisions=True)


def people_options(query: QueryDict, index: Index) -> Options:
    """As many queries as for cases."""
    return _of_people(index) | _named(query, index, {"within"}, of_provisions=True)


def organization_options(query: QueryDict, index: Index) -> Options:
    """No query but after a publication."""
    return _of_organizations(index)


def event_options(query: QueryDict, index: Index) -> Options:
    """As many queries as for cases."""
    return _of_events(index) | _named(query, index, {"person", "organization"})


# ---------------------------------------------------------------- what stays until the next publication


Made = TypeVar("Made")


def until_published(make: Callable[[Index], Made]) -> Callable[[Index], Made]:
    """Made once for each index, of which a changed term makes another, and language; nobody alters it."""
    known: dict[str, tuple[Index, Made]] = {}

    @wraps(make)
    def kept(index: Index) -> Made:
        language = get_language() or "en"
        before = known.get(language)
        if before and before[0] is index and index.as_of.number:
            return before[1]
        made = make(index)
        known[language] = (index, made)
        return made

    return kept


@until_published
def _of_cases(index: Index) -> Offered:
    terms = _term_options(CASE_TERMS, index, {"stage": STAGES, "outcome": OUTCOMES})
    decided = Option(
        DECIDED, _("Decided, nothing further recorded"), used=bool(index.having("stage", DECIDED))
    )
    return terms | {
        "stage": [*terms["stage"][:-1], decided, terms["stage"][-1]],
        **_countries(index, {"country"}),
        "language": _languages(index),
        "custody": custody_options(),
        "part": [Option("whole", _("Not part of a larger case")), Option("part", _("Part of a larger case"))],
        "trait": trait_options(),
    }


@until_published
def _of_people(index: Index) -> Offered:
    return {
        **_term_options(PERSON_TERMS, index, {"outcome": OUTCOMES}),
        **_countries(index, {"country", "nationality"}),
        "custody": custody_options(),
    }


@until_published
def _of_organizations(index: Index) -> Offered:
    return {**_term_options(ORGANIZATION_TERMS, index), **_countries(index, {"country"})}


@until_published
def _of_events(index: Index) -> Offered:
    places = [Option(place, place) for place in sorted(index.values("place")) if place != UNKNOWN]
    return {
        **_term_options(EVENT_TERMS, index),
        **_countries(index, {"country"}),
        "place": places + _not_recorded("place", index),
    }


def _not_recorded(name: str, index: Index) -> list[Option]:
    return [Option(UNKNOWN, _("Not recorded"), used=bool(index.having(name, UNKNOWN)))]


def _term_options(
    vocabularies: Mapping[Vocabulary, str], index: Index, steps: Mapping[str, Set[str]] | None = None
) -> dict[str, list[Option]]:
    """Terms by filter; `steps` are filters of some steps of a proceeding. One query."""
    steps = steps or {}
    is_step = Q(vocabulary=Vocabulary.STEP_KIND)
    facet = Case(
        *(When(vocabulary=vocabulary, then=Value(name)) for vocabulary, name in vocabularies.items()),
        *(When(is_step & Q(code__in=codes), then=Value(name)) for name, codes in steps.items()),
    )
    wanted = Q(vocabulary__in=vocabularies) | is_step & Q(code__in=set().union(*steps.values()))
    used = {name: set(index.values(name)) for name in (*vocabularies.values(), *steps)}
    found: dict[str, dict[str, Option]] = {name: {} for name in used}
    for name, option in _terms(wanted, facet):
        same = found[name].get(option.value)
        label = option.label
        if same and same.label != label:  # "prosecutor" is an occupation and a kind of organization
            label = f"{same.label}; {label}"
        depth = 0 if name in steps else option.depth
        found[name][option.value] = Option(option.value, label, depth, option.value in used[name])
    for name in found.keys() - HAS_WORD:
        found[name].pop(UNKNOWN, None)
        for option in _not_recorded(name, index):
            found[name][UNKNOWN] = option
    return {name: list(options.values()) for name, options in found.items()}


def _languages(index: Index) -> list[Option]:
    codes = index.values("language")
    return sorted((Option(code, languages.name(code)) for code in codes), key=lambda option: option.label)


def _terms(wanted: Q, facet: Case) -> Iterator[tuple[str, Option]]:
    """The filter of each term, and what it offers. One query."""
    spoken = get_language() or "en"
    labels = TermLabel.objects.filter(term=OuterRef("pk")).values("label")
    rows = (
        Term.objects.filter(wanted)
        .in_tree_order()
        .annotate(
            facet=facet,
            shown=Coalesce(
                Subquery(labels.filter(language=spoken)[:1]),
                Subquery(labels.filter(language=spoken.partition("-")[0])[:1]),
                F("label"),
            ),
        )
        .values_list("facet", "code", "shown", "parent", "parent__parent")
    )
    for name, code, label, parent, grandparent in rows:
        yield name, Option(code, label, depth=bool(parent) + bool(grandparent))


def _countries(index: Index, filters: Set[str]) -> Offered:
    """One query."""
    codes = list(Country.objects.order_by().values_list("code", flat=True))
    found = {}
    for name in filters:
        used = set(index.values(name))
        found[name] = _in_order((code, code in used) for code in codes) + _not_recorded(name, index)
    return found


# ---------------------------------------------------------------- pages and provisions, by name

MOST_KEPT = 20_000  # of which it is kept how they are called

Key = tuple[str, str]  # a filter, and its value: the number of a page or a provision


def by_name(index: Index, keys: Set[Key]) -> dict[Key, Option]:
    """What these are called, of all that is public. One query for pages and one for provisions, where one was
    not called by its name since the last publication."""
    before = _called_before(index)
    known = {key: before[key] for key in keys & before.keys()}
    if missing := keys - known.keys():
        read = dict.fromkeys(missing) | dict(_read_by_name(missing))
        if len(before) + len(read) > MOST_KEPT:
            before.clear()
        before |= read
        known |= read
    return {key: option for key, option in known.items() if option}


@until_published
def _called_before(index: Index) -> dict[Key, Option | None]:
    """None where it is not public."""
    return {}


def _read_by_name(keys: Set[Key]) -> Iterator[tuple[Key, Option]]:
    of_pages = {key for key in keys if key[0] in PAGES}
    numbers = [number for _name, number in keys - of_pages]
    for _what, code, number, titles, law in _provision_rows((), numbers) if numbers else ():
        yield ("provision_number", str(number)), _law((str(number), code, titles, law))
    wanted: dict[str, set[str]] = {}
    for name, number in of_pages:
        wanted.setdefault(name, set()).add(number)
    titles_of = {(kind, key): titles for kind, key, _no, titles, _law in _page_rows(wanted)} if wanted else {}
    for name, number in of_pages:
        if titles := titles_of.get((PAGES[name], number)):
            yield (name, number), Option(number, page_label(name, number, titles))


# ---------------------------------------------------------------- what only an address that names it offers


def _named(query: QueryDict, index: Index, of_pages: Set[str], *, of_provisions: bool = False) -> Offered:
    """The pages and provisions that the address names. One query for all."""
    codes = {value: code_cited(value) for value in query.getlist("provision")}
    chosen = {value for value in query.getlist("provision_number") if _is_number(value)}
    named = {name: {value for value in query.getlist(name) if _is_number(value)} for name in of_pages}
    asked = []
    if codes or chosen:
        asked.append(_provision_rows(codes.values(), chosen))
    if any(named.values()):
        asked.append(_page_rows(named))
    rows = list(asked[0].union(*asked[1:], all=True)) if asked else []
    titles_of = {(what, key): titles for what, key, _used, titles, _law in rows}
    cited = [(str(number), code, titles, law) for what, code, number, titles, law in rows if what == "law"]
    found = {
        name: [
            Option(key, page_label(name, key, titles_of[PAGES[name], key]))
            for key in sorted(keys, key=int)
            if (PAGES[name], key) in titles_of and (name != "authority" or index.having(name, key))
        ]
        for name, keys in named.items()
    }
    if "authority" in found:
        found["authority"] += _not_recorded("authority", index)
    if not of_provisions:
        return found
    return found | {
        "provision": list(_cited_as(codes, cited)),
        "provision_number": [_law(row) for row in cited if row[0] in chosen],
    }


def provisions_called(text: str, numbers: Iterable[str]) -> list[str]:
    """Of these laws and articles those with all of these words, by their beginnings, in what they are called:
    `hooligan` finds article 213. One query."""
    pieces = [f" {fold(piece)}" for piece in text.split()]
    found = []
    for _what, code, number, titles, law in _provision_rows((), numbers) if numbers else ():
        called = [_law_label(code, titles, law), *(title["text"] for title in titles)]
        if all(piece in f" {fold(' '.join(called))}" for piece in pieces):
            found.append(str(number))
    return found


def _law(row: tuple[str, str, Any, Any]) -> Option:
    number, code, titles, law = row
    return Option(number, _law_label(code, titles, law), keys=(number,))


def page_label(name: str, key: str, titles: Any) -> str:
    """How a page is called among the values of a filter: cases by their number as well."""
    title = wording.best(titles)
    number = f"№ {key}"
    if name == "within":
        return f"{number} {title['text']}" if title else number
    return title["text"] if title else number


NO_TITLES = Value(None, JSONField())
NO_NUMBER = Value(None, BigIntegerField())


def _provision_rows(codes: Iterable[str], numbers: Iterable[str]) -> QuerySet[Any, Any]:
    wanted = Q(number__in=[int(number) for number in numbers])
    for code in codes:
        wanted |= Q(code__iexact=code) | Q(code__istartswith=f"{code}.") if code else Q()
    above = "parent__parent__parent"
    return (
        PublishedProvision.objects.filter(wanted)
        .annotate(
            what=Value("law"),
            law=Coalesce(f"{above}__titles", "parent__parent__titles", "parent__titles", "titles"),
        )
        .values_list("what", "code", "number", "titles", "law")
    )


def _page_rows(named: Mapping[str, Set[str]]) -> QuerySet[Any, Any]:
    wanted = Q(pk__in=[])
    for name, keys in named.items():
        wanted |= Q(kind=PAGES[name], key__in=keys)
    rows = Page.objects.filter(wanted, state=Page.State.LIVE)
    return rows.annotate(what=F("kind"), used=NO_NUMBER, law=NO_TITLES).values_list(
        "what", "key", "used", "titles", "law"
    )


def _cited_as(codes: Mapping[str, str], cited: Iterable[tuple[str, str, Any, Any]]) -> Iterator[Option]:
    """What somebody typed, `178` or `art. 178.3`, finds all that is cited so and what stands below. Under
    what is not known nobody was charged."""
    rows = list(cited)
    for value, code in codes.items():
        if not code:
            continue
        found = [row for row in rows if f"{row[1].lower()}.".startswith(f"{code.lower()}.")]
        law = {_law_label("", [], row[3]) for row in found}
        label = f"{code}, {law.pop()}" if len(law) == 1 else code
        yield Option(value, label, keys=tuple(row[0] for row in found))


def code_cited(typed: str) -> str:
    """`art. 178.3`, `§ 178.3` and `178.3 CC` are cited as `178.3`."""
    return re.sub(r"^\D+|[.,;:]*(\s+(?!bis|ter|quater)\D+)?$", "", typed.strip())[:60]


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,17}", text))


def _law_label(code: str, titles: Any, law: Any) -> str:
    title = wording.best(law or titles)
    words = title["text"] if title else ""
    return phrases.article(words, code) if code else words


def _in_order(rows: Iterable[tuple[str, Any]]) -> list[Option]:
    spoken = get_language() or "en"
    countries = [
        Option(code, country_name(code, spoken), used=bool(is_used), called=" ".join(every_name(code)))
        for code, is_used in rows
    ]
    return sorted(countries, key=lambda option: alphabetical(option.label, spoken))
