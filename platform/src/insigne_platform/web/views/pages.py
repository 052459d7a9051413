"""The front page, the pages of plain text, the language switch, and the component page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from insigne_platform.web.design_samples import samples
from insigne_platform.web.forms import VerifyForm

A_YEAR = 365 * 24 * 3600


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, with the verify box up front."""
    return render(request, "pages/front.html", {"form": VerifyForm()})


@require_safe
def text_page(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page of plain text."""
    return render(request, f"pages/{page}.html")


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Keep the visitor's choice of language in a cookie, and go back to where they were."""
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.GET.get("lang", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every component, for developers."""
    return render(request, "pages/design.html", samples())
