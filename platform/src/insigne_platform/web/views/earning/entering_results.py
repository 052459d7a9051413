"""How far a list of results is: while it waits, while it is entered, and when that is done."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.earning import permissions, selectors, services
from insigne_platform.earning.models import ResultList, ResultListState
from insigne_platform.people.models import Person
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.assessing import page_around

ON_A_PAGE = 50
ACTS: Mapping[str, Callable[[ResultList, Person], object]] = {
    "approve": lambda found, by: services.approve_results(found, by=by, at=timezone.now()),
    "withdraw": lambda found, by: services.withdraw_results(found, by=by, at=timezone.now()),
}


@login_required
@never_cache
@require_safe
def results(request: SignedInRequest, results_id: UUID) -> HttpResponse:
    """Show a list of results: how far it is, and what was wrong with which rows."""
    found = _results_for(request, results_id)
    achievement = found.moment.assessment.achievement
    waits = found.state == ResultListState.APPROVAL
    context = _progress_of(found) | {
        "may_approve": waits and permissions.may_approve_results(request.user, found),
        "may_withdraw": waits and permissions.may_set_up(request.user, achievement),
        "may_enter": permissions.may_set_up(request.user, achievement),
        "page": Paginator(found.problems, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/result_list.html", context)


@login_required
@never_cache
@require_safe
def progress(request: SignedInRequest, results_id: UUID) -> HttpResponse:
    """Give the bar alone, for the page that asks again every second."""
    context = _progress_of(_results_for(request, results_id))
    return render(request, "assessments/result_progress.html", context)


@login_required
@require_POST
def act(request: SignedInRequest, results_id: UUID) -> HttpResponse:
    """Approve a list, or withdraw it; whoever comes too late is told so."""
    found = _results_for(request, results_id)
    wanted = ACTS.get(request.POST.get("act", ""))
    if wanted is None:
        raise NotFound(_("There is no such button."))
    try:
        wanted(found, request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("result-list", found.pk)


def _progress_of(found: ResultList) -> dict[str, object]:
    percent = 100 * found.done // max(found.total, 1)
    return page_around(found.moment.assessment) | {
        "results": found,
        "moment": found.moment,
        "is_running": found.state == ResultListState.OPEN,
        "is_done": found.state == ResultListState.DONE,
        "percent": percent,
        "tenth": percent // 10 * 10,
    }


def _results_for(request: SignedInRequest, results_id: UUID) -> ResultList:
    found = selectors.results_for(results_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a test for a badge that you award."))
    return found
