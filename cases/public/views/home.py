from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.public.queries.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"home": home_page(), "two_persons": settings.ATLAS_TWO_PERSON_RULE}
    return render(request, "public/home.html", context)
