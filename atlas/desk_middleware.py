"""Sessions, users and messages exist at the desk and nowhere else, and nothing of it is kept.

On a public address a request has no session, no user and no messages, so that no template can touch them
by mistake and send a cookie or `Vary: Cookie`, which would keep the page out of every shared cache.
Apart from middleware.py because a public process must not load this.
"""

from collections.abc import Awaitable

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from typing_extensions import override


class OnlyAtTheDesk(MiddlewareMixin):
    @override
    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if request.path_info.startswith(settings.DESK_PATH):
            return super().__call__(request)
        return self.get_response(request)


class NoCopies(OnlyAtTheDesk):
    """Neither a browser nor a proxy keeps anything of the desk, what could not be found included."""

    def process_response(self, request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer


class DeskSessions(OnlyAtTheDesk, SessionMiddleware):
    pass


class DeskUsers(OnlyAtTheDesk, AuthenticationMiddleware):
    pass


class DeskMessages(OnlyAtTheDesk, MessageMiddleware):
    pass
