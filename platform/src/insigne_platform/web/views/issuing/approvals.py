"""Four eyes: a draft waits for another person, who approves it or sends it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements import permissions, selectors, services
from insigne_platform.achievements.models import AchievementVersion, Approval
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for
from insigne_platform.web.views.issuing.publishing import compared, page_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show what waits for approval and who asked; decide, or take the request back."""
    version = version_for(request.user, version_id)
    may_approve = permissions.may_approve(request.user, version.achievement)
    may_edit = permissions.may_edit(request.user, version.achievement)
    if request.method == "POST" and not (may_approve or may_edit):
        raise NotPermitted(_("You do not approve badges of this issuer."))
    waiting = services.waiting_approval(version)
    problem = ""
    if request.method == "POST":
        try:
            return _decided(request, version, waiting)
        except Invalid as refused:
            problem = str(refused)
    context = {
        **page_of(version),
        **compared(version),
        "approvals": selectors.approvals_of(version),
        "waiting": waiting,
        "may_approve": may_approve and waiting is not None and waiting.asked_by != request.user,
        "may_edit": may_edit,
        "problem": problem,
        "comment": request.POST.get("comment", ""),
    }
    return render(request, "issuing/approval.html", context, status=422 if problem else 200)


def _decided(
    request: SignedInRequest, version: AchievementVersion, waiting: Approval | None
) -> HttpResponse:
    if waiting is None:
        raise Conflict(_("Nothing waits for approval here any more."))
    now = timezone.now()
    if "approve" in request.POST:
        services.approve(waiting, by=request.user, at=now)
        said = _("%(name)s is approved and published.") % {"name": version.name}
    elif "withdraw" in request.POST:
        services.withdraw(waiting, by=request.user, at=now)
        said = _("The request is taken back. You can change the draft again.")
    else:
        services.send_back(waiting, request.POST.get("comment", ""), by=request.user, at=now)
        said = _("The draft is sent back, with your comment.")
    messages.success(request, said)
    return redirect("badge-edit", version.pk)
