"""The pages for people: the tokens of an institution, and what programs may ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.api import permissions, selectors, services
from insigne_platform.api.forms import TokenForm
from insigne_platform.api.models import ApiToken
from insigne_platform.api.reference import reference
from insigne_platform.api.scopes import SCOPES
from insigne_platform.core.errors import NotFound, NotPermitted
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import institution_of
from insigne_platform.people.models import Person


class SignedInRequest(HttpRequest):
    """A request whose `user` is a person, never nobody."""

    user: Person


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the tokens, and make one; its secret is on the answer and nowhere else."""
    institution = _administered(request.user, public_id)
    form = TokenForm(request.POST or None)
    if form.is_valid():
        token, secret = services.make_token(
            institution,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=form.expires_at(),
            by=request.user,
            at=timezone.now(),
        )
        context = {"institution": institution, "token": token, "secret": secret}
        return render(request, "api/token_made.html", context)
    at = timezone.now()
    context = {
        "institution": institution,
        "tokens": [_row(token, is_open=token.is_open(at)) for token in _all(institution)],
        "form": form,
    }
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: SignedInRequest, public_id: str, token_id: UUID) -> HttpResponse:
    """Revoke a token, after one question."""
    institution = _administered(request.user, public_id)
    token = selectors.token_of(institution, token_id)
    if token is None:
        raise NotFound(_("There is no such token."))
    if request.method != "POST":
        context = {"institution": institution, "token": token}
        return render(request, "api/revoke_token.html", context)
    services.revoke_token(token, by=request.user, at=timezone.now())
    messages.success(request, _("The token is revoked. It lets nobody in any more."))
    return redirect("api-tokens", institution.public_id)


@require_safe
def api_reference(request: HttpRequest) -> HttpResponse:
    """Show every address of the API, what it takes and what it answers."""
    return render(request, "api/reference.html", {"parts": reference(), "scopes": SCOPES})


def _administered(person: Person, public_id: str) -> Institution:
    institution = institution_of(person, public_id)
    if institution is None:
        raise NotPermitted(_("You do not work for this institution."))
    if not permissions.may_manage_tokens(person, institution):
        raise NotPermitted(_("You do not administer this institution."))
    return institution


def _all(institution: Institution) -> list[ApiToken]:
    return list(selectors.tokens_of(institution)[:200])


def _row(token: ApiToken, *, is_open: bool) -> dict[str, object]:
    words = [SCOPES[scope] for scope in token.scopes if scope in SCOPES]
    return {"token": token, "is_open": is_open, "scopes": words}
