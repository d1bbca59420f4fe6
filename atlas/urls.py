"""Which rooms are open in this process."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

if settings.DESK_IS_OPEN:
    urlpatterns += [path("desk/", include("cases.desk.urls"))]

if settings.PUBLIC_IS_OPEN:
    urlpatterns += [path("", include("cases.public.urls"))]
    handler400 = "cases.public.views.errors.bad_request"
    handler403 = "cases.public.views.errors.forbidden"
    handler404 = "cases.public.views.errors.not_found"
    handler500 = "cases.public.views.errors.server_error"

if settings.DESK_IS_OPEN:  # the desk answers in its own look, elsewhere as the public room does
    handler400 = "cases.desk.refusals.bad_request"
    handler403 = "cases.desk.refusals.forbidden"
