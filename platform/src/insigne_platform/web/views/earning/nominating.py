"""Nominating: whom the office trusts, and what they send in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_nominations import NominationForm, NominatorForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.setting_up import page_of, version_to_set_up

ON_A_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nominators(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show who nominates for a badge, and invite somebody."""
    version = version_to_set_up(request.user, version_id)
    form = NominatorForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            services.invite_nominator(
                version.achievement, email, by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error("email", str(conflict))
        else:
            messages.success(request, _("%(email)s gets a message.") % {"email": email})
            return redirect("nominators", version.pk)
    found = selectors.nominators_of(version.achievement)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(version) | {"form": form, "page": page}
    return render(request, "earning/nominators.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, nominator_id: UUID) -> HttpResponse:
    """Take no nominations from somebody any more, after one question."""
    found = selectors.nominator_for(nominator_id, by=request.user)
    version = version_in_force(found.achievement) if found else None
    if found is None or version is None:
        raise NotPermitted(_("This is nobody who nominates for a badge that you award."))
    if request.method != "POST":
        context = page_of(version) | {"nominator": found}
        return render(request, "earning/end_nominator.html", context)
    services.end_nominator(found, by=request.user, at=timezone.now())
    messages.success(request, _("%(email)s nominates no more.") % {"email": found.email})
    return redirect("nominators", version.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: SignedInRequest, nominator_id: UUID) -> HttpResponse:
    """Name people for a badge, and see what came of earlier lists."""
    found = selectors.own_nominator(nominator_id, by=request.user)
    if found is None:
        raise NotPermitted(
            _("You do not nominate for this badge, or not any more. Did the invitation go to "
              "another address? Add that to your account and confirm it.")
        )  # fmt: skip
    version = version_in_force(found.achievement)
    if version is None:
        raise NotFound(_("This badge is not published yet."))
    form = NominationForm(request.POST or None)
    if form.is_valid():
        try:
            services.nominate(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Sent. You get a message when the office has decided."))
            return redirect("nominate", found.pk)
    page = Paginator(selectors.own_nominations(found), ON_A_PAGE).get_page(request.GET.get("page"))
    context = badge_page(version) | {"form": form, "page": page}
    return render(request, "earning/nominate.html", context, status=422 if form.errors else 200)
