"""What organisations ask of a holder, and what she grants: her own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.awards.models import AwardState
from insigne_platform.backpack import shelf
from insigne_platform.backpack.models import ImportedBadge
from insigne_platform.backpack.shelf import Badge
from insigne_platform.core.errors import Invalid, NotPermitted, ServiceError
from insigne_platform.disclosure.services import DERIVED
from insigne_platform.grants import selectors, services
from insigne_platform.grants.models import AccessRequest, Grant
from insigne_platform.grants.services.answering import MOST_BADGES
from insigne_platform.grants.services.looking import presented
from insigne_platform.people.models import Person
from insigne_platform.sharing import selectors as sharing
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.web.forms_grants import AnswerForm, RefuseForm
from insigne_platform.web.grant_words import (
    days_words,
    field_words,
    grant_card,
    request_card,
    shown_badge,
)
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

MOST_LINES: Final = 5
"""So many of the badges that were named are looked for in the backpack."""
VIEWS: Final = 50


@login_required
@never_cache
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    """Show what is asked, what waits first, and what was granted."""
    now = timezone.now()
    asked = [request_card(each, at=now) for each in selectors.asked_of(request.user)]
    context = {
        "waiting": [each for each in asked if each["waits"]],
        "done": [each for each in asked if not each["waits"]],
    }
    return render(request, "grants/requests.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_asked(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Show who asks what, choose, see exactly what they would see, and grant it."""
    now, asked = timezone.now(), _asked(request.user, request_id)
    card = request_card(asked, at=now)
    if not asked.waits(now):
        return render(request, "grants/request.html", {"card": card})
    form = _form(request, asked, now)
    context: dict[str, object] = {"card": card, "form": form}
    if form.is_valid() and "grant" in request.POST:
        try:
            made = services.grant(
                asked, form.chosen(), fields=form.chosen_parts(), days=form.cleaned_data["days"],
                by=request.user, at=now,
            )  # fmt: skip
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("It is granted. You can take it back at any time."))
            return redirect("grant", made.pk)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "grants/request.html", context, status=status)
    context |= _preview(request.user, asked, form)
    return render(request, "grants/preview.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Grant nothing, after one question."""
    now, asked = timezone.now(), _asked(request.user, request_id)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        no_more = form.cleaned_data["no_more"]
        services.refuse(asked, no_more=no_more, by=request.user, at=now)
        messages.success(
            request, _("Nothing is granted. The organisation reads that, and no reason.")
        )
        return redirect("access-requests")
    context = {"card": request_card(asked, at=now), "form": form}
    return render(request, "grants/refuse.html", context)


@login_required
@never_cache
@require_safe
def grant(request: SignedInRequest, grant_id: UUID) -> HttpResponse:
    """Show what was granted, to whom, and when it was used."""
    now, found = timezone.now(), _grant(request.user, grant_id)
    views = sharing.views_of(request.user, found.pk)[:VIEWS]
    card = grant_card(found, selectors.badges_of(found), at=now)
    return render(request, "grants/grant.html", {"card": card, "views": views})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: SignedInRequest, grant_id: UUID) -> HttpResponse:
    """Take a grant back, after one question."""
    now, found = timezone.now(), _grant(request.user, grant_id)
    if request.method == "POST":
        services.revoke(found, by=request.user, at=now)
        messages.success(request, _("It is taken back. They see nothing any more."))
        return redirect("grant", found.pk)
    card = grant_card(found, selectors.badges_of(found), at=now)
    return render(request, "grants/revoke.html", {"card": card})


def _preview(person: Person, asked: AccessRequest, form: AnswerForm) -> Mapping[str, object]:
    """Exactly what the organisation would get, read from the files themselves."""
    now, parts = timezone.now(), form.chosen_parts()
    shown: list[Mapping[str, object]] = []
    for badge in form.chosen():
        try:
            made = presented(badge, parts, DERIVED, of=person, at=now)
        except ServiceError as refused:
            shown.append({"name": name_of(badge), "refused": str(refused)})
        else:
            shown.append(shown_badge(badge, made.content, at=now))
    return {
        "shown": shown,
        "kept_back": field_words([each for each in asked.fields if each not in parts]),
        "days": days_words(form.cleaned_data["days"]),
    }


def _form(request: SignedInRequest, asked: AccessRequest, now: datetime) -> AnswerForm:
    """The form, with what was ticked in it; looking for another badge answers nothing yet."""
    ticked = _keys(request.POST.getlist("badges"))
    search = request.POST.get("search", "")[:200]
    listed = _listed(request.user, asked, search, ticked, now)
    if "find" not in request.POST:
        posted = request.POST if request.method == "POST" else None
        return AnswerForm(posted, badges=listed, parts=asked.fields, days=asked.days)
    entered = {
        "badges": [str(key) for key in ticked],
        "parts": request.POST.getlist("parts"),
        "days": request.POST.get("days"),
        "search": search,
    }
    return AnswerForm(badges=listed, parts=asked.fields, days=asked.days, initial=entered)


def _listed(
    person: Person, asked: AccessRequest, search: str, ticked: Sequence[UUID], now: datetime
) -> list[Badge]:
    """What can be chosen: what was ticked, what fits the words that were asked, and the newest."""
    found = {badge.pk: badge for badge in shelf.badges_of(person, ticked)}
    for words in [search] if search else [*asked.badges[:MOST_LINES], ""]:
        page = shelf.Shelf(person, shelf.Wanted(search=words), at=now).get_page(1)
        found |= {badge.pk: badge for badge in page if badge.pk not in found}
    return [badge for badge in found.values() if _can_be_shown(badge)]


def _can_be_shown(badge: Badge) -> bool:
    """Say whether others may see it: no game element, and nothing that was taken back."""
    if isinstance(badge, ImportedBadge):
        return True
    award = badge.award
    return award.version.achievement.is_public and award.state == AwardState.ISSUED


def _keys(texts: Sequence[str]) -> list[UUID]:
    keys = []
    for text in texts[:MOST_BADGES]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _asked(person: Person, request_id: UUID) -> AccessRequest:
    found = selectors.request_for(person, request_id)
    if found is None:
        raise NotPermitted(_("This request is not for you."))
    return found


def _grant(person: Person, grant_id: UUID) -> Grant:
    found = selectors.grant_by(person, grant_id)
    if found is None:
        raise NotPermitted(_("This is not your grant."))
    return found
