from django.http import Http404, HttpRequest, HttpResponse


def number(request: HttpRequest, number: str) -> HttpResponse:
    raise Http404
