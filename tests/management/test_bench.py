"""The benchmark measures what it says, and writes each run into a section of its own."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from cases.management.bench import measuring
from cases.management.bench.table import lines, table
from cases.management.commands.bench import write_section


@pytest.mark.django_db(transaction=True)  # whole requests close the connection of a test's transaction
def test_every_line_of_the_table_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "TIMES", 1)
    call_command("generate_records", cases=60)
    figures = measuring.measure()
    assert figures["case queries"] == 3
    assert figures["cases"] == 60
    written = table(list(lines(figures, figures)))
    assert "all facet counts" in written and "a publication is seen after" in written
    assert not re.search(r"\{n\}|nan|None", written)


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
