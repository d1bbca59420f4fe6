"""Every command that README.md and CONTRIBUTING.md show is one that works."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection

from atlas import env

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def shown() -> list[str]:
    """The lines of code blocks (indented by four), without their comments; commands in running text too."""
    lines: list[str] = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        lines += [line.split("#")[0].strip() for line in re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)]
        lines += re.findall(r"`((?:make|python manage\.py) [^`]*)`", text)
    return [line for line in dict.fromkeys(lines) if line and not line.startswith("management ▶")]


def of_kind(pattern: str) -> list[str]:
    return [line for line in shown() if re.match(pattern, line)]


@pytest.mark.parametrize("line", of_kind(r"make "))
def test_make_knows_its_target(line: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", *line.split()[1:]], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("line", of_kind(r"\S*python manage\.py "))
def test_manage_py_knows_its_command(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, *arguments = line.split("manage.py ")[1].split()
    assert name in get_commands()
    if name == "compare_names":
        monkeypatch.chdir(tmp_path)
        Path(arguments[0]).write_text("Ilham Aliyev\tИльхам Алиев\n", encoding="utf-8")
    if name == "runserver":
        return  # it would not come back
    if name == "grant_public_role" and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {arguments[0]}")
        call_command(name, *arguments)
    elif name == "grant_public_role":
        with pytest.raises(CommandError, match="PostgreSQL"):
            call_command(name, *arguments)
    else:
        call_command(name, *arguments)


@pytest.mark.parametrize("line", of_kind(r"(export )?[A-Z_]+="))
def test_a_setting_is_read(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, _equals, value = line.removeprefix("export ").partition("=")
    assert name in (ROOT / "atlas" / "settings.py").read_text(encoding="utf-8")
    if name == "DATABASE_URL":
        monkeypatch.setenv(name, value)
        assert env.database(name, ROOT)["ENGINE"].endswith("postgresql")
    if name == "CACHE_URL":
        monkeypatch.setenv(name, value)
        assert env.page_cache(name)["BACKEND"].endswith("Redis")


def test_every_line_shown_is_tried_by_one_of_these() -> None:
    tried = r"(make |\S*python (manage\.py|-m pytest) |(export )?[A-Z_]+=)"
    assert [line for line in shown() if not re.match(tried, line)] == []


def test_pictures_and_files_that_are_linked_are_there() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", document.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{document.name} links to {target}"


def test_a_demo_does_not_start_on_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = subprocess.run(
            ["make", "port", f"PORT={port}", f"PYTHON={sys.executable}"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode != 0
    assert f"Port {port} is taken" in refused.stderr and "make demo PORT=" in refused.stderr
