"""Signing in, and what is said where a form was not sent from the desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

LOGIN = "/desk/login/"


@pytest.fixture(autouse=True)
def _nobody_has_failed_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client, name: str, password: str, **more: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password, "next": "/desk/"}, **more)


def test_a_next_that_leads_elsewhere_leads_to_the_desk(client: Client, researcher: User) -> None:
    answer = client.post(
        LOGIN, {"username": "leyla", "password": "throw-away", "next": "https://evil.example/"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_after_ten_failures_not_even_the_right_password_opens_the_desk(
    client: Client, researcher: User
) -> None:
    for _time in range(10):
        assert sign_in(client, "leyla", "wrong").status_code == 200

    answer = sign_in(client, "Leyla", "throw-away")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert "Too many attempts failed. Try again in 15 minutes." in answer.content.decode()


def test_another_account_is_not_kept_waiting(client: Client, researcher: User, editor: User) -> None:
    for _time in range(11):
        sign_in(client, "leyla", "wrong")

    assert sign_in(client, "rasul", "throw-away").status_code == 302


def test_ten_failures_from_one_address_close_the_desk_to_it(client: Client, researcher: User) -> None:
    for number in range(10):
        sign_in(client, f"guess-{number}", "wrong", REMOTE_ADDR="203.0.113.5")

    assert sign_in(client, "leyla", "throw-away", REMOTE_ADDR="203.0.113.5").status_code == 429
    assert sign_in(client, "leyla", "throw-away", REMOTE_ADDR="203.0.113.6").status_code == 302


def test_behind_a_proxy_nobody_waits_for_others(client: Client, researcher: User, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(11):
        sign_in(client, f"guess-{number}", "wrong", REMOTE_ADDR="10.0.0.1")

    assert sign_in(client, "leyla", "throw-away", REMOTE_ADDR="10.0.0.1").status_code == 302


def test_who_gets_in_begins_to_count_anew(client: Client, researcher: User) -> None:
    for _time in range(9):
        sign_in(client, "leyla", "wrong")
    assert sign_in(client, "leyla", "throw-away").status_code == 302

    assert sign_in(Client(), "leyla", "wrong").status_code == 200
    assert sign_in(Client(), "leyla", "throw-away").status_code == 302


def test_a_form_that_was_not_sent_from_the_desk_says_what_happened_and_how_to_go_on(researcher: User) -> None:
    leyla = Client(enforce_csrf_checks=True)
    leyla.force_login(researcher)

    answer = leyla.post("/desk/cases/case/add/", {"working_title": "A blogger in Ganja"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This form was not taken" in page and "Nothing was saved" in page
    assert "Open the desk in a second tab" in page
    assert "desk/desk.css" in page
