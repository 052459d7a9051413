"""Awarding a badge to a list: offer a file, see what is in it, award what is right."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import RecipientList, RecipientListState
from insigne_platform.awards.recipients import Recipient
from insigne_platform.core.errors import Conflict, Invalid
from insigne_platform.web.forms_lists import ListForm, PlanForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.awarding import version_to_award
from insigne_platform.web.views.issuing.columns import list_for, meanings

SHOWN = 5
REMARKS_ON_A_PAGE = 50
MOST_REMARKS = 1000


def steps(now: int, file_url: str = "") -> list[dict[str, str]]:
    """The steps of awarding a list, of which number *now* is the present one."""
    labels = (_("File"), _("Check the list"), _("Award"), _("Done"))
    return [
        {
            "label": label,
            "state": "now" if number == now else "done" if number < now else "todo",
            "url": file_url if number == 0 and now == 1 else "",
        }
        for number, label in enumerate(labels)
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Offer a file of people."""
    version = version_to_award(request.user, version_id)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, data = form.offered()
        try:
            recipients = services.offer_list(
                version, name, data, by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            for problem in refused.problems:
                form.add_error("file", problem.message)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            if recipients.state == RecipientListState.REFUSED:
                for message in recipients.refusals:
                    form.add_error("file", message)
                services.discard_list(recipients, by=request.user)
            else:
                return redirect("recipient-list", recipients.pk)
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "form": form,
        "steps": steps(0),
    }
    return render(request, "issuing/award_list.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Show what is in the file and what is wrong with it; award what is right, or stop."""
    recipients = list_for(request.user, list_id)
    if recipients.batch_id is not None:
        return redirect("batch", recipients.batch_id)
    if recipients.state == RecipientListState.DISCARDED:
        return redirect("badge-award-list", recipients.version_id)
    if request.method != "POST":
        return _before_reading(request, recipients) or _page(request, recipients)
    if "discard" in request.POST:
        services.discard_list(recipients, by=request.user)
        messages.info(request, _("The list is thrown away. Nothing was awarded."))
        return redirect("badge-edit", recipients.version_id)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, recipients, form=form)
    try:
        batch = services.award_list(
            recipients,
            only_good=True,
            by=request.user,
            at=timezone.now(),
            starts_at=form.begins_at(),
        )
    except Conflict as conflict:
        return _page(request, recipients, conflict=str(conflict))
    return redirect("batch", batch.pk)


def _before_reading(request: SignedInRequest, recipients: RecipientList) -> HttpResponse | None:
    """The page of a list that cannot be looked at yet, or never; None if it can."""
    if recipients.state == RecipientListState.COLUMNS:
        return redirect("list-columns", recipients.pk)
    if recipients.state not in (RecipientListState.READING, RecipientListState.REFUSED):
        return None
    version = recipients.version
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "list": recipients,
        "is_reading": recipients.state == RecipientListState.READING,
        "steps": steps(1, reverse("badge-award-list", args=[version.pk])),
    }
    return render(request, "bulk/reading.html", context)


def _page(
    request: SignedInRequest,
    recipients: RecipientList,
    *,
    conflict: str = "",
    form: PlanForm | None = None,
) -> HttpResponse:
    version = recipients.version
    problems = _remarks(selectors.problems_on(recipients, MOST_REMARKS)) if recipients.bad else []
    remarks = Paginator(problems, REMARKS_ON_A_PAGE)
    first = selectors.first_on(recipients, SHOWN)
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "list": recipients,
        "good": recipients.good,
        "first": [Recipient.from_json(row) for row in first],
        "already": selectors.had_already(recipients, MOST_REMARKS) if recipients.having else [],
        "bad_rows": recipients.bad,
        "problems": remarks.get_page(request.GET.get("page")) if problems else None,
        "conflict": conflict,
        "form": form or PlanForm(),
        "columns": _columns(recipients),
        "steps": steps(1, reverse("badge-award-list", args=[version.pk])),
    }
    status = 409 if conflict else 422 if form and form.errors else 200
    return render(request, "issuing/recipient_list.html", context, status=status)


def _columns(recipients: RecipientList) -> list[dict[str, str]]:
    """Each column of the file with what it is taken for."""
    words = meanings()
    return [
        {"label": column["header"] or "—", "text": words.get(column["column"], _("Not read"))}
        for column in recipients.columns
    ]


def _remarks(problems: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Every problem with the name that people have for its column."""
    columns = meanings()
    return [
        {**problem, "column": columns.get(str(problem["field"]), problem["field"])}
        for problem in problems
    ]
