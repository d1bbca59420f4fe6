"""What a new form repeats: the country, the language and the source that this user used last."""

from typing import Any

from django.http import HttpRequest

from cases.models import Source

KEY = "desk_last"
KEPT = ("country", "language", "source")


def remember(request: HttpRequest, **used: Any) -> None:
    """Keep what is not empty: remember(request, country="GE", language="az", source=12)."""
    known = request.session.get(KEY, {})
    fresh = {name: value for name, value in used.items() if value}
    if any(known.get(name) != value for name, value in fresh.items()):
        request.session[KEY] = {**known, **fresh}


def last(request: HttpRequest, name: str) -> Any:
    return request.session.get(KEY, {}).get(name)


def last_language(request: HttpRequest) -> str:
    return str(last(request, "language") or "en")


def last_source(request: HttpRequest) -> int | None:
    """Its key, unless somebody has deleted it since."""
    pk = last(request, "source")
    return pk if pk and Source.objects.filter(pk=pk).exists() else None
