"""Every public address. They are promises: journalists have printed them."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

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

View = Callable[..., HttpResponseBase]


def permalinks(folder: str, kind: str, key: str, view: View) -> list[URLPattern]:
    """A page, its versions for ever, their exact bytes, and what changed. `reverse("case", args=[1])`."""
    of_kind = {"kind": kind}
    return [
        path(f"{folder}/<{key}>/", view, name=kind),
        path(f"{folder}/<{key}>/changes/", versions.changes, of_kind, name=f"{kind}_changes"),
        path(f"{folder}/<{key}>/v<int:version>/", versions.version, of_kind, name=f"{kind}_version"),
        path(f"{folder}/<{key}>/v<int:version>.json", versions.document, of_kind, name=f"{kind}_json"),
        path(f"{folder}/<{key}>/<str:slug>/", view, name=kind),  # only the key counts; countries have no slug
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
    *permalinks("cases", "case", "int:key", case.case),
    *permalinks("people", "person", "int:key", people.person),
    *permalinks("organizations", "organization", "int:key", organizations.organization),
    *permalinks("countries", "country", "str:key", countries.country),
    *permalinks("events", "event", "int:key", events.event),
    # Laws and their articles: what public cases and events say of them.
    path("provisions/", provisions.provisions, name="provisions"),
    path("provisions/<int:provision>/", provisions.provision, name="provision"),
]
