"""Leyla enters and Rasul approves."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.examples.desk import Desk


@pytest.fixture
def desk(researcher: User, editor: User) -> Desk:
    entering, approving = Client(), Client()
    entering.force_login(researcher)
    approving.force_login(editor)
    return Desk(entering, approving)
