"""What the public can reach, over every address that it has."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client

from cases.models import Case, Person
from cases.public.models import Version
from cases.publishing import release, workflow
from cases.reference.models import Country
from cases.text.folding import fold
from tests import factories
from tests.atlas.processes import run_python, shared_database
from tests.rooms.walk import addresses

PUBLIC_APPS = {"published", "reference"}


@pytest.fixture
def sevda() -> Person:
    return factories.person("Sevda Quliyeva", "Севда Гулиева", "Sevda Kuliyeva")


@pytest.fixture
def full_house(sevda: Person, researcher: User, editor: User) -> Case:
    """Every kind of page, in more than one version, with her name wherever a name may stand."""
    court = factories.organization("Baku Court of Grave Crimes")
    law = factories.event(None, "A law on the press", "2014", event_kind="law")
    law.concerns.add(Country.objects.get(code="AZ"))
    case = factories.case("Arrest of Sevda Quliyeva", summary="Севду Гулиеву арестовали в Баку.")
    factories.participate(case, sevda)
    factories.official_number(case, "1(102)-33/2017", court)
    factories.event(case, "Quliyeva is taken away")
    law.shared_by.add(case)
    factories.published(factories.profile("AZ"), researcher, editor)
    factories.published(case, researcher, editor)
    part = factories.case("A part of it")
    part.relations.create(other=case, relation=factories.term("case_relation", "part_of"))
    factories.published(part, researcher, editor)
    workflow.changed(case, by=researcher)
    factories.published(case, researcher, editor, note="Quliyevanın adı düzəldildi.")
    withdrawn = factories.published(factories.case("Withdrawn since"), researcher, editor)
    workflow.withdraw(withdrawn, by=editor, reason="It was told twice.")
    sevda.refresh_from_db()
    return case


def plain(content: bytes) -> str:
    """A response without its encodings: HTML entities, percent signs, JSON escapes; folded to ASCII."""
    text = html.unescape(unquote(content.decode()))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return fold(text)


@pytest.mark.django_db
def test_no_address_of_any_version_holds_a_hidden_name(
    client: Client, full_house: Case, sevda: Person, editor: User
) -> None:
    before = addresses()
    seen = [plain(client.get(address).content) for address in before]
    assert any("quliyeva" in text for text in seen) and any("guliev" in text for text in seen)
    release.hide(sevda, by=editor)
    for address in [*before, *addresses()]:
        response = client.get(address)
        everything = plain(response.content + response.get("Location", "").encode())
        for trace in ("sevda", "quliyev", "guliev", "guliyev", "kuliyev"):
            assert trace not in everything, f"{address} holds {trace}"


@pytest.mark.django_db
def test_a_search_for_a_hidden_name_finds_nothing(
    client: Client, full_house: Case, sevda: Person, editor: User
) -> None:
    release.hide(sevda, by=editor)
    for name in ("Quliyeva", "Гулиева", "Sevda"):
        for place in ("cases/", "people/", "organizations/", "events/", "search/", "search/suggest"):
            response = client.get(f"/{place}", {"q": name})
            assert response.status_code == 200
            assert "/cases/1/" not in response.content.decode()


@pytest.mark.django_db
def test_no_public_address_reads_a_table_that_is_not_public(client: Client, full_house: Case) -> None:
    statements: list[str] = []

    def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        for address in addresses():
            client.get(address)
            client.get(address, {"q": "arrest"})
    assert len(statements) > 50
    touched = {table for sql in statements for table in private_tables() if table in sql}
    assert touched == set()


def private_tables() -> Iterator[str]:
    for config in apps.get_app_configs():
        if config.label not in PUBLIC_APPS:
            for model in config.get_models(include_auto_created=True):
                yield f'"{model._meta.db_table}"'


@pytest.mark.django_db
def test_pages_hold_no_third_party_address_but_those_of_sources(client: Client, full_house: Case) -> None:
    for address in addresses():
        page = client.get(address).content.decode()
        for loaded in re.findall(r'(?:src|srcset|action|poster|data)="([^"]*)"', page):
            assert loaded.startswith("/") and not loaded.startswith("//"), f"{address} loads {loaded}"
        for sheet in re.findall(r'<link[^>]+rel="(?:stylesheet|icon|preload)"[^>]*href="([^"]*)"', page):
            assert sheet.startswith("/"), f"{address} loads {sheet}"


@contextmanager
def public_database() -> Iterator[str]:
    """The address of this test's database as the public process has it."""
    if connection.vendor != "postgresql":
        yield shared_database()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS atlas_walker")
        cursor.execute("CREATE ROLE atlas_walker LOGIN")
    call_command("grant_public_role", "atlas_walker", stdout=StringIO())
    try:
        yield shared_database(user="atlas_walker")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY atlas_walker")
            cursor.execute("DROP ROLE atlas_walker")


WALK = """
import json, django
django.setup()
from django.test import Client
from tests.rooms.walk import addresses
client = Client()
print(json.dumps({address: client.get(address).status_code for address in addresses()}))
"""


@pytest.mark.django_db(transaction=True)
def test_a_public_process_shows_what_a_desk_process_published(client: Client, full_house: Case) -> None:
    """In a process that has neither the desk nor the working record; on PostgreSQL with its own rights."""
    expected = {address: client.get(address).status_code for address in addresses()}
    assert set(expected.values()) == {200, 301, 302, 410}
    with public_database() as database:
        done = run_python(WALK, ATLAS_SITE="public", ATLAS_DEBUG="1", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == expected


@pytest.mark.django_db
def test_a_version_is_served_as_the_exact_bytes_that_were_hashed(client: Client, full_house: Case) -> None:
    for version in Version.objects.filter(kind="case", key="1"):
        served = client.get(f"/cases/1/v{version.version}.json")
        assert served.content == bytes(version.document)
        assert served["Content-Type"].startswith("application/json")
