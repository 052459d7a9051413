"""Entering a code, and claiming the badge that it stands for."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.errors import Conflict, Invalid, NotFound
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import ClaimCode
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_codes import EnterCodeForm, RedeemForm
from insigne_platform.web.limits import Tries
from insigne_platform.web.problems import error_page, put_on_form
from insigne_platform.web.requests import SignedInRequest

WRONG_CODES = Tries("wrong codes", 10, every=timedelta(hours=1))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """Take a code that somebody types."""
    form = EnterCodeForm(request.POST or None)
    if form.is_valid():
        if WRONG_CODES.are_used_up(request.user):
            return _too_many(request)
        found = selectors.code_reading(form.cleaned_data["code"])
        if found is not None:
            return redirect("redeem", found.readable)
        WRONG_CODES.count(request.user)
        form.add_error("code", _("There is no such code. Check every letter and digit."))
    return render(
        request, "earning/enter_code.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the badge of a code to who opened its address; claiming is a press of a button."""
    if WRONG_CODES.are_used_up(request.user):
        return _too_many(request)
    found = selectors.code_reading(code)
    version = version_in_force(found.achievement) if found else None
    if found is None or version is None:
        WRONG_CODES.count(request.user)
        raise NotFound(_("There is no such code. Check every letter and digit."))
    addresses = [email for email in verified_addresses(request.user) if found.welcomes(email)]
    form = RedeemForm(request.POST or None, addresses=addresses)
    if form.is_valid() and _redeemed(form, found, request):
        messages.success(request, _("The badge is yours. It hangs in your backpack in a moment."))
        return redirect("backpack")
    context = badge_page(version) | {"form": form, "code": found, "addresses": addresses}
    return render(request, "earning/redeem.html", context, status=422 if form.errors else 200)


def _redeemed(form: RedeemForm, code: ClaimCode, request: SignedInRequest) -> bool:
    try:
        services.redeem(
            code.code, email=form.cleaned_data["email"], by=request.user, at=timezone.now()
        )
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


def _too_many(request: SignedInRequest) -> HttpResponse:
    response = error_page(request, 429)
    response.headers["Retry-After"] = str(WRONG_CODES.seconds)
    return response
