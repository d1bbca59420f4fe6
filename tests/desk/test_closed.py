"""Nothing of the desk leaves by accident: sign-in, no copies, no third party, no inline code."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import case, person

ADDRESSES = [
    "/desk/",
    "/desk/search/?q=a",
    "/desk/who/?term=a",
    "/desk/understood/?text=2014",
    "/desk/twins/person/?name=a",
    "/desk/masks/",
    "/desk/autocomplete/?app_label=cases&model_name=citation&field_name=source&term=a",
    "/desk/cases/case/",
    "/desk/cases/case/add/",
    "/desk/cases/case/1/change/",
    "/desk/cases/case/1/preview/",
    "/desk/cases/case/1/move/approve/",
    "/desk/cases/person/1/hide/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(stranger: Client, db: None, address: str) -> None:
    response = stranger.get(address)

    assert response.status_code == 302 and response["Location"].startswith("/desk/login/")


def desk_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from desk_patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def test_every_address_of_the_desk_asks_a_stranger_to_sign_in(stranger: Client, db: None) -> None:
    open_to_all = {"desk/login/", "desk/jsi18n/"}
    for route in desk_patterns(get_resolver()):
        if not route.startswith("desk/") or route in open_to_all or "(?P" in route:
            continue
        address = "/" + re.sub(r"<(int|path|str):(\w+)>", "1", route)
        response = stranger.get(address)
        assert response.status_code in {302, 301, 404}, address
        if response.status_code == 302:
            assert "/desk/" in response["Location"], address


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "masks" not in a and "hide" not in a][:8])
def test_no_copy_is_kept_anywhere(leyla: Client, address: str) -> None:
    assert "no-store" in leyla.get(address)["Cache-Control"]


def test_pages_hold_no_inline_code_and_no_third_party(leyla: Client) -> None:
    record = case()
    person()
    for address in (
        "/desk/",
        "/desk/cases/case/",
        "/desk/cases/case/add/",
        f"/desk/cases/case/{record.pk}/change/",
        f"/desk/cases/case/{record.pk}/history/",
        f"/desk/cases/case/{record.pk}/delete/",
        "/desk/cases/person/add/",
        "/desk/cases/source/add/",
        "/desk/password_change/",
    ):
        response = leyla.get(address)
        page = response.content.decode()
        assert response.status_code == 200, address
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", page), address
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page), address


def test_signing_out_is_a_post(leyla: Client) -> None:
    assert 'action="/desk/logout/"' in leyla.get("/desk/").content.decode()
    assert leyla.get("/desk/logout/").status_code == 405
    leyla.post("/desk/logout/")
    assert leyla.get("/desk/").status_code == 302
