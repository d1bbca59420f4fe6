from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.public.queries.provisions import laws, provision_page


@require_safe
def provision(request: HttpRequest, provision: int) -> HttpResponse:
    page = provision_page(provision)  # 404s by itself
    return render(request, "public/provision.html", {"page": page, "section": "country"})


@require_safe
def provisions(request: HttpRequest) -> HttpResponse:
    return render(request, "public/provisions.html", {"countries": laws(), "section": "country"})
