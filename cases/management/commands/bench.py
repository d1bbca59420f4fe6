import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection
from typing_extensions import override

from cases.management.bench.measuring import Figures, measure
from cases.management.bench.serving import served
from cases.management.bench.table import lines, table

SMALL = 10_000  # what a larger record is held against
REPORT = Path("docs") / "benchmarks.md"
BEGINNING = """# Benchmarks

Written by `make bench CASES=…`: medians of one run, on invented cases (`manage.py generate_records`) in
databases of their own. Pages are asked for by HTTP, compressed, from one process with one thread of the
public site behind granian. Cached pages are held against a view that does nothing without any middleware, in
the same process, with an answer of the same size; the rest against that view behind all middleware,
as it is itself. "Uncached" leaves out the page cache alone.
"""


class Command(BaseCommand):
    help = (
        f"Measure lists, facets, search and pages with so many invented cases, against {SMALL:,}, print one "
        f"table, and write it to {REPORT}. Uses databases of its own beside the one of DATABASE_URL, "
        "named after it, and keeps them for the next time."
    )

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=100_000, help="how many (100000)")
        parser.add_argument("--here", action="store_true", help="measure this database, and print figures")

    @override
    def handle(self, *args: Any, cases: int, here: bool, **options: Any) -> None:
        if here:
            with served() as server:
                self.stdout.write(json.dumps(measure(server)))
            return
        if cases < SMALL:
            raise CommandError(f"--cases must be {SMALL} or more, not {cases}: less says nothing.")
        small, large = self._figures_of(SMALL), self._figures_of(cases)
        found = table(list(lines(small, large)))
        self.stdout.write(found)
        engine = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
        write_section(f"{engine}, {cases:,} cases", f"{machine()}\n\n{found}\n")

    def _figures_of(self, cases: int) -> Figures:
        """In processes of their own: each begins with an empty memory."""
        address = database_beside(cases)
        environment = os.environ | {"DATABASE_URL": address}

        def run(*command: str) -> bytes:
            line = [sys.executable, "manage.py", *command]
            done = subprocess.run(line, env=environment, check=False, stdout=subprocess.PIPE)  # noqa: S603
            if done.returncode:
                raise CommandError(f"`manage.py {' '.join(command)}` failed; nothing was written.")
            return done.stdout

        run("set_up", "--verbosity", "0")
        self.stdout.write(run("generate_records", "--cases", str(cases), "--at-least").decode())
        figures: Figures = json.loads(run("bench", "--here"))
        return figures


def database_beside(cases: int) -> str:
    """The address of a database for this, made where it is missing: never the one that is configured."""
    if connection.vendor == "sqlite":
        return (
            f"sqlite:///{Path(settings.DATABASES['default']['NAME']).resolve().parent}/bench_{cases}.sqlite3"
        )
    name = f"{settings.DATABASES['default']['NAME']}_bench_{cases}"
    parts = urlsplit(os.environ["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    return urlunsplit(parts._replace(path=f"/{name}"))


def write_section(title: str, text: str) -> None:
    """Into the report, in the place of the section of the same title."""
    report = settings.BASE_DIR / REPORT
    written = report.read_text(encoding="utf-8") if report.exists() else BEGINNING
    others = re.sub(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", "", written, flags=re.DOTALL)
    report.write_text(f"{others.rstrip()}\n\n## {title}\n\n{text}", encoding="utf-8")


def machine() -> str:
    when = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[1]  # what else ran: above the number of cores the times say little
    return (
        f"{when}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"load {load:.1f}."
    )
