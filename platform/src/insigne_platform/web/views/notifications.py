"""What one was told, and choosing what one is told."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.core.errors import NotPermitted
from insigne_platform.notifications import selectors, services
from insigne_platform.notifications.models import Kind
from insigne_platform.web.notification_words import address_of, words_of
from insigne_platform.web.requests import SignedInRequest

ON_A_PAGE = 25


@login_required
@never_cache
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """Show what one was told, unread first, of all kinds or of one."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in Kind.values else ""
    found = selectors.notifications_of(request.user, kind=kind)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"notification": each, "words": words_of(each), "address": address_of(each)}
        for each in page.object_list
    ]
    context = {"page": page, "rows": rows, "kind": kind, "kinds": Kind.choices}
    return render(request, "notifications/listed.html", context)


@login_required
@never_cache
@require_POST
def read(request: SignedInRequest, notification_id: UUID) -> HttpResponse:
    """Note that one read it."""
    found = selectors.notification_of(request.user, notification_id)
    if found is None:
        raise NotPermitted(_("This notification is not yours."))
    services.mark_read(found, by=request.user, at=timezone.now())
    return redirect("notifications")


@login_required
@never_cache
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Note that one read everything."""
    services.mark_all_read(by=request.user, at=timezone.now())
    return redirect("notifications")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: SignedInRequest) -> HttpResponse:
    """Choose what one is told."""
    if request.method == "POST":
        services.choose(request.POST.getlist("kind"), by=request.user)
        messages.success(request, _("Your choice is kept."))
        return redirect("notification-choices")
    wanted = set(selectors.wanted_kinds(request.user))
    kinds = [
        {"value": value, "label": label, "is_on": value in wanted} for value, label in Kind.choices
    ]
    return render(request, "notifications/choices.html", {"kinds": kinds})
