"""The cast of the tests, named once: a researcher, an editor, an administrator, a stranger."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from cases.desk.groups import ensure_groups
from cases.reference.load import load_reference
from tests.factories import user

# A busy machine is not a wrong answer. What a test draws is written into the one database of the test.
settings.register_profile(
    "atlas",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("atlas")


def set_up() -> None:
    """What every database of this project has: countries, terms and groups."""
    load_reference()
    ensure_groups()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        set_up()


@pytest.fixture(autouse=True)
def _set_up_again(request: pytest.FixtureRequest) -> None:
    """A test whose transactions are real ends with an empty database, and the next one begins with it."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
        set_up()


@pytest.fixture
def researcher(db: None) -> User:
    return user("leyla", "researcher")


@pytest.fixture
def editor(db: None) -> User:
    return user("rasul", "editor")


@pytest.fixture
def stranger(client: Client) -> Client:
    """Somebody who is not signed in: the public."""
    return client
