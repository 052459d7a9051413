"""What can be done with any badge in a backpack: words of one's own, the bin and back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from insigne_platform.backpack import selectors, services, shelf
from insigne_platform.backpack.models import Holding
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.web.backpack_words import tile
from insigne_platform.web.forms_backpack import WordsForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.imports import imported


def _own(request: SignedInRequest, holding_id: UUID, *, in_bin: bool = False) -> Holding:
    holding = selectors.holding_of(request.user, holding_id, in_bin=in_bin)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    return holding


def _set_words(request: SignedInRequest, badge: shelf.Badge, page: str) -> HttpResponse:
    form = WordsForm(request.POST)
    problems = [text for texts in form.errors.values() for text in texts]
    if not problems:
        try:
            services.set_words(badge, **form.cleaned_data, by=request.user)
        except Invalid as refused:
            problems = [problem.message for problem in refused.problems]
    if problems:
        messages.error(request, " ".join(str(problem) for problem in problems))
    else:
        messages.success(request, _("Your tags and your note are kept."))
    return redirect(page, badge.pk)


def _delete(request: SignedInRequest, badge: shelf.Badge) -> HttpResponse:
    services.delete(badge, by=request.user, at=timezone.now())
    messages.success(
        request, _("The badge is in the bin. For 30 days you can take it out again there.")
    )
    return redirect("backpack")


def _restore(request: SignedInRequest, badge: shelf.Badge, page: str) -> HttpResponse:
    services.restore(badge, by=request.user)
    messages.success(request, _("The badge is back in your backpack."))
    return redirect(page, badge.pk)


@login_required
@require_POST
def set_words(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Keep the tags and the note at a badge that was awarded here."""
    return _set_words(request, _own(request, holding_id), "backpack-badge")


@login_required
@require_POST
def delete(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Put a badge that was awarded here into the bin."""
    return _delete(request, _own(request, holding_id))


@login_required
@require_POST
def restore(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Take a badge that was awarded here out of the bin."""
    return _restore(request, _own(request, holding_id, in_bin=True), "backpack-badge")


@login_required
@require_POST
def set_words_imported(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Keep the tags and the note at a badge from elsewhere."""
    return _set_words(request, imported(request.user, badge_id), "imported-badge")


@login_required
@require_POST
def delete_imported(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Put a badge from elsewhere into the bin."""
    return _delete(request, imported(request.user, badge_id))


@login_required
@require_POST
def restore_imported(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Take a badge from elsewhere out of the bin."""
    return _restore(request, imported(request.user, badge_id, in_bin=True), "imported-badge")


@login_required
@never_cache
@require_safe
def bin_(request: SignedInRequest) -> HttpResponse:
    """Show what was thrown away, and until when it can be taken back."""
    now = timezone.now()
    found = [tile(badge, at=now) for badge in shelf.thrown_away(request.user)]
    return render(request, "backpack/bin.html", {"tiles": found})
