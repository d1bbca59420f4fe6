"""Start a process of its own: settings are read once, when a process starts."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent

# As an operator starts it. Nothing of the tests' own surroundings is passed on.
PUBLIC_SITE = {"ATLAS_SECRET_KEY": "long-random-text-" * 4, "ATLAS_HOSTS": "atlas.example"}


def run_python(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**outside, "DJANGO_SETTINGS_MODULE": "atlas.settings", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def shared_database(user: str | None = None) -> str:
    """DATABASE_URL for a process that shares the database of this test (`transactional_db`, then)."""
    given = connection.settings_dict
    name = quote(str(given["NAME"]))
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    login = quote(user or given["USER"], safe="")
    if given["PASSWORD"]:
        login += ":" + quote(given["PASSWORD"], safe="")
    host = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else given["HOST"]
    return f"postgres://{login}@{host}/{name}?{urlencode(given['OPTIONS'])}"
