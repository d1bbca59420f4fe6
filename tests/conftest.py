"""The cast of the tests, named once: a researcher, an editor, an administrator, a stranger."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.desk.groups import ensure_groups
from cases.reference.load import load_reference
from tests.factories import user


@pytest.fixture(autouse=True)
def reference_data(request: pytest.FixtureRequest) -> None:
    """Countries and terms: every database of this project has them."""
    names = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if names or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("transactional_db" if "transactional_db" in names else "db")
        load_reference()


@pytest.fixture
def groups(db: None) -> None:
    ensure_groups()


@pytest.fixture
def researcher(groups: None) -> User:
    return user("leyla", "researcher")


@pytest.fixture
def editor(groups: None) -> User:
    return user("rasul", "editor")


@pytest.fixture
def stranger(client: Client) -> Client:
    """Somebody who is not signed in: the public."""
    return client
