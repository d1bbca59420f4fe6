from pathlib import Path

import pytest

from tests.atlas.processes import PUBLIC_SITE, run_python

READ_SETTINGS = "import django; django.setup()"


@pytest.mark.parametrize("missing", ["ATLAS_SECRET_KEY", "ATLAS_HOSTS"])
def test_a_public_site_does_not_start_without_its_own_key_and_hosts(missing: str) -> None:
    started = run_python(READ_SETTINGS, **PUBLIC_SITE | {missing: ""})
    assert started.returncode != 0
    assert f"{missing} is missing" in started.stderr


@pytest.mark.parametrize("command", ["set_up", "verify_log", "check", "no_such_command"])
def test_a_command_without_a_key_names_it_in_one_line(command: str) -> None:
    run = f"import runpy, sys; sys.argv = ['', '{command}']; runpy.run_path('manage.py', run_name='__main__')"
    done = run_python(run, **PUBLIC_SITE | {"ATLAS_SECRET_KEY": ""})

    assert done.returncode == 1
    assert done.stderr.startswith("ATLAS_SECRET_KEY is missing") and done.stderr.count("\n") == 1


def test_with_both_it_starts_and_is_safe() -> None:
    started = run_python(
        READ_SETTINGS
        + """
from django.conf import settings as s
assert not s.DEBUG and s.ALLOWED_HOSTS == ["atlas.example"]
assert s.SECURE_SSL_REDIRECT and s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SECURE_HSTS_SECONDS
""",
        **PUBLIC_SITE,
    )
    assert started.returncode == 0, started.stderr


def test_a_mistyped_setting_stops_the_start_and_names_itself() -> None:
    started = run_python(READ_SETTINGS, **PUBLIC_SITE, ATLAS_SITE="pubic")
    assert "ATLAS_SITE='pubic' is not one of all, public, desk." in started.stderr


def test_sqlite_waits_for_other_writers_and_keeps_its_promises(tmp_path: Path) -> None:
    started = run_python(
        READ_SETTINGS
        + """
from django.db import connection
for pragma in ("journal_mode", "foreign_keys", "busy_timeout"):
    print(connection.cursor().execute(f"PRAGMA {pragma}").fetchone()[0])
""",
        **PUBLIC_SITE,
        DATABASE_URL=f"sqlite:///{tmp_path}/new/atlas.sqlite3",
    )
    assert started.stdout.split() == ["wal", "1", "20000"], started.stderr
