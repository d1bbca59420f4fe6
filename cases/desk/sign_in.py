"""Signing in: whoever fails too often waits; and what is said of a form that was not sent from here."""

import hashlib
import ipaddress
import math
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from typing_extensions import override

MOST_FAILURES = 10
WITHIN = 15 * 60  # seconds


class SignInForm(AdminAuthenticationForm):
    """After ten failures for one account, or from one address, no password is even looked at.

    Counted in Django's cache. With the local-memory cache that is for each process by itself: of a desk with
    four processes somebody may try four times as often, and a restart forgets.
    """

    wait = 0  # seconds, where she has to

    @override
    def clean(self) -> dict[str, Any]:
        account = _key("account", self.cleaned_data.get("username", "").casefold())
        keys = [account, *_address(self.request)]
        self.wait = _wait(keys)
        if self.wait:
            minutes = math.ceil(self.wait / 60)
            raise ValidationError(
                ngettext_lazy(
                    "Too many attempts failed. Try again in %(minutes)d minute.",
                    "Too many attempts failed. Try again in %(minutes)d minutes.",
                    minutes,
                ),
                code="wait",
                params={"minutes": minutes},
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            for key in keys:
                cache.set(key, [*_failures(key), time.time()][-MOST_FAILURES:], WITHIN)
            raise
        cache.delete(account)
        return cleaned


def _wait(keys: Sequence[str]) -> int:
    waits = [
        failed[0] + WITHIN - time.time() for key in keys if len(failed := _failures(key)) >= MOST_FAILURES
    ]
    return math.ceil(max(waits, default=0))


def _failures(key: str) -> list[float]:
    known: list[float] = cache.get(key, [])
    return [at for at in known if at > time.time() - WITHIN]


def _address(request: HttpRequest | None) -> list[str]:
    """None where a proxy stands before the desk: all come from its address, and would wait for one."""
    address = request.META.get("REMOTE_ADDR", "") if request is not None else ""
    try:
        known = not ipaddress.ip_address(address).is_loopback and not settings.SECURE_PROXY_SSL_HEADER
    except ValueError:  # a Unix socket
        known = False
    return [_key("address", address)] if known else []


def _key(kind: str, value: str) -> str:
    return f"failed-{kind}-{hashlib.sha256(value.encode()).hexdigest()}"


def form_not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: its own says "CSRF verification failed" and leaves it at that."""
    from cases.desk.site import desk

    context = {**desk.each_context(request), "title": _("This form was not taken")}
    return render(request, "desk/not_from_here.html", context, status=403)
