"""Claim codes: making, showing, printing and stopping them."""

import io
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import ClaimCode
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.forms_codes import CodeForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.setting_up import page_of, version_to_set_up

ON_A_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the codes of a badge, and make one."""
    version = version_to_set_up(request.user, version_id)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.make_code(version.achievement, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            return redirect("code", made.pk)
    found = selectors.codes_of(version.achievement)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = page_of(version) | {
        "form": form,
        "page": page,
        "rows": [{"code": code, "state": state_of(code, today)} for code in page],
    }
    return render(request, "earning/codes.html", context, status=422 if form.errors else 200)


def state_of(code: ClaimCode, today: object) -> str:
    """Say in one word how a code stands: good, early, late, full or stopped."""
    if code.stopped_at is not None:
        return "stopped"
    if code.limit is not None and code.used >= code.limit:  # type: ignore[attr-defined]  # counted
        return "full"
    if code.opens_on is not None and today < code.opens_on:  # type: ignore[operator]  # a day
        return "early"
    return "good" if code.is_good_on(today) else "late"  # type: ignore[arg-type]  # a day


@login_required
@require_safe
def code(request: SignedInRequest, code_id: UUID) -> HttpResponse:
    """Show a code to be printed or put on a screen, and how often it was used."""
    found = _code(request, code_id)
    version = version_in_force(found.achievement)
    context = {
        "institution": found.achievement.issuer.institution,
        "here": "badges",
        "version": version,
        "code": found,
        "state": state_of(found, timezone.localdate()),
        "picture": picture_of(version) if version else "",
        "address": address_of(found),
        "entrance": absolute("/code"),
    }
    return render(request, "earning/code.html", context)


@login_required
@require_safe
def qr(request: SignedInRequest, code_id: UUID) -> HttpResponse:
    """Draw the address of a code as a QR code."""
    found = _code(request, code_id)
    drawn = io.BytesIO()
    segno.make(address_of(found), error="m").save(
        drawn, kind="svg", scale=8, border=4, light="#fff", xmldecl=False
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SignedInRequest, code_id: UUID) -> HttpResponse:
    """Take a code out of use, after one question."""
    found = _code(request, code_id)
    if request.method != "POST":
        context = {
            "institution": found.achievement.issuer.institution,
            "here": "badges",
            "code": found,
        }
        return render(request, "earning/stop_code.html", context)
    services.stop_code(found, by=request.user, at=timezone.now())
    messages.success(request, _("The code is stopped. Nobody can use it any more."))
    return redirect("code", found.pk)


def address_of(found: ClaimCode) -> str:
    """The address that a QR code leads to."""
    return absolute(f"/code/{found.readable}")


def _code(request: SignedInRequest, code_id: UUID) -> ClaimCode:
    found = selectors.code_for(code_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a code for a badge that you award."))
    return found
