"""The address of a page, from its kind and key: only these count, the rest is for the eye."""

from django.urls import reverse


def address_of(kind: str, key: str, slug: str = "") -> str:
    """`/cases/1/arrest-of-a-reporter/`, `/countries/AZ/`: the code of a country says enough."""
    return reverse(kind, args=[key, slug] if slug and kind != "country" else [key])
