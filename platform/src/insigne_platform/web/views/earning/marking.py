"""Who takes a test, and entering how it went: one by one, or by a file."""

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

from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.earning import permissions, selectors, services
from insigne_platform.earning.models import COMING, Moment, Registration
from insigne_platform.web.forms_assessments import RegistrationFilter, ResultForm, ResultsForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.assessing import is_done, moment_to_set_up, page_around

ON_A_PAGE = 50
MOST_PROBLEMS = 100  # that a page names


@login_required
@never_cache
@require_safe
def moment(request: SignedInRequest, moment_id: UUID) -> HttpResponse:
    """List who takes a test at a moment, searched, filtered, by the page."""
    found = moment_to_set_up(request, moment_id)
    asked = RegistrationFilter(request.GET)
    asked.is_valid()
    registrations = selectors.registrations_at(
        found,
        search=asked.cleaned_data.get("search", ""),
        state=asked.cleaned_data.get("state", ""),
        order=request.GET.get("order", "name"),
    )
    context = page_around(found.assessment) | {
        "moment": found,
        "result_lists": selectors.latest_results(found),
        "form": asked,
        "page": Paginator(registrations, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/moment.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Show somebody's registration, and enter how the test went."""
    found = selectors.registration_for(registration_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a test for a badge that you award."))
    form = ResultForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_done(form, lambda: _entered(form, found, request)):
        messages.success(request, _("The result of %(whom)s is entered.") % {"whom": found.name})
        return redirect("moment", found.moment_id)
    context = page_around(found.assessment) | {
        "registration": found,
        "moment": found.moment,
        "form": form,
        "is_coming": found.state in COMING,
        "is_own": not permissions.may_enter_result(request.user, found),
    }
    return render(request, "assessments/result.html", context, status=422 if form.errors else 200)


def _entered(form: ResultForm, found: Registration, request: SignedInRequest) -> Registration:
    said = services.read_result(found.assessment, form.cleaned_data["score"], form.has_passed)
    return services.enter_result(found, said, by=request.user, at=timezone.now())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: SignedInRequest, moment_id: UUID) -> HttpResponse:
    """Look at a file of results row by row, and have those entered that are right."""
    found = moment_to_set_up(request, moment_id)
    if request.method == "POST" and "enter" in request.POST:
        return _enter(request, found)
    is_sent = request.method == "POST"
    form = ResultsForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    preview = None
    if form.is_valid():
        try:
            preview = services.preview_results(found, *form.offered(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
    return _results_page(request, found, form, preview)


def _enter(request: SignedInRequest, found: Moment) -> HttpResponse:
    """Enter the rows that were looked at; they are checked once more."""
    rows, label = request.POST.get("rows", "").encode(), request.POST.get("label", "")
    by, at = request.user, timezone.now()
    try:
        made = services.offer_results(found, "r.csv", rows, label=label, by=by, at=at)
    except Invalid:
        messages.warning(request, _("Nothing was entered. Choose the file again."))
        return redirect("results", found.pk)
    return redirect("result-list", made.pk)


def _results_page(
    request: SignedInRequest,
    found: Moment,
    form: ResultsForm,
    preview: services.ResultPreview | None,
) -> HttpResponse:
    context = page_around(found.assessment) | {
        "moment": found,
        "form": form,
        "preview": preview,
        "problems_shown": preview.problems[:MOST_PROBLEMS] if preview else [],
        "label": form.cleaned_data["file"].name if preview else "",
    }
    return render(request, "assessments/results.html", context, status=422 if form.errors else 200)
