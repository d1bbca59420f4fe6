from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from atlas import env

DEFAULT = Path("/srv/atlas.sqlite3")


@pytest.mark.parametrize("written", ["1", "true", "Yes", " on "])
def test_yes_is_written_in_several_ways(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("IT", written)
    assert env.flag("IT", False) is True


@pytest.mark.parametrize("written", ["0", "false", "No", "off"])
def test_so_is_no(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("IT", written)
    assert env.flag("IT", True) is False


def test_an_empty_variable_is_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IT", "  ")
    assert env.flag("IT", True) is True
    assert env.number("IT", 7) == 7
    assert env.text("IT", "as ever") == "as ever"
    with pytest.raises(ImproperlyConfigured, match="IT is missing: because"):
        env.required("IT", "because")


def test_a_list_is_written_with_commas() -> None:
    assert env.words("atlas.example, www.atlas.example,") == ["atlas.example", "www.atlas.example"]


def test_paths_can_be_put_behind_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IT", "https://atlas.example/")
    assert env.base_address("IT", "") == "https://atlas.example"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (lambda: env.flag("IT", True), "perhaps"),
        (lambda: env.number("IT", 1), "-1"),
        (lambda: env.number("IT", 1), "٣"),
        (lambda: env.choice("IT", ("all", "public")), "pubic"),
        (lambda: env.email("IT", "a@example.org"), "nobody"),
        (lambda: env.web_address("IT", ""), "atlas.example"),
        (lambda: env.web_address("IT", ""), "ftp://atlas.example"),
        (lambda: env.web_address("IT", ""), "https://"),
        (lambda: env.web_address("IT", ""), "https://atlas.example:port"),
        (lambda: env.web_address("IT", ""), "https://atlas.example/a b"),
        (lambda: env.base_address("IT", ""), "https://atlas.example/?a=b"),
        (lambda: env.database("IT", DEFAULT), "mysql://localhost/atlas"),
        (lambda: env.database("IT", DEFAULT), "postgres://localhost/"),
        (lambda: env.database("IT", DEFAULT), "postgres://localhost:none/atlas"),
        (lambda: env.database("IT", DEFAULT), "atlas"),
    ],
)
def test_a_mistake_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], written: str
) -> None:
    monkeypatch.setenv("IT", written)
    with pytest.raises(ImproperlyConfigured, match=r"^IT"):
        read()


def test_a_wrong_scheme_is_named_and_the_password_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IT", "mysql://atlas:hush@localhost/atlas")
    with pytest.raises(ImproperlyConfigured, match="'mysql'") as raised:
        env.database("IT", DEFAULT)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "postgres://desk:p%40s%2Fs@db.example:5433/atlas?sslmode=require&connect_timeout=3",
            {
                "NAME": "atlas",
                "USER": "desk",
                "PASSWORD": "p@s/s",
                "HOST": "db.example",
                "PORT": "5433",
                "OPTIONS": {"sslmode": "require", "connect_timeout": "3"},
            },
        ),
        ("postgresql://localhost/atlas", {"NAME": "atlas", "USER": "", "PORT": "", "OPTIONS": {}}),
        (
            "postgres:///atlas?host=/var/run/postgresql",
            {"NAME": "atlas", "HOST": "", "OPTIONS": {"host": "/var/run/postgresql"}},
        ),
        ("sqlite:////srv/with%20space.sqlite3", {"NAME": "/srv/with space.sqlite3"}),
        ("", {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/atlas.sqlite3"}),
    ],
)
def test_a_database_is_one_address(
    monkeypatch: pytest.MonkeyPatch, address: str, expected: dict[str, Any]
) -> None:
    monkeypatch.setenv("IT", address)
    assert expected.items() <= env.database("IT", DEFAULT).items()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"BACKEND": "atlas.page_stores.Memory", "OPTIONS": {"megabytes": 64}}),
        ("memory://", {"OPTIONS": {"megabytes": 64}}),
        ("memory://?megabytes=8", {"OPTIONS": {"megabytes": 8}}),
        ("redis://127.0.0.1:6379/0", {"BACKEND": "atlas.page_stores.Redis"}),
        ("redis://cache.example", {"LOCATION": "redis://cache.example"}),
        ("rediss://atlas:p%40ss@cache.example/1", {"LOCATION": "rediss://atlas:p%40ss@cache.example/1"}),
    ],
)
def test_so_is_a_cache(monkeypatch: pytest.MonkeyPatch, address: str, expected: dict[str, Any]) -> None:
    monkeypatch.setenv("IT", address)
    assert expected.items() <= env.page_cache("IT").items()


@pytest.mark.parametrize(
    "address",
    [
        "redis://",
        "redis://:hush@host:none/0",
        "redis://:hush@host/pages",
        "memcached://:hush@host",
        "memory://8",
    ],
)
def test_a_wrong_cache_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("IT", address)
    with pytest.raises(ImproperlyConfigured, match=r"^IT") as raised:
        env.page_cache("IT")
    assert "hush" not in str(raised.value)
