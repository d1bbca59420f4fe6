"""Every public address. They are promises: journalists have printed them."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.views.generic import RedirectView

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
    search,
    texts,
    versions,
)


class Number(IntConverter):
    """Written in one way only: `/cases/1/v01/` would be a second address of `/cases/1/v1/`."""

    regex = "0|[1-9][0-9]*"


class Slug(StringConverter):
    regex = r"(?!v[0-9]+(?:\.json)?/)[^/]+"  # as a slug `v01` would lead to another version than it says


register_converter(Number, "number")
register_converter(Slug, "title")

View = Callable[..., HttpResponseBase]


def permalinks(folder: str, kind: str, key: str, view: View) -> list[URLPattern]:
    """A page, its versions for ever, their exact bytes, and what changed. `reverse("case", args=[1])`."""
    of_kind = {"kind": kind}
    once = key.replace("int:", "number:")  # the page itself leads from `/cases/01/` to its one address
    return [
        path(f"{folder}/<{key}>/", view, name=kind),
        path(f"{folder}/<{once}>/changes/", versions.changes, of_kind, name=f"{kind}_changes"),
        path(f"{folder}/<{once}>/v<number:version>/", versions.version, of_kind, name=f"{kind}_version"),
        path(f"{folder}/<{once}>/v<number:version>.json", versions.document, of_kind, name=f"{kind}_json"),
        path(  # as a slug `V1` would lead to another version than it says
            f"{folder}/<{once}>/V<number:version>/",
            RedirectView.as_view(pattern_name=f"{kind}_version", permanent=True),
        ),
        # Of a slug nothing counts; countries have none.
        path(f"{folder}/<{key}>/<title:slug>/", view, name=kind),
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("about/", texts.about, name="about"),
    path("methodology/", texts.methodology, name="methodology"),
    path("robots.txt", texts.robots, name="robots"),
    path("favicon.ico", texts.favicon, name="favicon"),
    # Everything, by words, names and numbers.
    path("search/", search.search, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    # Lists. All take the filters that cases/public/filters.py declares.
    path("cases/", lists.cases, name="cases"),
    path("people/", lists.people, name="people"),
    path("organizations/", lists.organizations, name="organizations"),
    path("countries/", lists.countries, name="countries"),
    path("events/", lists.events, name="events"),
    # A number that an authority gave, slashes and all.
    path("cases/number/<path:number>/", numbers.number, name="number"),
    # Records.
    *permalinks("cases", "case", "int:key", case.case),
    *permalinks("people", "person", "int:key", people.person),
    *permalinks("organizations", "organization", "int:key", organizations.organization),
    *permalinks("countries", "country", "str:key", countries.country),
    *permalinks("events", "event", "int:key", events.event),
    # Laws and their articles: what public cases and events say of them.
    path("provisions/", provisions.provisions, name="provisions"),
    path("provisions/<number:provision>/", provisions.provision, name="provision"),
]
