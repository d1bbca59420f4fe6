"""What a reader sees when an address cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/error.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/error.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/error.html", status=404)


def too_long(request: HttpRequest) -> HttpResponse:
    return render(request, "public/error.html", status=414)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "public/error.html", status=500)
