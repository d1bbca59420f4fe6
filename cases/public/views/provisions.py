from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.public.queries.provisions import provision_page


@require_safe
def provision(request: HttpRequest, provision: int) -> HttpResponse:
    page = provision_page(provision)  # 404s by itself
    return render(request, "public/provision.html", {"page": page, "section": "country"})
