"""Applying for a badge, and what becomes of that, for who applies."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.selectors import published_badge
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import AddedFile, Application, EvidenceFile
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_earning import AnswerForm, ApplyForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

ON_A_PAGE = 25


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for a badge, and show why one earned it."""
    version = published_badge(public_id)
    if version is None:
        raise Http404
    opening = selectors.opening_of(version.achievement)
    addresses = [
        email for email in verified_addresses(request.user) if opening and opening.welcomes(email)
    ]
    form = ApplyForm(
        request.POST or None,
        request.FILES or None,
        addresses=addresses,
        initial={"name": request.user.display_name},
    )
    if form.is_valid() and (application := _applied(form, version, request)):
        messages.success(request, _("Your application is sent."))
        return redirect("application", application.pk)
    context = badge_page(version) | {
        "form": form,
        "opening": opening,
        "addresses": addresses,
        "is_open": bool(selectors.apply_address(version.achievement)),
    }
    return render(request, "earning/apply.html", context, status=422 if form.errors else 200)


def _applied(
    form: ApplyForm, version: AchievementVersion, request: SignedInRequest
) -> Application | None:
    try:
        return services.apply(
            version.achievement,
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            **form.evidence(),
            by=request.user,
            at=timezone.now(),
        )
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return None


@login_required
@never_cache
@require_safe
def applications(request: SignedInRequest) -> HttpResponse:
    """List what somebody applied for."""
    found = selectors.own_applications(request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "earning/own_applications.html", {"page": page})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show what became of an application, and take the answer to a question."""
    found = _own(request, application_id)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(found, **form.evidence(), by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect("application", found.pk)
    context = {
        "application": found,
        "entries": found.entries.select_related("author"),
        "files": found.files.defer("content"),
        "form": form,
    }
    return render(
        request, "earning/own_application.html", context, status=422 if form.errors else 200
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Take an application back, after one question."""
    found = _own(request, application_id)
    if request.method != "POST":
        return render(request, "earning/withdraw.html", {"application": found})
    try:
        services.withdraw(found, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("Your application is withdrawn, and its evidence deleted."))
    return redirect("application", found.pk)


@login_required
@never_cache
@require_safe
def evidence(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """Give a file to who sent it in or reviews it, always to be saved and never to be run."""
    file = selectors.evidence_file_for(file_id, by=request.user)
    if file is None:
        raise NotPermitted(_("This file is not yours, and not for you to review."))
    return file_to_save(file)


def file_to_save(file: EvidenceFile | AddedFile) -> HttpResponse:
    """Answer with a file that somebody sent us: saved under its name, and never run."""
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, file.name) or "attachment"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _own(request: SignedInRequest, application_id: UUID) -> Application:
    found = selectors.own_application(application_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not an application of yours."))
    return found
