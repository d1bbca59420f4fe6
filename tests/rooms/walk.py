"""Every public address, taken from the URL configuration, filled with what the public tables hold.

An address that is added later is walked too; where it has a parameter that nobody has said how to fill, the
walk fails and says so.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern

from cases.public.models import OfficialNumber, Page, PublishedProvision, Version
from cases.public.urls import urlpatterns


def addresses() -> list[str]:
    """Each public address with every value of its parameters that the public tables hold."""
    found: dict[str, None] = {}
    for pattern in urlpatterns:
        for values in _fillings(pattern):
            found["/" + _filled(str(pattern.pattern), values)] = None
    return list(found)


def _fillings(pattern: URLPattern) -> Iterator[dict[str, str]]:
    names = list(pattern.pattern.converters)
    if not names:
        yield {}
    elif names[0] == "key":
        kind = str(pattern.default_args.get("kind") or pattern.name)
        for page in Page.objects.filter(kind=kind):
            choices = [_values(name, page) for name in names]
            yield from (dict(zip(names, chosen, strict=True)) for chosen in product(*choices))
    elif names == ["provision"]:
        yield from ({"provision": str(number)} for number in _provisions())
    else:
        yield from ({names[0]: number} for number in OfficialNumber.objects.values_list("number", flat=True))
        assert names == ["number"], f"say how to fill {names} of {pattern.pattern}"


def _provisions() -> QuerySet[PublishedProvision, int]:
    """Also those that no page cites any more: they are not found."""
    return PublishedProvision.objects.values_list("number", flat=True)


def _values(name: str, page: Page) -> list[str]:
    match name:
        case "key":
            return [page.key]
        case "slug":
            return list({page.slug, "another"} - {""})
        case "version":
            versions = Version.objects.filter(kind=page.kind, key=page.key).values_list("version", flat=True)
            return [str(version) for version in versions]
    raise AssertionError(f"say how to fill <{name}>")


def _filled(route: str, values: dict[str, Any]) -> str:
    for name, value in values.items():
        before, _open, rest = route.partition("<")
        parameter, _close, after = rest.partition(">")
        assert parameter.split(":")[-1] == name
        route = f"{before}{value}{after}"
    return route
