"""The benchmark measures what it says, and writes each run into a section of its own."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from cases.management.bench import measuring
from cases.management.bench.serving import served
from cases.management.bench.table import lines, table
from cases.management.commands.bench import write_section


class InThisProcess:
    """Answers as the server would, which knows no database of a test."""

    def get(self, address: str, *, uncached: bool = False) -> bytes:
        return b"" if address.startswith(("/nothing/", "/text/")) else Client().get(address).content

    def uncached(self, *addresses: str) -> float:
        return len([self.get(address) for address in addresses])

    def a_second(self, address: str) -> float:
        return self.uncached(address)


@pytest.mark.django_db(transaction=True)  # whole requests close the connection of a test's transaction
def test_every_line_of_the_table_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "TIMES", 1)
    monkeypatch.setattr(measuring, "BATCH", 10)
    call_command("generate_records", cases=60)
    figures = measuring.measure(InThisProcess())
    assert figures["case queries"] == 3
    assert figures["cases"] == 60
    written = table(list(lines(figures, figures)))
    assert "all facet counts" in written and "a publication is seen after" in written
    assert not re.search(r"\{n\}|nan|None", written)


def test_the_server_answers_from_a_view_that_does_nothing_as_long_as_it_is_asked() -> None:
    with served() as server:
        assert server.get("/nothing/20000/") == b"x" * 20_000
        assert server.uncached("/nothing/10/", "/nothing/20/") > 0
        assert 5_000 < len(server.get("/text/60000/")) < 12_000  # compressed


def test_a_section_is_written_again_in_its_place(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    for title, text in [("SQLite", "old\n"), ("PostgreSQL", "kept\n"), ("SQLite", "new\n")]:
        write_section(title, text)
    report = (tmp_path / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert report.startswith("# Benchmarks")
    assert "old" not in report
    assert report.index("kept") < report.index("new")


def test_too_few_cases_say_nothing() -> None:
    with pytest.raises(CommandError, match="10000 or more, not 60"):
        call_command("bench", cases=60)
