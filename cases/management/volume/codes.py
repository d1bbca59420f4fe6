"""Terms and countries as documents say them, with their labels in every language; read once."""

from cases.public.document import Coded
from cases.publishing import labels
from cases.reference.models import Country, Term


class Codes:
    def __init__(self) -> None:
        languages = labels.interface_languages()
        self._terms = {
            (term.vocabulary, term.code): Coded(code=term.code, labels=term.labels(languages))
            for term in Term.objects.prefetch_related("translations")
        }
        self._countries = {
            country.code: Coded(code=country.code, labels=country.labels(languages))
            for country in Country.objects.all()
        }

    def term(self, vocabulary: str, code: str) -> Coded:
        return self._terms[vocabulary, code]

    def country(self, code: str) -> Coded:
        return self._countries[code]
