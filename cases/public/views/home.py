from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.public.queries.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"home": home_page()})
