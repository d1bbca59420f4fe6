"""Read one environment variable, or say what is wrong with it.

An empty variable counts as missing: that is how a shell or a unit file says "none".
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str) -> str:
    value = text(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: {why}")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        raise wrong(name, value, "is neither yes (1, true, on) nor no (0, false, off)")
    return value in YES


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise wrong(name, value, "is not a whole number of 0 or more")
    return int(value)


def choice(name: str, options: tuple[str, ...]) -> str:
    """The first option is the default."""
    value = text(name, options[0])
    if value not in options:
        raise wrong(name, value, f"is not one of {', '.join(options)}")
    return value


def words(value: str) -> list[str]:
    """A list is written with commas: `atlas.example, www.atlas.example`."""
    return [word.strip() for word in value.split(",") if word.strip()]


def email(name: str, default: str) -> str:
    value = text(name, default)
    if not EMAIL.fullmatch(value):
        raise wrong(name, value, "is not an e-mail address")
    return value


def web_address(name: str, default: str) -> str:
    value = text(name, default)
    try:
        parts = urlsplit(value)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        sound = False
    if not sound or re.search(r"\s", value):
        raise wrong(name, value, "is not an address that begins with http:// or https://")
    return value


def base_address(name: str, default: str) -> str:
    """A web address to put paths behind, hence without a slash at its end."""
    value = web_address(name, default).rstrip("/")
    if "?" in value or "#" in value:
        raise wrong(name, value, "has a query or a fragment; paths are put behind it")
    return value


def database(name: str, default: Path) -> dict[str, Any]:
    """What a Django database takes from an address.

    postgres://user:p%40ss@host:5432/atlas?sslmode=require   options go to libpq as they are
    postgres:///atlas?host=/var/run/postgresql               by a Unix socket
    sqlite:////var/lib/atlas/atlas.sqlite3                   three slashes, then an absolute path
    """
    value = text(name, f"sqlite:///{default}")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: {error}.") from error
    # Never shown whole: it holds a password.
    path = unquote(parts.path.removeprefix("/"))
    if not path:
        raise ImproperlyConfigured(f"{name} names no database after its host.")
    match parts.scheme:
        case "postgres" | "postgresql":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": path,
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or ""),
                "PORT": str(port or ""),
                "OPTIONS": dict(parse_qsl(parts.query)),
            }
        case "sqlite":
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
        case scheme:
            raise ImproperlyConfigured(
                f"{name} begins with {scheme!r}: postgres:// and sqlite:/// are known."
            )


def page_cache(name: str) -> dict[str, Any]:
    """What a Django cache takes from an address.

    memory://?megabytes=64                of each process by itself, where nothing is said
    redis://user:p%40ss@host:6379/0       shared; rediss:// is encrypted on the way
    """
    value = text(name, "memory://")
    try:
        parts = urlsplit(value)
        sound = parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        sound = False
    # Never shown whole: it may hold a password.
    if not sound:
        raise ImproperlyConfigured(f"{name} is not an address.")
    match parts.scheme:
        case "memory":
            megabytes = parts.query.removeprefix("megabytes=") or "64"
            if parts.netloc or parts.path or not (megabytes.isascii() and megabytes.isdigit()):
                raise wrong(name, value, "is not memory:// or memory://?megabytes=64")
            return {"BACKEND": "atlas.page_stores.Memory", "OPTIONS": {"megabytes": int(megabytes)}}
        case "redis" | "rediss":
            if not parts.hostname or not re.fullmatch(r"/?[0-9]*", parts.path) or parts.query:
                raise ImproperlyConfigured(f"{name} is not redis://user:password@host:6379/0.")
            return {"BACKEND": "atlas.page_stores.Redis", "LOCATION": value, "KEY_PREFIX": "atlas"}
        case scheme:
            raise ImproperlyConfigured(f"{name} begins with {scheme!r}: redis:// and memory:// are known.")


def wrong(name: str, value: str, what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}={value!r} {what}.")
