"""What every template may say of who publishes: `{{ site.publisher }}`."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Site:
    publisher: str
    url: str  # without a slash at its end: `{{ site.url }}{{ page.url }}`
    contact: str
    licence: str
    licence_url: str


def site(request: HttpRequest) -> dict[str, Site]:
    return {
        "site": Site(
            publisher=settings.ATLAS_PUBLISHER,
            url=settings.ATLAS_PUBLIC_URL,
            contact=settings.ATLAS_CONTACT,
            licence=settings.ATLAS_LICENCE,
            licence_url=settings.ATLAS_LICENCE_URL,
        )
    }
