"""A page is made once, and again as soon as anything that it is made of has changed."""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from atlas.page_stores import Memory
from cases.models import Case, Person
from cases.public import caching, course, freshness
from cases.publishing import release, workflow
from cases.reference.models import Term
from tests import factories
from tests.desk.form import Form
from tests.public import documents, rows
from tests.public.reading import said
from tests.rooms.walk import addresses

pytestmark = pytest.mark.django_db

SHORTLY = "public, max-age=0, s-maxage=1, must-revalidate"


@pytest.fixture(autouse=True)
def _pages_are_kept(settings: Settings) -> None:
    memory = {"BACKEND": "atlas.page_stores.Memory", "OPTIONS": {"megabytes": 8}}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the pages that are kept from now on."""
    keys: list[str] = []
    monkeypatch.setattr(Memory, "set", lambda self, key, *page: keys.append(key))
    return keys


@pytest.fixture
def sevda() -> Person:
    return factories.person("Sevda Quliyeva")


@pytest.fixture
def case(sevda: Person, researcher: User, editor: User) -> Case:
    """A case in two versions, hers, and pages of everything else."""
    court = factories.organization("Baku Court of Grave Crimes")
    case = factories.case("Arrest of Sevda Quliyeva")
    factories.participate(case, sevda)
    factories.official_number(case, "1(102)-33/2017", court)
    factories.published(factories.profile("AZ"), researcher, editor)
    factories.published(case, researcher, editor)
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor)
    withdrawn = factories.published(factories.case("Withdrawn since"), researcher, editor)
    workflow.withdraw(withdrawn, by=editor, reason="It was told twice.")
    sevda.refresh_from_db()
    return case


def is_kept(client: Client, address: str, **headers: str) -> bool:
    """Whether the address is answered without making the page: but for the look at what is newest."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers=headers)
    return len(asked) == 1 and answer.context is None


# ---------------------------------------------------------------- what every answer says


def test_every_public_page_is_told_apart_by_a_mark_and_told_unchanged_by_it(
    client: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    marks = []
    for address in addresses():
        if address == "/favicon.ico":
            continue  # it leads to the mark for a day: there is no name in it
        answer = client.get(address)
        assert answer["Cache-Control"] == SHORTLY, address
        if answer.status_code != 200:
            assert "ETag" not in answer, address
            continue
        assert answer["ETag"].startswith('W/"')
        marks.append(answer["ETag"])
        # 1: what is newest.
        with django_assert_num_queries(1):
            unchanged = client.get(address, headers={"if-none-match": f'"other", {answer["ETag"]}'})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged["ETag"] == answer["ETag"] and unchanged["Cache-Control"] == SHORTLY
        assert unchanged["Vary"] == "Accept-Encoding"
    assert len(marks) == len(set(marks)) > 20


@pytest.mark.parametrize(
    "address", ["/", "/cases/", "/cases/?country=AZ", "/cases/1/v1/", "/cases/1/v1.json"]
)
def test_a_page_is_made_once(client: Client, case: Case, address: str) -> None:
    first = client.get(address)
    again = Client().get(address)
    assert is_kept(client, address)
    assert again.content == first.content and again.headers == first.headers
    assert "content-security-policy" in again.headers


def test_within_a_second_of_asking_not_even_the_database_is_asked(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/cases/")
    settings.ATLAS_FRESH_SECONDS = 60
    freshness.forget()
    freshness.newest()
    with django_assert_num_queries(0):
        mark = client.get("/cases/")["ETag"]
        assert client.get("/cases/", headers={"if-none-match": mark}).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/cases/?country=XX", 400),
        ("/cases/99/", 404),
        ("/nowhere/", 404),
        ("/cases/1/", 301),
        ("/cases/?utm_source=letter", 301),
        ("/cases/2/", 410),
    ],
)
def test_what_is_no_page_is_not_kept(
    client: Client, case: Case, kept: list[str], address: str, status: int
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (status, SHORTLY)
    assert not kept


def test_head_is_answered_like_get_and_keeps_nothing(client: Client) -> None:
    head = client.head("/cases/")
    assert not is_kept(client, "/cases/")
    assert client.head("/cases/").headers == head.headers == client.get("/cases/").headers


# ---------------------------------------------------------------- after something was published


def test_what_was_published_withdrawn_or_hidden_shows_in_the_next_answer(
    client: Client, case: Case, sevda: Person, editor: User, researcher: User
) -> None:
    of_case = [f"/cases/1/{slug}" for slug in ("arrest-of-sevda-quliyeva/", "v1/", "v1.json", "changes/")]
    seen = ["/", "/cases/", "/people/", *of_case]
    before = {address: client.get(address) for address in seen}
    assert all(is_kept(client, address) for address in seen)

    factories.published(factories.case("Another arrest"), researcher, editor)
    assert "Another arrest" in said(client.get("/cases/"))

    release.hide(sevda, by=editor)
    for address, old in before.items():
        now = client.get(address, headers={"if-none-match": old["ETag"]})
        assert now.status_code != 304 and b"Quliyeva" not in now.content, address

    case.refresh_from_db()
    workflow.withdraw(case, by=editor, reason="At her wish.")
    assert {client.get(address).status_code for address in of_case} == {410}


def test_a_corrected_name_shows_in_every_page_that_has_it(
    client: Client, case: Case, sevda: Person, researcher: User, editor: User
) -> None:
    client.get("/cases/1/arrest-of-sevda-quliyeva/")
    sevda.names.update(text="Sevda Kuliyeva")
    workflow.changed(sevda, by=researcher)
    factories.published(sevda, researcher, editor)
    assert "Sevda Kuliyeva" in said(client.get("/cases/1/arrest-of-sevda-quliyeva/"))


def test_a_process_is_a_second_behind_another_that_publishes_and_no_more(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(freshness, "monotonic", lambda: now)
    settings.ATLAS_FRESH_SECONDS = 1
    freshness.forget()
    assert "An arrest" not in said(client.get("/cases/"))
    rows.case("An arrest")
    now += 0.99
    assert "An arrest" not in said(client.get("/cases/"))
    now += 0.01
    assert "An arrest" in said(client.get("/cases/"))


def test_a_label_that_the_desk_changes_shows_in_the_list(client: Client) -> None:
    rows.case(status="active")
    client.get("/cases/")
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    term = Term.objects.get(vocabulary="case_status", code="active")
    form = Form(boss, f"/desk/reference/term/{term.pk}/change/")
    form["label"] = "Going on"
    form.post()
    assert "Going on" in said(client.get("/cases/"))


# ---------------------------------------------------------------- with time alone


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(course, "today", lambda: day)


def test_the_mark_of_a_change_goes_after_thirty_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _version in range(2):
        page = documents.publish(documents.case(1))
    address = f"/cases/1/{page.slug}/"
    changed = page.changed.date()
    marks = []
    for days, shown in ((29, True), (30, False)):
        on(monkeypatch, changed + timedelta(days))
        for _time in range(2):
            answer = client.get(address)
            assert ("Changed 3 Nov 2025" in said(answer)) == shown
        assert is_kept(client, address)
        assert ("Changed 3 Nov 2025" in said(client.get("/cases/"))) == shown
        marks.append(answer["ETag"])
    assert marks[0] != marks[1]


def test_custody_that_nobody_confirmed_for_a_year_is_unknown_the_next_day(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    her = documents.participant(documents.name("Sevda Quliyeva"))
    held = documents.detention(1, "2017-05-20", confirmed=documents.date("2017-05-20"))
    page = documents.publish(documents.case(1, participants=[her], detentions=[held]))
    told: list[str] = []
    for day in (date(2018, 5, 20), date(2018, 5, 21)):
        on(monkeypatch, day)
        assert client.get("/cases/?custody=now").context["listing"].total == (not told)
        client.get(f"/cases/1/{page.slug}/")
        told.append(said(client.get(f"/cases/1/{page.slug}/")))
    assert told[0] != told[1]


# ---------------------------------------------------------------- never mixed


def test_whoever_takes_no_compressed_page_gets_none(client: Client) -> None:
    for _time in range(2):
        compressed = client.get("/cases/", headers={"accept-encoding": "br, gzip"})
        plain = client.get("/cases/", headers={"accept-encoding": "br"})
        assert compressed["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
        assert gzip.decompress(compressed.content) == plain.content
        assert compressed["Vary"] == plain["Vary"] == "Accept-Encoding"
        assert compressed["Content-Length"] != plain["Content-Length"] == str(len(plain.content))


def test_a_page_in_one_language_is_not_given_to_a_reader_of_another(client: Client) -> None:
    rows.case(countries=["GE"])
    for _time in range(2):
        with translation.override("az"):
            assert "Gürcüstan" in said(client.get("/countries/"))
        assert "Georgia" in said(client.get("/countries/"))


def test_a_page_of_one_host_is_not_given_to_another(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["atlas.example", "testserver"]
    client.get("/cases/")
    assert not is_kept(client, "/cases/", host="atlas.example")
    assert client.get("/cases/", headers={"host": "evil.example"}).status_code == 400
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not is_kept(client, "/cases/", **{"x-forwarded-proto": "https"})


def test_whoever_sends_a_cookie_gets_a_page_of_her_own(client: Client) -> None:
    client.cookies["theirs"] = "1"
    for _time in range(2):
        assert not is_kept(client, "/cases/")
    assert not is_kept(Client(), "/cases/")
    assert is_kept(Client(), "/cases/")


def speaks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"a" * 300, headers={"Vary": "Accept-Language"})


def greets(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(b"a" * 300)
    answer.set_cookie("visits", "1")
    return answer


def knows_better(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"a" * 300, headers={"Cache-Control": "no-store"})


def is_huge(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"a" * caching.LARGEST)


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path(f"{view.__name__}/", view) for view in (speaks, greets, knows_better, is_huge, fails)]
handler500 = "cases.public.views.errors.server_error"


@pytest.fixture
def odd_pages(settings: Settings) -> Iterator[Client]:
    settings.ROOT_URLCONF = __name__
    yield Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "control", "marked"),
    [
        ("/speaks/", SHORTLY, False),
        ("/greets/", "no-store", False),
        ("/knows_better/", "no-store", False),
        ("/is_huge/", SHORTLY, True),
        ("/fails/", "no-store", False),
    ],
)
def test_what_is_not_for_everybody_or_too_large_is_not_kept(
    odd_pages: Client, kept: list[str], address: str, control: str, marked: bool
) -> None:
    answer = odd_pages.get(address)
    assert (answer["Cache-Control"], "ETag" in answer) == (control, marked)
    assert not kept and (answer.status_code == 500 or answer.content == b"a" * len(answer.content))


# ---------------------------------------------------------------- the desk; a new release


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/login/", "/desk/nowhere/", "/desk/cases/case", "/desk/jsi18n/"]
)
def test_nothing_of_the_desk_is_kept(client: Client, researcher: User, address: str) -> None:
    client.force_login(researcher)
    for asking in (client, Client()):
        answer = asking.get(address)
        assert "no-store" in answer["Cache-Control"] and "ETag" not in answer


def test_a_new_release_and_another_setting_make_all_pages_anew(settings: Settings, tmp_path: Any) -> None:
    settings.BASE_DIR = tmp_path
    builds = []
    for name, content in (("a.py", "1"), ("a.py", "2"), ("b.py", "2"), ("b.pyc", "3")):
        (tmp_path / "cases").mkdir(exist_ok=True)
        (tmp_path / "cases" / name).write_text(content)
        builds.append(caching.build.__wrapped__())
    settings.ATLAS_PUBLISHER = "Another house"
    builds.append(caching.build.__wrapped__())
    assert len(set(builds)) == 4 and builds[2] == builds[3]
