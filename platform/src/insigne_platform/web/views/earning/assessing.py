"""Tests and their moments, for who awards the badge."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import COMING, Assessment, Moment
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.forms_assessments import AssessmentForm, MomentFilter, MomentForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.setting_up import page_of, version_to_set_up
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessments(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the tests of a badge, and make one."""
    version = version_to_set_up(request.user, version_id)
    form = AssessmentForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.make_assessment(version.achievement, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The test is made. Add a moment at which it is taken."))
            return redirect("assessment", made.pk)
    found = selectors.assessments_of(version.achievement)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(version) | {"form": form, "page": page}
    return render(request, "assessments/tests.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessment(request: SignedInRequest, assessment_id: UUID) -> HttpResponse:
    """Show a test with its moments, and change what is said of it."""
    found = assessment_to_set_up(request, assessment_id)
    form = AssessmentForm(request.POST or None, initial=AssessmentForm.initial_of(found))
    if form.is_valid() and is_done(
        form, lambda: services.change_assessment(found, form.said(), by=request.user)
    ):
        messages.success(request, _("Saved."))
        return redirect("assessment", found.pk)
    moments = selectors.moments_of(found)
    context = page_around(found) | {
        "form": form,
        "page": Paginator(moments, ON_A_PAGE).get_page(request.GET.get("page")),
        "address": absolute(f"/take/{found.achievement.public_id}"),
    }
    return render(request, "assessments/test.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_moment(request: SignedInRequest, assessment_id: UUID) -> HttpResponse:
    """Add a moment at which a test is taken."""
    found = assessment_to_set_up(request, assessment_id)
    form = MomentForm(request.POST or None)
    if form.is_valid() and is_done(
        form,
        lambda: services.add_moment(found, form.said(), by=request.user, at=timezone.now()),
    ):
        messages.success(request, _("The moment is added."))
        return redirect("assessment", found.pk)
    context = page_around(found) | {"form": form}
    return render(
        request, "assessments/moment_form.html", context, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_moment(request: SignedInRequest, moment_id: UUID) -> HttpResponse:
    """Change when or where a test is taken, or by how many; asks first if people are told."""
    found = moment_to_set_up(request, moment_id)
    form = MomentForm(request.POST or None, initial=MomentForm.initial_of(found))
    told = _told_of(form, found) if form.is_valid() else 0
    if (
        form.is_valid()
        and (not told or "sure" in request.POST)
        and is_done(
            form,
            lambda: services.change_moment(found, form.said(), by=request.user, at=timezone.now()),
        )
    ):
        messages.success(request, _("Saved."))
        return redirect("moment", found.pk)
    context = page_around(found.assessment) | {"form": form, "moment": found, "told": told}
    return render(
        request, "assessments/moment_form.html", context, status=422 if form.errors else 200
    )


def _told_of(form: MomentForm, moment: Moment) -> int:
    """How many people get a message if the moment is changed like this."""
    if not services.moves(moment, form.said()):
        return 0
    return moment.registrations.filter(state__in=COMING).count()


@login_required
@never_cache
@require_safe
def moments(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the moments of all tests of an institution, searched, by the page."""
    institution = institution_for(request.user, public_id)
    asked = MomentFilter(request.GET)
    asked.is_valid()
    found = selectors.moments_at(
        institution,
        by=request.user,
        search=asked.cleaned_data.get("search", ""),
        state=asked.cleaned_data.get("state", ""),
        at=timezone.now(),
    )
    context = {
        "institution": institution,
        "here": "earning",
        "form": asked,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_review": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "assessments/moments.html", context)


def is_done(form: Form, deed: Callable[[], object]) -> bool:
    """Do what was asked, and say whether it was done; if not, the form says why."""
    try:
        deed()
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


def page_around(assessment: Assessment) -> dict[str, object]:
    """What every page about one test shows."""
    version = version_in_force(assessment.achievement) or assessment.achievement.versions.first()
    if version is None:
        raise NotFound(_("This badge is not published yet."))
    return page_of(version) | {"assessment": assessment}


def assessment_to_set_up(request: SignedInRequest, assessment_id: UUID) -> Assessment:
    """The test at this address, for who awards its badge."""
    found = selectors.assessment_for(assessment_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a test for a badge that you award."))
    return found


def moment_to_set_up(request: SignedInRequest, moment_id: UUID) -> Moment:
    """The moment at this address, for who awards the badge of its test."""
    found = selectors.moment_for(moment_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a test for a badge that you award."))
    return found
