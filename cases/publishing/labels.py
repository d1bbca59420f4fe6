"""Small pieces of a document: terms and countries with their labels, texts, dates."""

from collections.abc import Iterable, Set

from django.conf import settings

from cases.public.document import Coded, Date, Text
from cases.reference.models import Country, Term, Vocabulary
from cases.text import dates


def interface_languages() -> list[str]:
    """The languages in which labels are written into documents: those switched on today."""
    return [code for code, _name in settings.LANGUAGES]


def coded(term: Term | None, vocabulary: str) -> Coded:
    """A term with its labels; an unfilled one is written out as the vocabulary's "unknown"."""
    term = term or Term.objects.get(vocabulary=vocabulary, code="unknown")
    return Coded(code=term.code, labels=dict(term.labels(interface_languages())))


def term(vocabulary: str, code: str) -> Coded:
    return coded(Term.objects.get(vocabulary=vocabulary, code=code), vocabulary)


def country(country: Country) -> Coded:
    return Coded(code=country.code, labels=dict(country.labels(interface_languages())))


def text(language: str, words: str) -> Text:
    return Text(language=language, text=words)


def date(edtf: str) -> Date:
    """An uncertain date with its bounds; an empty one is not dated."""
    if not edtf:
        return Date(edtf="", earliest=None, latest=None)
    known = dates.parse(edtf)
    return Date(
        edtf=edtf,
        earliest=known.earliest.isoformat() if known.earliest else None,
        latest=known.latest.isoformat() if known.latest else None,
    )


class Terms:
    """What stands above what in the vocabularies: read once, for one publication or for a million."""

    def __init__(self) -> None:
        above = ("parent__code", "parent__parent__code")
        rows = Term.objects.order_by().values_list("vocabulary", "code", *above)
        self._above = {(vocabulary, code): {code, *above} - {None} for vocabulary, code, *above in rows}
        self._roles: dict[str, frozenset[str]] = {}

    def with_ancestors(self, vocabulary: str, terms: Iterable[Coded]) -> set[str]:
        """The codes of these terms and of all above them."""
        codes = {term["code"] for term in terms}
        return codes.union(*(self.above(vocabulary, code) for code in codes))

    def above(self, vocabulary: str, code: str) -> Set[str]:
        """A code of the vocabulary, and those above it."""
        return self._above.get((vocabulary, code), frozenset())

    def roles_within(self, group: str) -> frozenset[str]:
        """The roles of a group, "affected" or "acting"; the desk may have added some below ours."""
        if group not in self._roles:
            roles = (item for item in self._above.items() if item[0][0] == Vocabulary.ROLE)
            self._roles[group] = frozenset(code for (_role, code), above in roles if group in above)
        return self._roles[group]
