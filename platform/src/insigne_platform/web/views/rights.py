"""What a person may ask of us: a copy of everything, who knows what, and to be erased."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.grants import selectors as grants
from insigne_platform.rights import selectors, services
from insigne_platform.rights.services.exporting import WEEK
from insigne_platform.sharing import selectors as sharing
from insigne_platform.web.consent_words import consent_words
from insigne_platform.web.forms_rights import EraseForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

CONSENTS_ON_A_PAGE = 25


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


@login_required
@never_cache
@require_safe
def known(request: SignedInRequest) -> HttpResponse:
    """Show what others know of somebody, and what she allowed."""
    consents = Paginator(selectors.consents_of(request.user), CONSENTS_ON_A_PAGE)
    page = consents.get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "known": selectors.known_of(request.user),
        "open_links": sharing.open_links(sharing.links_of(request.user), now).count(),
        "views": sharing.views_of(request.user).count(),
        "grants": [g for g in grants.grants_by(request.user) if g.holds(now)],
        "page": page,
        "consents": [{"at": each.at, "words": consent_words(each.action)} for each in page],
    }
    return render(request, "rights/known.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(10, every=timedelta(hours=1))
def erase(request: SignedInRequest) -> HttpResponse:
    """Say what goes and what stays, and ask twice: a password and a word."""
    person, wish = request.user, selectors.erasure_of(request.user)
    form = EraseForm(
        request.POST if request.method == "POST" else None,
        has_password=person.has_usable_password(),
    )
    if wish is None and form.is_valid():
        at_once = form.cleaned_data["at_once"]
        try:
            services.ask_for_erasure(
                by=person, at=timezone.now(), at_once=at_once,
                password=form.cleaned_data.get("password", ""),
            )  # fmt: skip
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            if at_once:
                logout(request)
                return redirect("erased")
            return redirect("erase")
    context = {"form": form, "wish": wish}
    return render(request, "rights/erase.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def stay(request: SignedInRequest) -> HttpResponse:
    """Undo the wish to be erased."""
    services.undo_erasure(by=request.user)
    messages.success(request, _("You stay. Nothing was erased."))
    return redirect("account")


@never_cache
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "rights/erased.html")


def _percent(done: int, total: int) -> int:
    return done * 100 // total if total else 0
