"""Pages of words, and what is said when there is no page."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from cases.public.views import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/about/", "/methodology/", "/robots.txt"])
def test_pages_of_words_ask_the_database_only_what_is_newest(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies


def test_about_says_whom_to_write_to_and_under_which_licence(client: Client, settings: Settings) -> None:
    settings.ATLAS_CONTACT = "desk@atlas.example"
    settings.ATLAS_LICENCE = "CC BY-SA 4.0"
    page = client.get("/about/").content.decode()
    assert 'href="mailto:desk@atlas.example"' in page
    assert "CC BY-SA 4.0" in page


def test_methodology_does_not_claim_a_second_person_where_the_desk_is_one(
    client: Client, settings: Settings
) -> None:
    claim = "Whoever wrote or last changed a record cannot approve it."
    assert claim in client.get("/methodology/").content.decode()
    settings.ATLAS_TWO_PERSON_RULE = False
    assert claim not in client.get("/methodology/").content.decode()


def test_nor_does_the_home_page(client: Client, settings: Settings) -> None:
    assert "approved by a second person" in client.get("/").content.decode()
    settings.ATLAS_TWO_PERSON_RULE = False
    assert "approved by a second person" not in client.get("/").content.decode()


def test_robots_may_read_everything(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow:\n"


def test_a_browser_that_looks_for_the_mark_by_itself_finds_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/public/icon.svg")


@pytest.mark.parametrize("address", ["/nothing/", "/cases/nothing/", "/cases/1/v2/v3/", "/кейс/"])
def test_an_unknown_address_is_answered_with_ways_on(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no page at this address" in page
    assert 'href="/cases/"' in page
    assert 'name="robots" content="noindex"' in page


@pytest.mark.parametrize(
    ("exception", "title"),
    [
        (Http404("There is no case 99."), "There is no case 99."),
        (Http404("No Page matches the given query."), "There is no page at this address"),
        (Http404({"tried": []}), "There is no page at this address"),
        (None, "There is no page at this address"),
    ],
)
def test_what_was_looked_for_is_said_in_our_words(exception: Exception | None, title: str) -> None:
    response = errors.not_found(RequestFactory().get("/"), exception)
    assert f"<h1>{title}</h1>" in response.content.decode()


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret name of somebody")


urlpatterns = [path("broken/", broken)]
handler500 = errors.server_error


def no_database(*statement: object) -> None:
    raise OperationalError("the server closed the connection")


@pytest.mark.parametrize("address", ["/about/", "/methodology/", "/robots.txt"])
def test_pages_of_words_are_there_while_the_database_is_not(client: Client, address: str) -> None:
    with connection.execute_wrapper(no_database):
        assert client.get(address).status_code == 200


def test_an_error_of_ours_needs_no_database_and_tells_nothing(client: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    with connection.execute_wrapper(no_database):
        response = client.get("/broken/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "The fault is ours" in page
    assert "secret" not in page


@pytest.fixture
def no_templates(settings: Settings) -> Iterator[None]:
    settings.TEMPLATES = []
    yield


def test_even_without_templates_a_server_error_is_said_in_words(no_templates: None) -> None:
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()


def test_forbidden_and_too_long_are_pages_too() -> None:
    request = RequestFactory().get("/")
    assert "not open to everybody" in errors.forbidden(request).content.decode()
    assert "too long" in errors.too_long(request).content.decode()


def test_the_page_about_the_site_names_the_publisher(client: Client, settings: Settings) -> None:
    settings.ATLAS_PUBLISHER = "Record of the Caspian"

    assert "The publisher is Record of the Caspian." in client.get("/about/").content.decode()
