"""From draft to published, and what can be done with a badge as a whole."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.achievements import services
from insigne_platform.achievements.elements import completeness
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions import permissions
from insigne_platform.people.models import Person
from insigne_platform.web.badge_words import facts_of, place_of, still_missing, value_if_any
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for


def _version_to_edit(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever makes badges of its issuer."""
    version = version_for(person, version_id)
    if not permissions.may_edit_badges(person, version.achievement.issuer):
        raise NotPermitted(_("You do not make badges for this issuer."))
    return version


def _page(version: AchievementVersion) -> dict[str, object]:
    return {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "sewn": completeness(version),
        "missing": still_missing(version),
        "value": value_if_any(version),
        "facts": facts_of(version),
    }


@login_required
@never_cache
@require_safe
def preview(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the badge as a holder or a viewer will see it."""
    version = version_for(request.user, version_id)
    seen_by = "viewer" if request.GET.get("as") == "viewer" else "holder"
    return render(request, "issuing/preview.html", {**_page(version), "seen_by": seen_by})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Publish a draft after one look; or say everything that is missing."""
    version = _version_to_edit(request.user, version_id)
    if version.is_published:
        return redirect("badge-edit", version.pk)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            services.publish(version, by=request.user, at=timezone.now())
        except Invalid as refused:
            problems = [
                {"message": problem.message, "place": place_of(problem.field)}
                for problem in refused.problems
            ]
        else:
            said = _("%(name)s is published. It can be awarded now.") % {"name": version.name}
            messages.success(request, said)
            return redirect("badge-edit", version.pk)
    context = {**_page(version), "problems": problems}
    return render(request, "issuing/publish.html", context, status=422 if problems else 200)


@login_required
@require_POST
def copy(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Begin the next version of a badge, or another badge that starts out the same."""
    version = _version_to_edit(request.user, version_id)
    try:
        if "version" in request.POST:
            draft = services.new_version(version.achievement, by=request.user)
        else:
            draft = services.copy_badge(version, by=request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        draft = version
    return redirect("badge-edit", draft.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Put a badge away: it is not awarded any more, and what was awarded stays."""
    version = _version_to_edit(request.user, version_id)
    if request.method != "POST":
        return render(request, "issuing/archive.html", _page(version))
    if "restore" in request.POST:
        services.restore(version.achievement, by=request.user)
        messages.success(request, _("%(name)s is back.") % {"name": version.name})
        return redirect("badge-edit", version.pk)
    services.archive(version.achievement, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s is put away.") % {"name": version.name})
    return redirect("badges", version.achievement.issuer.institution.public_id)
