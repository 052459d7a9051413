"""What the office does about seats: another moment, no seat any more, or no test at all."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.core.errors import NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import COMING, Assessment, Moment, Registration
from insigne_platform.web.forms_assessments import MoveForm, NoteForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.assessing import is_done, moment_to_set_up, page_around


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Move somebody to another moment of the same test."""
    found = _registration(request, registration_id)
    moments = selectors.moments_to_move_to(found, at=timezone.now())
    form = MoveForm(request.POST if request.method == "POST" else None, moments=moments)
    if form.is_valid() and is_done(
        form,
        lambda: services.move_registration(found, form.chosen, by=request.user, at=timezone.now()),
    ):
        messages.success(request, _("%(whom)s is moved, and is told.") % {"whom": found.name})
        return redirect("result", found.pk)
    context = page_around(found.assessment) | {
        "registration": found,
        "moment": found.moment,
        "form": form,
        "is_coming": found.state in COMING,
        "has_moments": bool(moments),
    }
    return render(request, "assessments/move.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Ask, and then cancel somebody's registration."""
    found = _registration(request, registration_id)
    done = _asked_first(
        request,
        lambda note: services.withdraw_registration(
            found, note=note, by=request.user, at=timezone.now()
        ),
    )
    if done is None:
        messages.success(request, _("%(whom)s does not come, and is told.") % {"whom": found.name})
        return redirect("moment", found.moment_id)
    context = _around(found.assessment, found.moment, done) | {"registration": found}
    return render(request, "assessments/withdraw.html", context, status=422 if done.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_moment(request: SignedInRequest, moment_id: UUID) -> HttpResponse:
    """Ask, and then let a moment not take place."""
    found = moment_to_set_up(request, moment_id)
    done = _asked_first(
        request,
        lambda note: services.cancel_moment(found, note=note, by=request.user, at=timezone.now()),
    )
    if done is None:
        messages.success(request, _("The moment is cancelled. Everybody who was to come is told."))
        return redirect("moment", found.pk)
    told = found.registrations.filter(state__in=COMING).count()
    context = _around(found.assessment, found, done) | {"told": told}
    return render(
        request, "assessments/cancel_moment.html", context, status=422 if done.errors else 200
    )


def _asked_first(request: SignedInRequest, deed: Callable[[str], object]) -> NoteForm | None:
    """Do the deed if somebody said yes; the form as long as it is not done."""
    form = NoteForm(request.POST if request.method == "POST" else None)
    is_sure = form.is_valid() and is_done(form, lambda: deed(form.cleaned_data["note"]))
    return None if is_sure else form


def _around(assessment: Assessment, moment: Moment, form: NoteForm) -> dict[str, object]:
    return page_around(assessment) | {"moment": moment, "form": form}


def _registration(request: SignedInRequest, registration_id: UUID) -> Registration:
    found = selectors.registration_for(registration_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a test for a badge that you award."))
    return found
