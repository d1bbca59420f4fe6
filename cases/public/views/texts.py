"""Pages of words: what this record is, how it is kept, and what machines may fetch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


def methodology(request: HttpRequest) -> HttpResponse:
    return render(request, "public/methodology.html")


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain")
