"""Letters about requests and grants: to who is asked, and to who asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from insigne_platform.core import mail
from insigne_platform.core.addresses import absolute
from insigne_platform.grants.models import AccessRequest, Grant, Member, RequestState
from insigne_platform.people.selectors import person_with_verified

FALLBACK = "nl"
"""The language of a letter to whom we do not know."""


def mail_member(member_id: UUID) -> None:
    """Tell an address that it acts for an organisation, if it still does."""
    member = Member.objects.select_related("organisation").filter(pk=member_id).first()
    if member is None:
        return
    context = {
        "organisation": member.organisation,
        "link": absolute(f"/organisations/{member.organisation_id}"),
    }
    _send(member.address, "organisation_member", context)


def mail_request(request_id: UUID, *, at: datetime) -> None:
    """Tell who is asked; nothing is sent of a request that nobody sees."""
    request = _request(request_id)
    if request is None or request.is_silenced or not request.waits(at):
        return
    context = {
        "request": request,
        "organisation": request.organisation,
        "principal": request.mandate.principal if request.mandate else None,
        "link": absolute(f"/backpack/requests/{request.pk}"),
    }
    _send(request.address, "access_asked", context)


def mail_answer(request_id: UUID) -> None:
    """Tell who asked what was decided."""
    request = _request(request_id)
    if request is None or request.state not in (RequestState.GRANTED, RequestState.REFUSED):
        return
    context = {
        "request": request,
        "is_granted": request.state == RequestState.GRANTED,
        "link": absolute(f"/organisations/{request.organisation_id}/requests/{request.pk}"),
    }
    _send(request.asked_by, "access_answered", context)


def mail_revoked(grant_id: UUID) -> None:
    """Tell who asked that the holder took the grant back."""
    grant = Grant.objects.select_related("request").filter(pk=grant_id).first()
    if grant is None:
        return
    request = grant.request
    link = absolute(f"/organisations/{request.organisation_id}/requests/{request.pk}")
    _send(request.asked_by, "access_revoked", {"request": request, "link": link})


def _request(request_id: UUID) -> AccessRequest | None:
    found = AccessRequest.objects.filter(pk=request_id)
    return found.select_related("organisation", "mandate__principal").first()


def _send(to: str, template: str, context: Mapping[str, object]) -> None:
    reader = person_with_verified(to)
    mail.send(
        to,
        template,
        {**context, "person": reader},
        language=reader.language if reader else FALLBACK,
    )
