"""Help to choose: a vacancy is laid beside the backpack, and what answers it is shared."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.backpack import matching, services, shelf
from insigne_platform.core.errors import Invalid
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.web.forms_vacancy import VacancyForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.templatetags.parts import full_date

MOST_TICKED = 200


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, every=timedelta(minutes=10))
def vacancy(request: SignedInRequest) -> HttpResponse:
    """Ask for a vacancy, and show which badges answer which of its demands."""
    if "share" in request.POST:
        return _share(request)
    form = VacancyForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        found = matching.answers_to(form.cleaned_data["text"], request.user)
        answered = [demand for demand in found if demand.answers]
        context |= {
            "is_asked": True,
            "answered": [_laid(demand) for demand in answered],
            "unanswered": [demand.text for demand in found if not demand.answers],
        }
    status = 422 if form.errors else 200
    return render(request, "backpack/vacancy.html", context, status=status)


def _laid(demand: matching.Demand) -> dict[str, object]:
    answers = [
        {"key": each.badge.pk, "name": name_of(each.badge), "words": ", ".join(each.words)}
        for each in demand.answers
    ]
    return {"text": demand.text, "answers": answers}


def _share(request: SignedInRequest) -> HttpResponse:
    """Put what was ticked together, and go on to how it is shared."""
    badges = shelf.badges_of(request.user, _keys(request.POST.getlist("badge")))
    if not badges:
        messages.warning(request, _("Tick the badges that you want to share."))
        return redirect("vacancy")
    name = _("For a vacancy, %(day)s") % {"day": full_date(timezone.now())}
    try:
        made = services.make_collection(name, "", badges, by=request.user)
    except Invalid as refused:
        messages.error(request, " ".join(str(each.message) for each in refused.problems))
        return redirect("collections")
    messages.success(request, _("They are a collection now. Say for whom, and share it."))
    return redirect("share-collection", made.pk)


def _keys(texts: list[str]) -> list[UUID]:
    keys = []
    for text in texts[:MOST_TICKED]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys
