"""The cases that name a person, an organization or an event: what a page shows that no document holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from cases.public import wording
from cases.public.document import Labels
from cases.public.models import Page

# The newest of them; the list of cases has the rest.
MOST = 100


@dataclass(frozen=True)
class CaseInRoles:
    """A case, and what the page's subject is in it."""

    page: Any
    roles: tuple[str, ...]


@dataclass(frozen=True)
class NamingCases:
    cases: tuple[CaseInRoles, ...]
    has_more: bool


def naming_cases(kind: str, key: str) -> NamingCases:
    """One query: the live cases that name it, those that began last first, each once with all its roles."""
    rows = (
        Page.objects.filter(kind="case", state=Page.State.LIVE, mentions__kind=kind, mentions__key=key)
        .annotate(role=F("mentions__labels"))
        .defer("words", "name_keys")
        .order_by("-case__sort_date", "-case__number", "mentions__id")
    )
    found = _each_once(rows[: 2 * MOST])
    return NamingCases(found[:MOST], has_more=len(found) > MOST)


def _each_once(rows: Iterable[Any]) -> tuple[CaseInRoles, ...]:
    roles: dict[str, list[Labels]] = {}
    pages = {}
    for page in rows:
        pages[page.key] = page
        roles.setdefault(page.key, []).append(page.role)
    return tuple(
        CaseInRoles(page, tuple(wording.label_of(labels) for labels in roles[key] if labels))
        for key, page in pages.items()
    )
