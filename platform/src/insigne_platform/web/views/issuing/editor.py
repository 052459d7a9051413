"""Making a badge: one page with everything that it says."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.elements import completeness
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.institutions import permissions
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.web.badge_words import facts_of, still_missing, value_if_any
from insigne_platform.web.forms_badges import BadgeForm, NewBadgeForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.templatetags.parts import clock
from insigne_platform.web.views.issuing.house import institution_for


def version_for(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever works for its issuer; for others a closed door."""
    version = selectors.badge_version(version_id, by=person)
    if version is None:
        raise NotPermitted(_("This is not a badge of an institution that you work for."))
    return version


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Begin a badge."""
    institution = institution_for(request.user, public_id)
    issuers = issuers_where_may_award(request.user, institution)
    has_issuers = issuers.exists()
    if not has_issuers and not permissions.may_administer(request.user, institution):
        raise NotPermitted(_("You do not make badges for this issuer."))
    form = NewBadgeForm(request.POST or None, request.FILES or None, issuers=issuers)
    if form.is_valid():
        issuer = form.cleaned_data["issuer"]
        try:
            version = services.draft_badge(issuer, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            return _after_saving(request, form, version)
    context = {"institution": institution, "form": form, "has_issuers": has_issuers}
    return render(request, "issuing/editor.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Work on a draft; what is published is only shown."""
    version = version_for(request.user, version_id)
    may_edit = permissions.may_edit_badges(request.user, version.achievement.issuer)
    if request.method == "POST" and not may_edit:
        raise NotPermitted(_("You do not make badges for this issuer."))
    if version.is_published or not may_edit:
        return _shown(request, version, may_edit=may_edit)

    form = BadgeForm.of(
        version, data=request.POST or None, files=request.FILES or None, rows=_rows(request)
    )
    if form.is_valid():
        try:
            services.edit_draft(version, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            return _after_saving(request, form, version)
    return _editor(request, form, version)


def _editor(request: SignedInRequest, form: BadgeForm, version: AchievementVersion) -> HttpResponse:
    context = {
        "institution": version.achievement.issuer.institution,
        "form": form,
        "version": version,
        "sewn": completeness(version),
        "missing": still_missing(version),
    }
    return render(request, "issuing/editor.html", context, status=422 if form.errors else 200)


def _rows(request: SignedInRequest) -> int:
    """How many rows of outcomes were asked for."""
    asked = request.GET.get("outcomes", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else 0


def _after_saving(
    request: SignedInRequest, form: BadgeForm, version: AchievementVersion
) -> HttpResponse:
    """Store the picture if there is one, and go where the pressed button leads."""
    upload = form.cleaned_data["picture"]
    if upload is not None:
        try:
            services.set_picture(version, upload.read(), by=request.user)
        except Invalid as refused:
            again = BadgeForm.of(version, data=request.POST, rows=form.rows)
            for problem in refused.problems:
                again.add_error("picture", problem.message)
            return _editor(request, again, version)
    here = reverse("badge-edit", args=[version.pk])
    if "more" in request.POST:
        return redirect(f"{here}?outcomes={form.rows + 1}#outcomes")
    if "publish" in request.POST:
        return redirect("badge-publish", version.pk)
    messages.success(request, _("Saved at %(time)s.") % {"time": clock(timezone.now())})
    return redirect(here)


def _shown(
    request: SignedInRequest, version: AchievementVersion, *, may_edit: bool
) -> HttpResponse:
    issuer = version.achievement.issuer
    context: dict[str, Any] = {
        "institution": issuer.institution,
        "version": version,
        "versions": selectors.versions_of(version.achievement),
        "value": value_if_any(version),
        "facts": facts_of(version),
        "may_edit": may_edit,
        "may_award": permissions.may_award(request.user, issuer),
    }
    return render(request, "issuing/badge.html", context)
