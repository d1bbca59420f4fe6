"""ATLAS_SITE decides which rooms a process opens, and with them what it loads."""

import json
from typing import Any

import pytest

from tests.atlas.processes import run_python, shared_database

# Asks a new process for some pages; says what it answered, and which modules it loaded to do so.
ASK = """
import json, sys
from atlas.wsgi import application
from django.test import RequestFactory

def status(path):
    return application.get_response(RequestFactory().get(path)).status_code

print(json.dumps({"/": status("/"), "/desk/login/": status("/desk/login/"), "modules": list(sys.modules)}))
"""

OF_THE_DESK = {
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "cases.desk",
    "cases.models",
    "cases.publishing",
}


def ask(site: str) -> dict[str, Any]:
    process = run_python(ASK, ATLAS_DEBUG="1", ATLAS_SITE=site, DATABASE_URL=shared_database())
    assert process.returncode == 0, process.stderr
    answer: dict[str, Any] = json.loads(process.stdout)
    return answer


@pytest.mark.django_db(transaction=True)
def test_a_process_for_all_opens_both_rooms() -> None:
    answer = ask("all")
    assert (answer["/"], answer["/desk/login/"]) == (200, 200)


@pytest.mark.django_db(transaction=True)
def test_a_public_process_has_no_desk_and_loads_neither_admin_nor_working_record() -> None:
    answer = ask("public")
    assert (answer["/"], answer["/desk/login/"]) == (200, 404)
    assert OF_THE_DESK.isdisjoint(answer["modules"])


@pytest.mark.django_db(transaction=True)
def test_a_desk_process_has_no_public_pages() -> None:
    answer = ask("desk")
    assert (answer["/"], answer["/desk/login/"]) == (404, 200)
