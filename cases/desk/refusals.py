"""What somebody at the desk reads when an address or a form is refused; elsewhere the public's own page."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from cases.desk.site import desk
from cases.public.views import errors


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if not _at_the_desk(request):
        if settings.PUBLIC_IS_OPEN:
            return errors.bad_request(request, exception)
        return defaults.bad_request(request, exception)  # type: ignore[arg-type]
    if isinstance(exception, TooManyFieldsSent | RequestDataTooBig):
        return _page(request, 413, _("This form was too long to be taken"), [_too_long(), _back()])
    return _page(request, 400, _("This address cannot be read"), [_("Something in it is not text.")])


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    if not _at_the_desk(request):
        if settings.PUBLIC_IS_OPEN:
            return errors.forbidden(request, exception)
        return defaults.permission_denied(request, exception)  # type: ignore[arg-type]
    why = str(exception or "")
    ask = _(
        "Nothing was changed. What an editor decides, ask an editor; whoever administers the desk can give "
        "your account more rights."
    )
    return _page(request, 403, _("Your account may not do this"), [why, ask] if why else [ask])


def _at_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(settings.DESK_PATH) and hasattr(request, "user")


def _too_long() -> str:
    return _("Nothing was saved: more fields were sent at once, or more text, than the desk can take.")


def _back() -> str:
    return _(
        "To go on: press the browser's “Back”: what you typed should still stand in the form. Copy "
        "long texts into a document of your own, take out the rows that you entered last and save; enter "
        "them anew after that."
    )


def _page(request: HttpRequest, status: int, title: str, says: list[str]) -> HttpResponse:
    context = {**desk.each_context(request), "title": title, "says": says}
    return render(request, "desk/refused.html", context, status=status)
