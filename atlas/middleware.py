"""What no address may contain, in any room."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase

READS = ("GET", "HEAD", "OPTIONS")
Answer = Callable[[HttpRequest], HttpResponseBase]


class RefuseBadAddress:
    """400 for a query longer than any filter needs, and for a NUL, which no database text can hold."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query: str = request.META.get("QUERY_STRING", "")
        if len(query) > settings.ATLAS_MAX_QUERY:
            return too_long(request)
        if "\0" in request.path_info or "\0" in query or "%00" in query:
            raise BadRequest("The address contains a NUL byte.")  # answered by handler400 of atlas/urls.py
        return self.get_response(request)


class PublicIsReadOnly:
    """Public pages are read and nothing else. Before CSRF is checked, whose refusal speaks of cookies."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in READS or request.path_info.startswith(settings.DESK_PATH):
            return self.get_response(request)

        from cases.public.views import errors  # here, when the apps are loaded

        answer = errors.only_read(request)
        answer["Allow"] = ", ".join(READS)
        return answer


def too_long(request: HttpRequest) -> HttpResponse:
    if not settings.PUBLIC_IS_OPEN:
        return HttpResponse("The address is too long.", status=400, content_type="text/plain")

    from cases.public.views import errors  # here, for a desk process has no public room

    return errors.too_long(request)
