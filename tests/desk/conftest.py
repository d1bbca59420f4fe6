"""Leyla the researcher and Rasul the editor, each signed in at the desk."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leyla(researcher: User) -> Client:
    return signed_in(researcher)


@pytest.fixture
def rasul(editor: User) -> Client:
    return signed_in(editor)
