"""How a badge is earned, for who awards it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import permissions, selectors, services
from insigne_platform.people.models import Person
from insigne_platform.web.forms_earning import OpeningForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for


def version_to_set_up(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever decides how it is earned."""
    version = version_for(person, version_id)
    if not permissions.may_set_up(person, version.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    return version


def page_of(version: AchievementVersion) -> dict[str, object]:
    """What every page about earning one badge shows."""
    return {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "here": "badges",
        "crumbs": [],
    }


@login_required
@require_safe
def ways(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show in which ways a badge is earned."""
    version = version_to_set_up(request.user, version_id)
    context = page_of(version) | {
        "opening": selectors.opening_of(version.achievement),
        "apply_address": selectors.apply_address(version.achievement),
    }
    return render(request, "earning/ways.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Open a badge for applications, or close it."""
    version = version_to_set_up(request.user, version_id)
    stored = selectors.opening_of(version.achievement)
    form = OpeningForm(request.POST or None, opening=stored)
    if form.is_valid():
        try:
            services.set_opening(version.achievement, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Saved."))
            return redirect("earning-ways", version.pk)
    context = page_of(version) | {
        "form": form,
        "address": absolute(f"/apply/{version.achievement.public_id}"),
    }
    return render(request, "earning/opening.html", context, status=422 if form.errors else 200)
