"""The admin site of the desk: its start page, its search, and what its look-ups answer."""

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk import start
from cases.desk.hand import in_hand
from cases.desk.sign_in import SignInForm
from cases.public.facets import GENERATED
from cases.public.models import FacetBlock

NAVIGATION = (
    ("cases_case", _("Cases")),
    ("cases_person", _("People")),
    ("cases_organization", _("Organizations")),
    ("cases_source", _("Sources")),
    ("cases_event", _("Events")),
    ("cases_provision", _("Laws")),
    ("cases_profile", _("Countries")),
)


class FoundByLookup(AutocompleteJsonView):
    """What a look-up shows of a record: its name, and beside it what tells it from others."""

    @override
    def get_queryset(self) -> Any:
        found = super().get_queryset()
        return found.prefetch_related("names") if hasattr(found.model, "names") else found

    @override
    def serialize_result(self, obj: Any, to_field_name: str) -> Any:
        beside = start.beside(obj)
        return {**super().serialize_result(obj, to_field_name), "beside": beside}


class Desk(AdminSite):
    site_title = _("Atlas Desk")
    site_header = _("Atlas Desk")
    index_title = _("Start")
    enable_nav_sidebar = False
    login_form = SignInForm
    site_url = "/" if settings.PUBLIC_IS_OPEN else settings.ATLAS_PUBLIC_URL

    @override
    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().each_context(request),
            "navigation": self._navigation(request),
            # The public room asks its bitmaps, which a desk need not hold.
            "holds_invented": FacetBlock.objects.filter(kind="case", facet=GENERATED[0]).exists(),
            **self._hand(request),
        }

    def _hand(self, request: HttpRequest) -> dict[str, Any]:
        return {"hand": in_hand(request)} if self.has_permission(request) else {}

    def _navigation(self, request: HttpRequest) -> list[dict[str, Any]]:
        if not self.has_permission(request):
            return []
        found = []
        for name, label in NAVIGATION:
            app, model = name.split("_")
            if request.user.has_perm(f"{app}.view_{model}") or request.user.has_perm(f"{app}.change_{model}"):
                try:
                    url = reverse(f"admin:{name}_changelist")
                except NoReverseMatch:
                    continue
                found.append({"label": label, "url": url, "here": request.path.startswith(url)})
        return found

    @override
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        response = super().login(request, extra_context)
        form = response.context_data["form"] if isinstance(response, TemplateResponse) else None  # type: ignore[index]
        if form is not None and form.wait:
            response.status_code = 429
            response["Retry-After"] = str(form.wait)
        return response

    @override
    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "start": start.waiting_for(request),
            "further": self.get_app_list(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "desk/start.html", context)

    def search(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "").strip()
        context = {
            **self.each_context(request),
            "title": _("Search"),
            "q": text,
            "found": start.found_everywhere(self, request, text) if text else [],
        }
        return TemplateResponse(request, "desk/search.html", context)

    @override
    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, FoundByLookup.as_view(admin_site=self)(request))


desk = Desk(name="admin")
