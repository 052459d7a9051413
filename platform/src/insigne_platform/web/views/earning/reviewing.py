"""The applications that reviewers look at, and decide on."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import permissions, selectors, services
from insigne_platform.earning.models import Application
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.forms_earning import ApplicationFilter, ReviewForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25
DECISIONS = {
    "approve": services.approve,
    "ask": services.ask_for_more,
    "deny": services.deny,
}


@login_required
@never_cache
@require_safe
def queue(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the applications, searched, filtered, sorted, by the page."""
    institution = institution_for(request.user, public_id)
    asked = ApplicationFilter(request.GET)
    asked.is_valid()
    found = selectors.applications_of(
        institution,
        by=request.user,
        search=asked.cleaned_data.get("search", ""),
        state=asked.cleaned_data.get("state", ""),
        order=asked.cleaned_data.get("order") or "oldest",
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "here": "earning",
        "form": asked,
        "page": page,
        "may_review": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "earning/queue.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show an application with its evidence, and take a decision."""
    found = selectors.application_for_reviewer(application_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not an application for a badge that you award."))
    opening = selectors.opening_of(found.achievement)
    rubric = opening.rubric if opening else []
    form = ReviewForm(request.POST or None, rubric=rubric, scores=found.scores)
    is_late = False
    if form.is_valid():
        try:
            _decide(request, found, form)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            is_late = True
            found.refresh_from_db()
        else:
            return redirect("review", found.pk)
    context = {
        "institution": found.achievement.issuer.institution,
        "here": "earning",
        "application": found,
        "version": version_in_force(found.achievement),
        "entries": found.entries.select_related("author"),
        "files": found.files.defer("content"),
        "scores": list(zip(rubric, found.scores, strict=False)),
        "may_review": permissions.may_review(request.user, found) and found.state == "submitted",
        "form": form,
    }
    status = 409 if is_late else 422 if form.errors else 200
    return render(request, "earning/review.html", context, status=status)


def _decide(request: SignedInRequest, application: Application, form: ReviewForm) -> None:
    decision = next((name for name in DECISIONS if name in request.POST), "")
    if not decision:
        raise Conflict(_("Press one of the buttons: approve, ask for more, or deny."))
    DECISIONS[decision](
        application,
        scores=form.scores(),
        message=form.cleaned_data["message"],
        by=request.user,
        at=timezone.now(),
    )
    said = {
        "approve": _("Approved. The badge is on its way to %(whom)s."),
        "ask": _("%(whom)s is asked for more."),
        "deny": _("Denied. %(whom)s gets your reason by mail."),
    }[decision]
    messages.success(request, said % {"whom": application.name})
