"""The page of a demonstration that shows the mails it would send."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal.demo.mail import KeptMail, mails_for


@require_safe
@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/mail_list.html", {"mails": _mails_or_404(request)})


@require_safe
@never_cache
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types know views without arguments only
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": _mail_or_404(request, name)})


@require_safe
@never_cache
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]  # as above
    {
        "default-src": [NONE],
        "script-src": [NONE],
        # The styles of a mail stand on its elements, where every mail program reads them.
        "style-src": [UNSAFE_INLINE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-top-navigation-by-user-activation", "allow-popups"],
    }
)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as mail programs draw it, for a frame; its links open in place of the page around it."""
    html = _mail_or_404(request, name).html
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


def _mails_or_404(request: HttpRequest) -> list[KeptMail]:
    """404 outside a demonstration, and where mail really leaves."""
    if not settings.DEMO or settings.EMAIL_URL:
        raise Http404
    return mails_for(request)


def _mail_or_404(request: HttpRequest, name: str) -> KeptMail:
    for each in _mails_or_404(request):
        if each.name == name:
            return each
    raise Http404
