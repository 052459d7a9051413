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
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import RecipientList, RecipientListState
from insigne_platform.awards.recipients import Recipient
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.web.forms_awards import ListForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.awarding import version_to_award

SHOWN = 5
REMARKS_ON_A_PAGE = 50


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
        file = form.cleaned_data["file"]
        try:
            recipients = services.preview_list(
                version, file.name, file.read(), by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            for problem in refused.problems:
                form.add_error("file", problem.message)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
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
    recipients = selectors.recipient_list_for(list_id, by=request.user)
    if recipients is None:
        raise NotPermitted(_("This is not a list of an institution that you work for."))
    if recipients.batch_id is not None:
        return redirect("batch", recipients.batch_id)
    if recipients.state == RecipientListState.DISCARDED:
        return redirect("badge-award-list", recipients.version_id)
    if request.method != "POST":
        return _page(request, recipients)
    if "discard" in request.POST:
        services.discard_list(recipients, by=request.user)
        messages.info(request, _("The list is thrown away. Nothing was awarded."))
        return redirect("badge-edit", recipients.version_id)
    try:
        batch = services.award_list(recipients, only_good=True, by=request.user, at=timezone.now())
    except Conflict as conflict:
        return _page(request, recipients, conflict=str(conflict))
    return redirect("batch", batch.pk)


def _page(
    request: SignedInRequest, recipients: RecipientList, *, conflict: str = ""
) -> HttpResponse:
    version = recipients.version
    remarks = Paginator(_remarks(recipients.problems), REMARKS_ON_A_PAGE)
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "list": recipients,
        "good": len(recipients.rows),
        "first": [Recipient.from_json(row) for row in recipients.rows[:SHOWN]],
        "already": [row["email"] for row in recipients.already],
        "bad_rows": len({problem["row"] for problem in recipients.problems}),
        "problems": remarks.get_page(request.GET.get("page")) if recipients.problems else None,
        "conflict": conflict,
        "steps": steps(1, reverse("badge-award-list", args=[version.pk])),
    }
    status = 409 if conflict else 200
    return render(request, "issuing/recipient_list.html", context, status=status)


def _remarks(problems: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Every problem with the name that people have for its column."""
    columns = {
        "email": _("E-mail address"),
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "grade": _("Grade"),
        "evidence_url": _("Evidence"),
        "narrative": pgettext("column", "narrative"),
        "awarded_on": _("Date"),
        "expires_on": _("Valid until"),
        "language": _("Language"),
    }
    return [
        {**problem, "column": columns.get(str(problem["field"]), problem["field"])}
        for problem in problems
    ]
