from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def cases(request: HttpRequest) -> HttpResponse:
    return render(request, "public/cases.html")


def people(request: HttpRequest) -> HttpResponse:
    return render(request, "public/people.html")


def organizations(request: HttpRequest) -> HttpResponse:
    return render(request, "public/organizations.html")


def countries(request: HttpRequest) -> HttpResponse:
    return render(request, "public/countries.html")


def events(request: HttpRequest) -> HttpResponse:
    return render(request, "public/events.html")
