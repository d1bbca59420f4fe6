"""What one page needs, in one call. `case_page(1)` reads what is public; `case_page_of(document)` takes a
document that is not, such as the desk's preview. Raises Http404 where there is no page, Gone where there was.
"""

from collections.abc import Callable
from typing import Any

from cases.public.queries.case import CasePage, case_page, case_page_of, case_version
from cases.public.queries.countries import CountryPage, country_page, country_page_of, country_version
from cases.public.queries.editions import ChangesPage, Edition, Gone, changes_page, exact_bytes
from cases.public.queries.events import EventPage, event_page, event_page_of, event_version
from cases.public.queries.organizations import (
    OrganizationPage,
    organization_page,
    organization_page_of,
    organization_version,
)
from cases.public.queries.people import PersonPage, person_page, person_page_of, person_version

__all__ = [
    "PAGES_OF",
    "VERSIONS",
    "AnyPage",
    "CasePage",
    "ChangesPage",
    "CountryPage",
    "Edition",
    "EventPage",
    "Gone",
    "OrganizationPage",
    "PersonPage",
    "case_page",
    "case_page_of",
    "case_version",
    "changes_page",
    "country_page",
    "country_page_of",
    "country_version",
    "event_page",
    "event_page_of",
    "event_version",
    "exact_bytes",
    "organization_page",
    "organization_page_of",
    "organization_version",
    "person_page",
    "person_page_of",
    "person_version",
]

AnyPage = CasePage | PersonPage | OrganizationPage | CountryPage | EventPage

PAGES_OF: dict[str, Callable[[Any], AnyPage]] = {
    "case": case_page_of,
    "person": person_page_of,
    "organization": organization_page_of,
    "country": country_page_of,
    "event": event_page_of,
}

# One version, its document alone.
VERSIONS: dict[str, Callable[[str, int], AnyPage]] = {
    "case": case_version,
    "person": person_version,
    "organization": organization_version,
    "country": country_version,
    "event": event_version,
}
