"""From draft to published, and what can be done with a badge as a whole."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.choices import Change
from insigne_platform.achievements.differences import differences, proposed_change
from insigne_platform.achievements.elements import completeness
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.permissions import needs_approval
from insigne_platform.awards.example import example_credential
from insigne_platform.core.errors import Conflict, Invalid
from insigne_platform.web.badge_words import facts_of, place_of, still_missing, value_if_any
from insigne_platform.web.editor_steps import LAST, steps_at
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for, version_to_edit

AS = ("holder", "viewer", "json")


def page_of(version: AchievementVersion) -> dict[str, Any]:
    """Everything that the pages about one version show of it."""
    return {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "sewn": completeness(version),
        "missing": still_missing(version),
        "value": value_if_any(version),
        "facts": facts_of(version),
    }


def compared(version: AchievementVersion) -> dict[str, Any]:
    """How a version differs from the one before; nothing if it is the first."""
    old = selectors.version_before(version)
    if old is None:
        return {"old": None, "differences": []}
    found = differences(old, version)
    return {"old": old, "differences": found, "proposed": proposed_change(found)}


@login_required
@never_cache
@require_safe
def preview(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the badge as a holder or a viewer will see it, or as programs will."""
    version = version_for(request.user, version_id)
    seen_by = request.GET.get("as", "")
    context = {**page_of(version), "seen_by": seen_by if seen_by in AS else AS[0]}
    if seen_by == "json":
        document = example_credential(version, at=timezone.now())
        context["document"] = json.dumps(document, ensure_ascii=False, indent=2)
    return render(request, "issuing/preview.html", context)


@login_required
@never_cache
@require_safe
def compare(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show what is different from the version before."""
    version = version_for(request.user, version_id)
    return render(request, "issuing/compare.html", {**page_of(version), **compared(version)})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Publish a draft after one look, or ask for approval; or say everything that is missing."""
    version = version_to_edit(request.user, version_id)
    if version.is_published:
        return redirect("badge-edit", version.pk)
    if services.waiting_approval(version) is not None:
        return redirect("badge-approval", version.pk)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            return _published(request, version)
        except Invalid as refused:
            problems = [
                {"message": problem.message, "url": place_of(version, problem.field)}
                for problem in refused.problems
            ]
            version = version_to_edit(request.user, version_id)
    context = {
        **page_of(version),
        **compared(version),
        "problems": problems,
        "steps": steps_at(version, LAST),
        "needs_approval": needs_approval(version.achievement),
        "changes": Change,
        "chosen": request.POST.get("change", "") or version.change,
        "note": request.POST.get("note", "") or version.change_note,
    }
    return render(request, "issuing/publish.html", context, status=422 if problems else 200)


def _published(request: SignedInRequest, version: AchievementVersion) -> HttpResponse:
    change, note = request.POST.get("change", ""), request.POST.get("note", "")
    if needs_approval(version.achievement):
        services.ask_approval(version, by=request.user, at=timezone.now(), change=change, note=note)
        messages.success(request, _("Approval is asked. Who may approve gets a mail."))
        return redirect("badge-approval", version.pk)
    services.publish(version, by=request.user, at=timezone.now(), change=change, note=note)
    said = _("%(name)s is published. It can be awarded now.") % {"name": version.name}
    messages.success(request, said)
    return redirect("badge-edit", version.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Throw a draft away, after one question."""
    version = version_to_edit(request.user, version_id)
    if version.is_published:
        return redirect("badge-edit", version.pk)
    if request.method != "POST":
        return render(request, "issuing/discard.html", page_of(version))
    institution = version.achievement.issuer.institution
    services.discard_draft(version, by=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect("badges", institution.public_id)


@login_required
@require_POST
def copy(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Begin the next version of a badge, or another badge that starts out the same."""
    version = version_to_edit(request.user, version_id)
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
    version = version_to_edit(request.user, version_id)
    if request.method != "POST":
        return render(request, "issuing/archive.html", page_of(version))
    if "restore" in request.POST:
        services.restore(version.achievement, by=request.user)
        messages.success(request, _("%(name)s is back.") % {"name": version.name})
        return redirect("badge-edit", version.pk)
    services.archive(version.achievement, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s is put away.") % {"name": version.name})
    return redirect("badges", version.achievement.issuer.institution.public_id)
