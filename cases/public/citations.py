"""How to cite a page: from a document to the words that stand in a footnote."""

from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext as _

from cases.public import wording

KINDS = {
    "case": lambda key: _("case %(key)s") % {"key": key},
    "person": lambda key: _("person %(key)s") % {"key": key},
    "organization": lambda key: _("organization %(key)s") % {"key": key},
    "event": lambda key: _("event %(key)s") % {"key": key},
    "country": lambda key: _("country %(key)s") % {"key": key},
}


def plain(document: Any, address: str) -> str:
    """Atlas, “NGO Case No. 142006023”, case 1, version 2, 21 November 2025, https://atlas.example/cases/1/v2/

    `address` is that of the version: what it said on the day is what was cited.
    """
    return _("%(publisher)s, “%(title)s”, %(record)s, version %(version)s, %(day)s, %(address)s") % {
        "publisher": settings.ATLAS_PUBLISHER,
        "title": wording.title(document)["text"],
        "record": KINDS[document["kind"]](document["key"]),
        "version": document["version"],
        "day": _day(document["published"]),
        "address": settings.ATLAS_PUBLIC_URL.rstrip("/") + address,
    }


def _day(moment: str) -> str:
    language = wording.language().replace("-", "_")
    style = "d MMMM y" if language.startswith("en") else "long"
    return str(format_date(wording.moment(moment), style, locale=language))
