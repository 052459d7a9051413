"""Four eyes: the maker asks, another person approves and so publishes, or sends back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements import permissions, selectors
from insigne_platform.achievements.events import ApprovalAsked, ApprovalDecided
from insigne_platform.achievements.models import AchievementVersion, Approval, ApprovalState
from insigne_platform.achievements.services.publishing import (
    choose_change,
    must_be_open,
    must_be_whole,
    publish_now,
)
from insigne_platform.achievements.wordings import LETTERS
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.services import send_letter
from insigne_platform.people.models import Person

LONGEST_COMMENT = 2000


@transaction.atomic
def ask_approval(
    version: AchievementVersion, *, by: Person, at: datetime, change: str = "", note: str = ""
) -> Approval:
    """Ask another person to look at a draft; until they have decided it stays as it is.

    Raises `Invalid` with everything that is still missing.
    """
    if not permissions.may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    must_be_open(version)
    if waiting_approval(version) is not None:
        raise Conflict(_("Approval is asked for already."))
    must_be_whole(version)
    choose_change(version, change, note)
    version.save()
    approval = Approval.objects.create(version=version, asked_by=by, asked_at=at)
    audit.record(by, "badge.approval_asked", version, approval=approval.pk)
    outbox.publish(ApprovalAsked(str(approval.pk)))
    return approval


@transaction.atomic
def approve(approval: Approval, *, by: Person, at: datetime) -> AchievementVersion:
    """Approve a draft, and so publish it; who asked cannot be who approves."""
    _must_decide(approval, by)
    version = approval.version
    must_be_open(version)
    _decide(approval, ApprovalState.APPROVED, by=by, at=at)
    publish_now(version, by=by, at=at)
    audit.record(by, "badge.approved", version, approval=approval.pk)
    outbox.publish(ApprovalDecided(str(approval.pk)))
    return version


@transaction.atomic
def send_back(approval: Approval, comment: str, *, by: Person, at: datetime) -> Approval:
    """Send a draft back to who made it, with what has to be mended."""
    _must_decide(approval, by)
    comment = comment.strip()
    if not comment:
        raise Invalid([Problem("comment", _("Say what has to be mended."))])
    if len(comment) > LONGEST_COMMENT:
        raise Invalid([Problem("comment", _("At most 2000 characters."))])
    _decide(approval, ApprovalState.RETURNED, by=by, at=at, comment=comment)
    audit.record(by, "badge.sent_back", approval.version, approval=approval.pk)
    outbox.publish(ApprovalDecided(str(approval.pk)))
    return approval


@transaction.atomic
def withdraw(approval: Approval, *, by: Person, at: datetime) -> Approval:
    """Take a request for approval back, to change the draft."""
    if not permissions.may_edit(by, approval.version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    _must_wait(approval)
    _decide(approval, ApprovalState.WITHDRAWN, by=by, at=at)
    audit.record(by, "badge.approval_withdrawn", approval.version, approval=approval.pk)
    return approval


def waiting_approval(version: AchievementVersion) -> Approval | None:
    """The request that is still open, if there is one."""
    return version.approvals.filter(state=ApprovalState.WAITING).first()


def mail_approvers(approval_id: UUID) -> None:
    """Tell who may approve that somebody asks for it."""
    approval = selectors.approval_with(approval_id)
    if approval is None or not approval.is_waiting:
        return
    for person in selectors.approvers_of(approval.version.achievement):
        if person != approval.asked_by:
            _mail(approval, person, "approval_asked")


def mail_maker(approval_id: UUID) -> None:
    """Tell who asked what was decided."""
    approval = selectors.approval_with(approval_id)
    if approval is None or approval.is_waiting:
        return
    is_approved = approval.state == ApprovalState.APPROVED
    _mail(approval, approval.asked_by, "approval_given" if is_approved else "approval_returned")


def _mail(approval: Approval, person: Person, kind: str) -> None:
    version, issuer = approval.version, approval.version.achievement.issuer
    send_letter(
        person.email,
        kind,
        LETTERS[kind],
        house=issuer.institution,
        language=person.language,
        values={
            "name": person.display_name,
            "badge": version.text_in("name", person.language),
            "version": version.label,
            "issuer": issuer.name_in(person.language),
            "asker": str(approval.asked_by),
            "reason": approval.comment,
            "link": absolute(f"/issuing/badges/{version.pk}/approval"),
        },
    )


def _must_decide(approval: Approval, by: Person) -> None:
    if not permissions.may_approve(by, approval.version.achievement):
        raise NotPermitted(_("You do not approve badges of this issuer."))
    if by == approval.asked_by:
        raise NotPermitted(_("Who asks for approval cannot give it: that takes another person."))
    _must_wait(approval)


def _must_wait(approval: Approval) -> None:
    """Read the request as it is now: of two who decide at once, the second is too late."""
    approval.refresh_from_db(from_queryset=Approval.objects.select_for_update(of=("self",)))
    if not approval.is_waiting:
        raise Conflict(_("This is decided already."))


def _decide(
    approval: Approval, state: ApprovalState, *, by: Person, at: datetime, comment: str = ""
) -> None:
    approval.state, approval.decided_by, approval.decided_at = state, by, at
    approval.comment = comment
    approval.save()
