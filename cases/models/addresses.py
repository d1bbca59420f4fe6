"""Addresses on the web that a reader can follow."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Names that lead somewhere only from inside a house. `.onion` leads there from everywhere.
AT_HOME = re.compile(r"(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)\.?$")


def public_address(value: str) -> None:
    """Refuses what no reader can open or should see: `ftp://`, a password, a machine of one's own network."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return  # Django's own validator has said what is wrong
    host = (parts.hostname or "").lower()
    if parts.scheme not in {"http", "https"}:
        words = _("An address begins with http:// or https://, not with “%(scheme)s://”.")
        raise ValidationError(words, params={"scheme": parts.scheme})
    if "@" in parts.netloc:
        words = _("Leave out the user name and password: “https://%(host)s/…” alone.")
        raise ValidationError(words, params={"host": host})
    if not _is_public(host):
        words = _("“%(host)s” can be opened only inside the network where it stands. Use a public address.")
        raise ValidationError(words, params={"host": host})


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return not AT_HOME.search(host)
