"""The home page: the newest cases, and figures that say what they count."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from cases.public import wording
from cases.public.models import CaseFacet, Mention, Page
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
    """Four queries: the newest, how many cases have each value, the labels of these, people."""
    newest = Page.objects.filter(kind="case", state=Page.State.LIVE).defer("words", "name_keys")
    counts = _counts()
    labels = _labels(counts)
    countries = _countries(counts)
    return HomePage(
        newest=list(newest.order_by("-first_published", "-id")[:NEWEST]),
        cases=sum(counts["part"].values()),
        parts=counts["part"].get("part", 0),
        people=Mention.objects.of_people_targeted().count_keys(),
        countries=len(countries),
        roles=[labels.terms[Vocabulary.COUNTRY_ROLE, role] for role in ROLES],
        by_country=countries[:LONGEST],
        by_type=_most(counts["type"], labels.of(Vocabulary.CASE_TYPE)),
        by_target=_most(
            counts["target"], labels.of(Vocabulary.ORGANIZATION_KIND) | labels.of(Vocabulary.OCCUPATION)
        ),
    )


Counts = dict[str, dict[str, int]]  # facet -> value -> cases


def _counts() -> Counts:
    facets = ["part", "type", "target", "country", *(f"country:{role}" for role in ROLES)]
    rows = CaseFacet.objects.filter(facet__in=facets).values_list("facet", "value").annotate(Count("pk"))
    counts: Counts = defaultdict(dict)
    for facet, value, cases in rows:
        counts[facet][value] = cases
    return counts


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
