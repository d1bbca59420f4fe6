"""Countries and terms as forms offer them, read once for each request however many rows ask."""

from collections import defaultdict
from functools import cached_property
from weakref import WeakKeyDictionary

from django.http import HttpRequest

from cases.reference.models import Country, Term


class Choices:
    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        """By vocabulary, in the order of the tree; retired ones too, since records may hold them."""
        found: dict[str, list[Term]] = defaultdict(list)
        for term in Term.objects.in_tree_order().with_labels():
            found[term.vocabulary].append(term)
        return found

    @cached_property
    def countries(self) -> list[Country]:
        return Country.objects.all().by_name()


_asked: "WeakKeyDictionary[HttpRequest, Choices]" = WeakKeyDictionary()


def choices_for(request: HttpRequest) -> Choices:
    if request not in _asked:
        _asked[request] = Choices()
    return _asked[request]
