"""The home page: the newest cases, and figures that say what they count."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from cases.public import facets, wording
from cases.public.facets import Index
from cases.public.freshness import Newest
from cases.public.models import Page, PublishedStanding
from cases.reference.country_names import alphabetical, country_name
from cases.reference.models import SOURCE_LANGUAGE, Term, Vocabulary

NEWEST = 5
LONGEST = 6  # lines of "by country", "by what was done", "by who was targeted"
ROLES = ("lead", "place", "host")  # columns of the table of countries


@dataclass(frozen=True)
class Figure:
    """How many cases have this value."""

    code: str
    label: str
    cases: int


@dataclass(frozen=True)
class CountryFigures:
    code: str
    label: str
    cases: int
    in_roles: list[int]


@dataclass(frozen=True)
class HomePage:
    newest: list[Page]
    cases: int
    parts: int  # of these cases: parts of a larger one
    people: int
    countries: int
    roles: list[str]
    by_country: list[CountryFigures]
    by_type: list[Figure]
    by_target: list[Figure]


def home_page() -> HomePage:
    """Two queries, the newest and labels; people are counted once after each publication. Once a second one
    asks whether there was any."""
    index = facets.current()
    newest = Page.objects.filter(kind="case", state=Page.State.LIVE).defer("words", "name_keys")
    counts = _counts(index)
    labels = _labels(counts)
    countries = _countries(counts)
    return HomePage(
        newest=list(newest.order_by("-first_published", "-id")[:NEWEST]),
        cases=sum(counts["part"].values()),
        parts=counts["part"].get("part", 0),
        people=_people_as_of(index.as_of),
        countries=len(countries),
        roles=[labels.terms[Vocabulary.COUNTRY_ROLE, role] for role in ROLES],
        by_country=countries[:LONGEST],
        by_type=_most(counts["type"], labels.of(Vocabulary.CASE_TYPE)),
        by_target=_most(
            counts["target"], labels.of(Vocabulary.ORGANIZATION_KIND) | labels.of(Vocabulary.OCCUPATION)
        ),
    )


Counts = dict[str, dict[str, int]]  # facet -> value -> cases


def _counts(index: Index) -> Counts:
    names = ["part", "type", "target", "country", *(f"country:{role}" for role in ROLES)]
    counts = {name: index.counts(index.every, name) for name in names}
    return {name: {value: cases for value, cases in found.items() if cases} for name, found in counts.items()}


@lru_cache(maxsize=1)
def _people_as_of(_newest: Newest) -> int:
    """They are not in the index, and a second to count in a million cases."""
    return PublishedStanding.objects.count_people_targeted()


@dataclass(frozen=True)
class Labels:
    """Of what was counted, without what only gathers: "Abduction" says more than "Deprivation of liberty"."""

    terms: dict[tuple[str, str], str]

    def of(self, vocabulary: str) -> dict[str, str]:
        return {code: label for (kind, code), label in self.terms.items() if kind == vocabulary}


def _labels(counts: Counts) -> Labels:
    terms = Term.objects.filter(
        Q(vocabulary=Vocabulary.CASE_TYPE, code__in=counts["type"])
        | Q(vocabulary__in=(Vocabulary.OCCUPATION, Vocabulary.ORGANIZATION_KIND), code__in=counts["target"])
        | Q(vocabulary=Vocabulary.COUNTRY_ROLE, code__in=ROLES)
    )
    if wording.language() != SOURCE_LANGUAGE:
        terms = terms.with_labels()
    found = list(terms)
    above = {term.parent_id for term in found}
    return Labels({(term.vocabulary, term.code): term.name() for term in found if term.pk not in above})


def _countries(counts: Counts) -> list[CountryFigures]:
    spoken = wording.language()
    found = [
        CountryFigures(
            code=code,
            label=country_name(code, spoken),
            cases=cases,
            in_roles=[counts[f"country:{role}"].get(code, 0) for role in ROLES],
        )
        for code, cases in counts["country"].items()
    ]
    return sorted(found, key=lambda row: (-row.cases, alphabetical(row.label, spoken)))


def _most(counts: dict[str, int], labels: dict[str, str]) -> list[Figure]:
    figures: Iterable[Figure] = (
        Figure(code, labels[code], cases) for code, cases in counts.items() if code in labels
    )
    return sorted(figures, key=lambda figure: (-figure.cases, figure.label))[:LONGEST]
