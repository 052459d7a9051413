"""What people do about a batch: approve, plan, pause, go on, stop, try again; and its result."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.awards import permissions, services
from insigne_platform.awards.models import Batch
from insigne_platform.core import sheets
from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.web.forms_lists import PlanForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.batches import batch_for

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTS: Mapping[str, Callable[[Batch, Person], object]] = {
    "approve": lambda batch, by: services.approve_batch(batch, by=by, at=timezone.now()),
    "pause": lambda batch, by: services.pause_batch(batch, by=by),
    "resume": lambda batch, by: services.resume_batch(batch, by=by, at=timezone.now()),
    "retry": lambda batch, by: services.retry_batch(batch, by=by, at=timezone.now()),
    "start": lambda batch, by: services.plan_batch(batch, None, by=by, at=timezone.now()),
}


@login_required
@require_POST
def act(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Do what a button on the page of a batch says; whoever comes too late is told so."""
    batch = batch_for(request.user, batch_id)
    wanted = ACTS.get(request.POST.get("act", ""))
    if wanted is None:
        raise NotFound(_("There is no such button."))
    try:
        wanted(batch, request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("batch", batch.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Choose another moment at which a planned batch begins."""
    batch = _to_change(request.user, batch_id)
    starts = timezone.localtime(batch.starts_at) if batch.starts_at else None
    first = {"day": f"{starts:%d-%m-%Y}", "hour": f"{starts:%H:%M}"} if starts else {}
    form = PlanForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            services.plan_batch(batch, form.begins_at(), by=request.user, at=timezone.now())
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        return redirect("batch", batch.pk)
    context = _context(batch) | {"form": form}
    return render(request, "bulk/plan.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Ask, and then stop a batch for good."""
    batch = _to_change(request.user, batch_id)
    if request.method != "POST":
        return render(request, "bulk/stop.html", _context(batch))
    try:
        services.cancel_batch(batch, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.info(request, _("Stopped. Who has the badge keeps it; nobody else gets it."))
    return redirect("batch", batch.pk)


@login_required
@require_safe
def result_csv(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Give what became of each row, as CSV."""
    batch = batch_for(request.user, batch_id)
    body = "".join(sheets.csv_lines(services.result_rows(batch)))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=_attached("csv"))


@login_required
@require_safe
def result_excel(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Give what became of each row, as an Excel file."""
    batch = batch_for(request.user, batch_id)
    body = sheets.excel(services.result_rows(batch), _("Result"))
    return HttpResponse(body, content_type=EXCEL, headers=_attached("xlsx"))


def _attached(kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="result.{kind}"'}


def _to_change(person: Person, batch_id: UUID) -> Batch:
    batch = batch_for(person, batch_id)
    if not permissions.may_award(person, batch.version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    return batch


def _context(batch: Batch) -> dict[str, object]:
    institution = batch.version.achievement.issuer.institution
    return {"batch": batch, "version": batch.version, "institution": institution}
