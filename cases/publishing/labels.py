"""Small pieces of a document: terms and countries with their labels, texts, dates."""

from django.conf import settings

from cases.public.document import Coded, Date, Text
from cases.reference.models import Country, Term
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
