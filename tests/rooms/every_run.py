"""A pytest plugin (pyproject.toml loads it): what holds for every run of the tests.

ATLAS_REQUIRE_ALL=1, as in .ci/run, makes a failure of every skip and of a missing browser: a check that
did not run must not look like one that passed.
"""

import os
import shutil
from collections.abc import Generator
from typing import TypeVar

import pytest

# Before the settings are read. A test says itself where it needs the settings of a public site.
os.environ.setdefault("ATLAS_DEBUG", "1")

REQUIRE_ALL = os.environ.get("ATLAS_REQUIRE_ALL") == "1"

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_configure() -> None:
    from django.conf import settings

    # A page that is kept has no context to look into; the tests of caching keep pages.
    settings.CACHES["pages"]["OPTIONS"] = {"megabytes": 0}
    # A quarter of a second for each password is right at the desk and of no use here.
    settings.ATLAS_FRESH_SECONDS = 0  # a test publishes and looks in the same moment
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, before they run, tests of what this run does not have."""
    from django.conf import settings

    missing = set()
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        missing.add("postgresql")  # .ci/run has a run on PostgreSQL
    if not (shutil.which("chromium") or REQUIRE_ALL):
        missing.add("browser")

    left_out = [item for item in items if any(item.get_closest_marker(mark) for mark in missing)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return refuse_skip((yield))


def refuse_skip(report: Report) -> Report:
    expected_failure = hasattr(report, "wasxfail")  # pytest calls it skipped, but it ran
    if REQUIRE_ALL and report.outcome == "skipped" and not expected_failure:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and ATLAS_REQUIRE_ALL=1 forbids it: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test measured (`record_property("measured", ...)`), at the end, however many processes ran."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == "measured":
                terminalreporter.write_line(str(value))
