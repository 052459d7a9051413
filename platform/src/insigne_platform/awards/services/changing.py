"""Doing one thing to many awards: decided at once, done in the background, chunk by chunk.

Which awards it is about is written down when it is decided. A worker that dies costs nothing but
time: those that are done are no more among those that wait. The status lists are signed once, when
the last award is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from insigne_platform.awards.events import ChangeOpened
from insigne_platform.awards.models import Award, AwardChange, ChangeKind, StatusList
from insigne_platform.awards.permissions import may_change_awards
from insigne_platform.awards.selection import changeable, waiting_in
from insigne_platform.awards.services.mailing_again import mail_more
from insigne_platform.awards.services.reasons import checked_reasons
from insigne_platform.awards.services.replacing import mark_renewed
from insigne_platform.awards.services.revoking import mark_revoked
from insigne_platform.awards.services.status_lists import publish_status_list
from insigne_platform.awards.services.suspending import mark_lifted, mark_suspended
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

CHUNK = 500
AT_ONCE = 25  # so many are done while one waits for the answer
PATIENCE = timedelta(minutes=10)
WITH_A_REASON = (ChangeKind.REVOKE, ChangeKind.SUSPEND)

type Deed = Callable[[AwardChange, Sequence[Award], datetime], None]


@transaction.atomic
def open_change(
    institution: Institution,
    kind: str,
    chosen: QuerySet[Award],
    *,
    expected: int | None = None,
    reason: str = "",
    public_reason: str = "",
    expires_at: datetime | None = None,
    by: Person,
    at: datetime,
) -> AwardChange:
    """Do *kind* to those of the chosen awards to which that can be done.

    With *expected*, `Conflict` is raised if that are not so many any more as somebody said yes to.
    """
    if not may_change_awards(by, institution):
        raise NotPermitted(_("You do not award badges of this institution."))
    if kind in WITH_A_REASON:
        reason, public_reason = checked_reasons(reason, public_reason)
    if expires_at is not None and expires_at <= at:
        raise Invalid([Problem("expires_on", _("This day is over."))])

    change = AwardChange.objects.create(
        institution=institution,
        kind=kind,
        decided_by=by,
        reason=reason,
        public_reason=public_reason,
        expires_at=expires_at,
        created_at=at,
        worked_at=at,
    )
    meant = changeable(chosen, kind, institution, by=by, at=at).values("pk")
    change.total = Award.objects.filter(pk__in=meant).update(change=change)
    if not change.total:
        raise Conflict(_("There is no award among these to which that can be done."))
    if expected is not None and change.total != expected:
        raise Conflict(
            _("There are %(count)s of them now. Nothing is done; look again.")
            % {"count": change.total}
        )
    change.save(update_fields=["total"])
    audit.record(by, f"change.{kind}", change, total=change.total)
    if change.total <= AT_ONCE and kind != ChangeKind.MAIL:
        work_on_change(change.pk, at=at)
        change.refresh_from_db()
    else:
        outbox.publish(ChangeOpened(str(change.pk)))
    return change


def work_on_change(change_id: UUID, *, at: datetime, size: int = CHUNK) -> int:
    """Do it to more awards, up to *size*, and answer to how many; 0 when it is done to all."""
    change = AwardChange.objects.select_related("decided_by").get(pk=change_id)
    if change.kind == ChangeKind.MAIL:
        return mail_more(change, at=at)
    return _work(change_id, at=at, size=size)


@transaction.atomic
def _work(change_id: UUID, *, at: datetime, size: int) -> int:
    change = (
        AwardChange.objects.select_for_update(of=("self",))
        .select_related("decided_by")
        .get(pk=change_id)
    )
    if change.finished_at is not None:
        return 0
    awards = list(
        waiting_in(change)
        .select_for_update(of=("self",))
        .select_related("achievement__issuer", "version__achievement__issuer")
        .defer("version__picture_png", "version__picture_svg")
        .order_by("pk")[:size]
    )
    if awards:
        DEEDS[change.kind](change, awards, at)
    change.done += len(awards)
    change.worked_at = at
    if len(awards) < size or not waiting_in(change).exists():
        _finish(change, at)
    change.save(update_fields=["done", "worked_at", "finished_at"])
    return len(awards)


def _finish(change: AwardChange, at: datetime) -> None:
    if change.kind != ChangeKind.RENEW:
        touched = Award.objects.filter(change=change).values("status_list")
        for status_list in StatusList.objects.filter(pk__in=touched).select_related(
            "issuer__institution"
        ):
            publish_status_list(status_list, at=at)
    change.finished_at = at


@transaction.atomic
def resume_changes(*, at: datetime) -> int:
    """Announce again the changes on which nobody has worked for a while; answer how many."""
    forgotten = AwardChange.objects.filter(finished_at=None, worked_at__lt=at - PATIENCE)
    changes = list(forgotten.select_for_update())
    for change in changes:
        change.worked_at = at
        change.save(update_fields=["worked_at"])
        outbox.publish(ChangeOpened(str(change.pk)))
    return len(changes)


def _revoke(change: AwardChange, awards: Sequence[Award], at: datetime) -> None:
    mark_revoked(awards, change.reason, change.public_reason, by=change.decided_by, at=at)


def _suspend(change: AwardChange, awards: Sequence[Award], at: datetime) -> None:
    mark_suspended(awards, change.reason, change.public_reason, by=change.decided_by, at=at)


def _lift(change: AwardChange, awards: Sequence[Award], _at: datetime) -> None:
    mark_lifted(awards, by=change.decided_by)


def _renew(change: AwardChange, awards: Sequence[Award], at: datetime) -> None:
    mark_renewed(awards, change.expires_at, by=change.decided_by, at=at)


DEEDS: Mapping[str, Deed] = {
    ChangeKind.REVOKE: _revoke,
    ChangeKind.SUSPEND: _suspend,
    ChangeKind.LIFT: _lift,
    ChangeKind.RENEW: _renew,
}
