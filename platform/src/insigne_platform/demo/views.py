"""The pages where the visitor of a demo reads everybody's mail."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.http import require_safe

from insigne_platform.core.instance import is_demo
from insigne_platform.demo.models import DemoMail

ON_A_PAGE = 25


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first, all of them or those to one address."""
    _must_be_demo()
    search = request.GET.get("search", "").strip()
    found = DemoMail.objects.defer("html")
    if search:
        found = found.filter(to__icontains=search)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mails.html", {"page": page, "search": search})


@require_safe
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show one mail as text, its links alive."""
    _must_be_demo()
    return render(request, "demo/mail.html", {"mail": get_object_or_404(DemoMail, pk=mail_id)})


@require_safe
@xframe_options_deny
def mail_page(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show the HTML of one mail as a mail program would, and let it do nothing."""
    _must_be_demo()
    response = HttpResponse(get_object_or_404(DemoMail, pk=mail_id).html)
    response["Content-Security-Policy"] = (
        "sandbox allow-top-navigation-by-user-activation; default-src 'none'; "
        "style-src 'unsafe-inline'; img-src 'self' data:"
    )
    return response


def _must_be_demo() -> None:
    if not is_demo():
        raise Http404
