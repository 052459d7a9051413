"""How far a batch is, while it runs and when it is done."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insigne_platform.awards import permissions, selectors
from insigne_platform.awards.models import ENDED, GOES_ON, Batch, BatchState
from insigne_platform.awards.services.awarding import already_sentence
from insigne_platform.core.errors import NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.templatetags.parts import full_moment
from insigne_platform.web.views.issuing.lists import steps

ON_A_PAGE = 25


def batch_for(person: Person, batch_id: UUID) -> Batch:
    """A batch of an institution that the person works for."""
    batch = selectors.batch_for(batch_id, by=person)
    if batch is None:
        raise NotPermitted(_("This was not awarded by an institution that you work for."))
    return batch


def _progress_of(batch: Batch) -> dict[str, object]:
    """How far it is; the sentence that is read aloud knows whole tenths only."""
    progress = selectors.batch_progress(batch)
    percent = 100 * progress.done // max(progress.total, 1)
    return {
        "batch": batch,
        "institution": batch.version.achievement.issuer.institution,
        "version": batch.version,
        "progress": progress,
        "is_done": progress.state == BatchState.DONE,
        "is_running": progress.state in GOES_ON,
        "percent": percent,
        "tenth": percent // 10 * 10,
    }


@login_required
@never_cache
@require_safe
def batch(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Show a batch: the bar while it runs, and who it was when it is done."""
    found = batch_for(request.user, batch_id)
    context = _progress_of(found)
    awards = selectors.awards_of(found, by=request.user, order="name")
    is_to_approve = found.state == BatchState.APPROVAL
    context |= {
        "may_change": permissions.may_award(request.user, found.version),
        "may_approve": is_to_approve and permissions.may_approve_batch(request.user, found),
        "left": found.rows_left.exclude(reason="").count(),
        "is_list": hasattr(found, "recipient_list"),
        "facts": _facts(found),
        "already": already_sentence(found.already) if found.already else "",
        "page": Paginator(awards, ON_A_PAGE).get_page(request.GET.get("page")),
        "steps": steps(3 if found.state in ENDED else 2),
    }
    return render(request, "issuing/batch.html", context)


@login_required
@never_cache
@require_safe
def progress(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Give the bar alone, for the page that asks again every second."""
    context = _progress_of(batch_for(request.user, batch_id))
    return render(request, "issuing/batch_progress.html", context)


def _facts(batch: Batch) -> list[dict[str, object]]:
    finished = full_moment(batch.finished_at) if batch.finished_at else _("Not yet")
    return [
        {"label": _("List"), "text": batch.label},
        {"label": _("Decided by"), "text": str(batch.awarded_by)},
        {"label": _("Begun"), "text": full_moment(batch.created_at)},
        *_more_facts(batch),
        {"label": _("Done"), "text": finished},
    ]


def _more_facts(batch: Batch) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    if batch.approved_by:
        found.append({"label": _("Approved by"), "text": str(batch.approved_by)})
    if batch.starts_at:
        found.append({"label": _("Planned for"), "text": full_moment(batch.starts_at)})
    return found
