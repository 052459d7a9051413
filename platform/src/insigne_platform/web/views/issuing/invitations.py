"""Invitations to work for an institution: sent again, withdrawn, opened and accepted."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.models import Invitation
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for


@login_required
@require_POST
def again(request: SignedInRequest, public_id: str, invitation_id: UUID) -> HttpResponse:
    """Send an invitation once more."""
    invitation = _invitation(request.user, public_id, invitation_id)
    services.send_again(invitation, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("The invitation is on its way to %(email)s again.") % {"email": invitation.email},
    )
    return redirect("members", public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, public_id: str, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back, after one question."""
    invitation = _invitation(request.user, public_id, invitation_id)
    if request.method != "POST":
        context = {"invitation": invitation, "institution": invitation.institution}
        return render(request, "issuing/withdraw_invitation.html", context)
    try:
        services.withdraw(invitation, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(
            request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
        )
    return redirect("members", public_id)


def _invitation(by: Person, public_id: str, invitation_id: UUID) -> Invitation:
    institution = institution_for(by, public_id)
    if not selectors.places_to_manage(by, institution):
        raise NotPermitted(_("You do not manage people here."))
    invitation = selectors.open_invitations_of(institution).filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound(_("There is no such open invitation."))
    return invitation


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who asks somebody to come and work where; accepting is a press of a button."""
    now = timezone.now()
    found = selectors.open_invitation(token, at=now)
    if found is None:
        return render(request, "issuing/invitation_closed.html", status=404)
    if request.method == "POST":
        if not isinstance(request.user, Person):
            return redirect_to_login(request.path)
        try:
            membership = services.accept(token, by=request.user, at=now)
        except NotFound:
            return render(request, "issuing/invitation_closed.html", status=404)
        messages.success(
            request,
            _("You work for %(name)s now.") % {"name": membership.institution.name},
        )
        return redirect("issuing-institution", membership.institution.public_id)
    is_here = isinstance(request.user, Person)
    context = {
        "invitation": found,
        "institution": found.institution,
        "is_theirs": is_here and found.email in verified_addresses(request.user),  # type: ignore[arg-type]  # is_here
        "is_here": is_here,
    }
    response = render(request, "issuing/invitation.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
