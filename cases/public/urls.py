"""Every public address. They are promises: journalists have printed them."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from cases.public.views import (
    case,
    countries,
    events,
    home,
    lists,
    numbers,
    organizations,
    people,
    provisions,
    texts,
    versions,
)


class Number(IntConverter):
    """Written in one way only: `/cases/01/` would be a second address of `/cases/1/`."""

    regex = "0|[1-9][0-9]*"


class Slug(StringConverter):
    regex = r"(?!v0[0-9]*/)[^/]+"  # `v01` is no slug: it would lead to another version than it says


register_converter(Number, "number")
register_converter(Slug, "title")

View = Callable[..., HttpResponseBase]


def permalinks(folder: str, kind: str, key: str, view: View) -> list[URLPattern]:
    """A page, its versions for ever, their exact bytes, and what changed. `reverse("case", args=[1])`."""
    of_kind = {"kind": kind}
    return [
        path(f"{folder}/<{key}>/", view, name=kind),
        path(f"{folder}/<{key}>/changes/", versions.changes, of_kind, name=f"{kind}_changes"),
        path(f"{folder}/<{key}>/v<number:version>/", versions.version, of_kind, name=f"{kind}_version"),
        path(f"{folder}/<{key}>/v<number:version>.json", versions.document, of_kind, name=f"{kind}_json"),
        path(
            f"{folder}/<{key}>/<title:slug>/", view, name=kind
        ),  # only the key counts; countries have no slug
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("about/", texts.about, name="about"),
    path("methodology/", texts.methodology, name="methodology"),
    path("robots.txt", texts.robots, name="robots"),
    # Lists. All take the filters that cases/public/filters.py declares.
    path("cases/", lists.cases, name="cases"),
    path("people/", lists.people, name="people"),
    path("organizations/", lists.organizations, name="organizations"),
    path("countries/", lists.countries, name="countries"),
    path("events/", lists.events, name="events"),
    # A number that an authority gave, slashes and all.
    path("cases/number/<path:number>/", numbers.number, name="number"),
    # Records.
    *permalinks("cases", "case", "number:key", case.case),
    *permalinks("people", "person", "number:key", people.person),
    *permalinks("organizations", "organization", "number:key", organizations.organization),
    *permalinks("countries", "country", "str:key", countries.country),
    *permalinks("events", "event", "number:key", events.event),
    # Laws and their articles: what public cases and events say of them.
    path("provisions/", provisions.provisions, name="provisions"),
    path("provisions/<number:provision>/", provisions.provision, name="provision"),
]
