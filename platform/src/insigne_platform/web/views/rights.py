"""What a person may ask of us: a copy of everything that is hers."""

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
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.rights import selectors, services
from insigne_platform.rights.services.exporting import WEEK
from insigne_platform.web.limits import at_most
from insigne_platform.web.requests import SignedInRequest


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(10, every=timedelta(hours=1))
def copies(request: SignedInRequest) -> HttpResponse:
    """Show the copies of everything that one asked for, and ask for another."""
    if request.method == "POST":
        try:
            services.ask_for_export(by=request.user, at=timezone.now())
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        return redirect("copies")
    found = [
        {
            "export": each,
            "is_made": each.finished_at is not None,
            "until": each.created_at + WEEK,
            "percent": _percent(each.done, each.total),
        }
        for each in selectors.exports_of(request.user)
    ]
    running = next((row for row in found if not row["is_made"]), None)
    context = {"copies": found, "running": running}
    return render(request, "rights/copies.html", context)


@login_required
@never_cache
@require_safe
def download(request: SignedInRequest, export_id: UUID) -> HttpResponse:
    """Give a copy to who asked for it."""
    found = selectors.export_of(request.user, export_id)
    if found is None:
        raise NotPermitted(_("This copy is not yours."))
    body = selectors.archive_of(found)
    if body is None:
        raise NotFound(_("The copy is still being made."))
    response = HttpResponse(body, content_type="application/zip")
    day = timezone.localtime(found.created_at)
    response["Content-Disposition"] = f'attachment; filename="insigne-{day:%Y-%m-%d}.zip"'
    return response


def _percent(done: int, total: int) -> int:
    return done * 100 // total if total else 0
