"""Evidence added to a badge afterwards: the holder adds and shows it, the issuer decides."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.backpack import selectors as backpack
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import permissions, selectors, services
from insigne_platform.earning.models import AddedEvidence
from insigne_platform.web.forms_evidence import AddedEvidenceForm, DeclineForm, EvidenceFilter
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.applying import file_to_save
from insigne_platform.web.views.issuing.house import institution_for
from insigne_platform.web.views.shared import award_shown

ON_A_PAGE = 25


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def added(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Show what one added to a badge of one's own, and take more."""
    holding = backpack.holding_of(request.user, holding_id)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    posted = request.method == "POST"  # an empty form is an answer too, and refused in words
    form = AddedEvidenceForm(*((request.POST, request.FILES) if posted else ()))
    if form.is_valid():
        try:
            services.add_evidence(
                holding.award, **form.evidence(), by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(
                request, _("Added. The issuer looks at it; until then only you see it.")
            )
            return redirect("added-evidence", holding.pk)
    context = {
        "holding": holding,
        "award": holding.award,
        "version": holding.award.version,
        "pieces": selectors.added_to(holding.award),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "evidence/added.html", context, status=status)


@login_required
@require_POST
def change(request: SignedInRequest, evidence_id: UUID) -> HttpResponse:
    """Show a piece of evidence to others, hide it again, or throw it away."""
    evidence = selectors.own_evidence(evidence_id, by=request.user)
    if evidence is None:
        raise NotPermitted(_("This is not evidence of yours."))
    holding = backpack.holding_of_award(request.user, evidence.award)
    if "remove" in request.POST:
        services.remove_evidence(evidence, by=request.user)
        messages.success(request, _("The evidence is removed."))
    else:
        services.show_evidence(evidence, is_shown="show" in request.POST, by=request.user)
        messages.success(request, _("Saved."))
    return redirect("added-evidence", holding.pk) if holding else redirect("backpack")


@login_required
@never_cache
@require_safe
def queue(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List what holders added to badges that one awards, by the page."""
    institution = institution_for(request.user, public_id)
    asked = EvidenceFilter(request.GET)
    asked.is_valid()
    found = selectors.evidence_of(
        institution, by=request.user, state=asked.cleaned_data.get("state", "")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"institution": institution, "here": "earning", "form": asked, "page": page}
    return render(request, "evidence/queue.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: SignedInRequest, evidence_id: UUID) -> HttpResponse:
    """Show evidence that was added, and approve or decline it."""
    evidence = selectors.evidence_to_judge(evidence_id, by=request.user)
    if evidence is None:
        raise NotPermitted(_("This is not evidence with a badge that you award."))
    form = DeclineForm(request.POST if request.method == "POST" else None)
    is_late = False
    if form.is_valid():
        try:
            _decide(request, evidence, form)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            is_late = True
            evidence.refresh_from_db()
        else:
            return redirect("evidence-judge", evidence.pk)
    context = {
        "institution": evidence.award.achievement.issuer.institution,
        "here": "earning",
        "piece": evidence,
        "award": evidence.award,
        "may_judge": evidence.is_waiting and permissions.may_judge(request.user, evidence),
        "form": form,
    }
    status = 409 if is_late else 422 if form.errors else 200
    return render(request, "evidence/judge.html", context, status=status)


def _decide(request: SignedInRequest, evidence: AddedEvidence, form: DeclineForm) -> None:
    now = timezone.now()
    if "approve" in request.POST:
        services.approve_evidence(evidence, by=request.user, at=now)
        messages.success(request, _("Approved. The holder gets a message."))
    elif "decline" in request.POST:
        reason = form.cleaned_data["reason"]
        services.decline_evidence(evidence, reason, by=request.user, at=now)
        messages.success(request, _("Declined. The holder gets your reason by mail."))
    else:
        raise Conflict(_("Press one of the buttons: approve or decline."))


@login_required
@never_cache
@require_safe
def file(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """Give a file to who added it or decides on it, to be saved and never to be run."""
    found = selectors.added_file_for(file_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This file is not yours, and not for you to review."))
    return file_to_save(found)


@never_cache
@require_safe
def shared_file(request: HttpRequest, token: str, file_id: UUID) -> HttpResponse:
    """Give a file to who opened a link to the badge, if issuer and holder both agree."""
    award = award_shown(request, token, at=timezone.now())
    found = selectors.shown_file(award, file_id) if award is not None else None
    if found is None:
        raise Http404
    response = file_to_save(found)
    response["X-Robots-Tag"] = "noindex"
    return response
