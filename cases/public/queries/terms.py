"""Terms by which a list can be asked for its pages: found by their labels in any language, with how many
pages each would leave. Which terms there are is public; one that no public page has is not offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from cases.public import facets, search, wording
from cases.public.options import CASE_TERMS, EVENT_TERMS, ORGANIZATION_TERMS, PERSON_TERMS, until_published
from cases.public.queries.marking import Rank
from cases.reckoning.outcomes import OUTCOMES, STAGES
from cases.reference.models import SOURCE_LANGUAGE, Term, Vocabulary
from cases.text.folding import words

# The address of the list of each kind of page, and the filter in it for terms of each vocabulary.
LISTS: dict[str, tuple[str, Mapping[Vocabulary, str]]] = {
    "case": ("cases", {key: name for key, name in CASE_TERMS.items() if name != "country_role"}),
    "person": ("people", PERSON_TERMS),
    "organization": ("organizations", ORGANIZATION_TERMS),
    "event": ("events", EVENT_TERMS),
}
# What was decided is a step of a proceeding.
STEPS = {"case": {"stage": STAGES, "outcome": OUTCOMES}, "person": {"outcome": OUTCOMES}}


@dataclass(frozen=True)
class Labelled:
    """A term by its label in each language, with these cut into folded words."""

    vocabulary: str
    code: str
    labels: Mapping[str, str]
    folded: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Choosable:
    """A term, chosen in a list."""

    term: Labelled
    kind: str  # of the pages in the list
    facet: str

    @property
    def url(self) -> str:
        return f"{reverse(LISTS[self.kind][0])}?{urlencode({self.facet: self.term.code})}"

    @property
    def count(self) -> int:
        return len(facets.current(self.kind).having(self.facet, self.term.code))


@dataclass(frozen=True)
class TermFound:
    chosen: Choosable
    rank: Rank
    language: str  # of the label that was found


def terms_found(text: str) -> list[TermFound]:
    """The best first; of equally good ones what most pages have. One query after a publication."""
    typed, _letters = search.words_and_letters(text)
    wanted = [folded for word in typed for folded in words(word)]
    found = [
        TermFound(chosen, *answer)
        for term in labelled()
        if (answer := _answer(wanted, term)) is not None
        for chosen in chosen_in_lists(term)
    ]
    found.sort(key=lambda one: (one.rank, -one.chosen.count))
    best: dict[str, TermFound] = {}
    for one in found:  # "prosecutor" is an occupation and a kind of organization: one choice
        best.setdefault(one.chosen.url, one)
    return list(best.values())


def labelled() -> tuple[Labelled, ...]:
    """All that can be chosen in some list, with or without public pages."""
    return _labelled(facets.current())


def chosen_in_lists(term: Labelled) -> Iterator[Choosable]:
    """The lists in which it leaves something."""
    for kind, (_list, names) in LISTS.items():
        if term.vocabulary == Vocabulary.STEP_KIND:
            filters = [name for name, codes in STEPS.get(kind, {}).items() if term.code in codes]
        else:
            filters = [names[key] for key in names if key == term.vocabulary]
        chosen = (Choosable(term, kind, name) for name in filters)
        yield from (one for one in chosen if one.count)


def _answer(wanted: list[str], term: Labelled) -> tuple[Rank, str] | None:
    """How well the best of its labels answers, and in which language: the reader's if it is as good."""
    ranks = [(_rank(wanted, label), language) for language, label in term.folded.items()]
    held = [one for one in ranks if one[0] < Rank.IN_TEXT]
    return min(held, key=lambda one: (one[0], one[1] != wording.language()), default=None)


def _rank(wanted: list[str], label: tuple[str, ...]) -> Rank:
    if not all(any(word.startswith(one) for word in label) for one in wanted):
        return Rank.IN_TEXT
    if sorted(wanted) == sorted(label):
        return Rank.EXACT
    return Rank.BEGINS if label[0].startswith(tuple(wanted)) else Rank.HOLDS


@until_published
def _labelled(_index: facets.Index) -> tuple[Labelled, ...]:
    """In every language that the desk has entered. One query."""
    vocabularies = {key for _list, names in LISTS.values() for key in names}
    steps = {code for names in STEPS.values() for codes in names.values() for code in codes}
    wanted = Q(vocabulary__in=vocabularies) | Q(vocabulary=Vocabulary.STEP_KIND, code__in=steps)
    rows = Term.objects.filter(wanted).order_by("vocabulary", "code")
    columns = rows.values_list("vocabulary", "code", "label", "translations__language", "translations__label")
    found = []
    for (vocabulary, code, label), translations in groupby(columns, key=lambda row: row[:3]):
        labels = {SOURCE_LANGUAGE: label} | {row[3]: row[4] for row in translations if row[3]}
        folded = {language: tuple(words(text)) for language, text in labels.items() if words(text)}
        found.append(Labelled(vocabulary, code, labels, folded))
    return tuple(found)
