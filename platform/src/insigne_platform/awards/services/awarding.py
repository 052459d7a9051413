"""Deciding who is given a badge; the documents are made afterwards, by `issue_chunk`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.events import BatchApprovalAsked, BatchOpened
from insigne_platform.awards.models import (
    Award,
    Batch,
    BatchState,
    ListFile,
    RecipientList,
    RecipientListState,
)
from insigne_platform.awards.permissions import may_award
from insigne_platform.awards.recipients import Recipient, check_recipients
from insigne_platform.awards.services.entering import new_awards
from insigne_platform.awards.services.parts import next_part, put_down
from insigne_platform.awards.services.storing import store_awards
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person


@transaction.atomic
def award_one(
    version: AchievementVersion, recipient: Recipient, *, by: Person, at: datetime
) -> Award:
    """Award a badge to one person.

    Raises `Invalid` with everything that is wrong, `Conflict` if the person has the badge.
    """
    must_award(by, version)
    good, problems = check_recipients([recipient.as_row()], at=at)
    if problems:
        raise Invalid([Problem(problem.field, problem.message) for problem in problems])

    label = good[0].name or good[0].email
    batch = Batch(version=version, awarded_by=by, label=label[:200], total=1, worked_at=at)
    awards = new_awards(batch, good, at)
    if not awards:
        raise Conflict(
            _("%(email)s has this badge already. Nothing was awarded.") % {"email": good[0].email}
        )
    batch.save()
    store_awards(awards)
    audit.record(by, "batch.opened", batch, total=batch.total, already=batch.already)
    outbox.publish(BatchOpened(str(batch.pk)))
    return awards[0]


@transaction.atomic
def award_list(
    recipients: RecipientList,
    *,
    only_good: bool,
    by: Person,
    at: datetime,
    starts_at: datetime | None = None,
) -> Batch:
    """Award a badge to everybody on a list who does not have it, now or from *starts_at*.

    With *only_good*, rows with problems are passed over; without, they are a reason to award
    nothing. A list that was awarded answers its batch again: nothing is awarded twice. A list
    longer than the institution lets one person decide waits for another's approval.
    """
    must_award(by, recipients.version)
    recipients = RecipientList.objects.select_for_update().get(pk=recipients.pk)
    if recipients.batch is not None:
        return recipients.batch
    _must_be_ready(recipients, only_good=only_good)
    batch = Batch.objects.create(
        version=recipients.version,
        awarded_by=by,
        label=recipients.file_name,
        total=recipients.good,
        already=recipients.having,
        worked_at=at,
        starts_at=starts_at if starts_at and starts_at > at else None,
    )
    recipients.batch, recipients.state = batch, RecipientListState.AWARDED
    recipients.save(update_fields=["batch", "state"])
    ListFile.objects.filter(recipients=recipients).delete()
    if must_be_approved(batch):
        batch.state = BatchState.APPROVAL
    elif batch.starts_at:
        batch.state = BatchState.SCHEDULED
    else:
        _enter_at_once(batch, at)
    batch.save(update_fields=["state"])
    audit.record(
        by, "batch.opened", batch, total=batch.total, already=batch.already, state=batch.state
    )
    if batch.state == BatchState.OPEN:
        outbox.publish(BatchOpened(str(batch.pk)))
    elif batch.state == BatchState.APPROVAL:
        outbox.publish(BatchApprovalAsked(str(batch.pk)))
    return batch


def must_be_approved(batch: Batch) -> bool:
    """Say whether the batch is larger than the institution lets one person decide."""
    institution = batch.version.achievement.issuer.institution
    most = getattr(institution, "approve_batches_above", None)
    return most is not None and batch.total > most and batch.approved_at is None


def already_sentence(count: int) -> str:
    """Say how many had the badge, so that whoever uploads a list twice knows what happened."""
    return ngettext(
        "%(count)s person had this badge already and was not given it again.",
        "%(count)s persons had this badge already and were not given it again.",
        count,
    ) % {"count": count}


def must_award(by: Person, version: AchievementVersion) -> None:
    """Refuse whoever does not award the badge, and a badge that is not awarded."""
    if not may_award(by, version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if not version.is_published:
        raise Conflict(_("This badge is not published yet."))
    if version.achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))


def _must_be_ready(recipients: RecipientList, *, only_good: bool) -> None:
    if recipients.state == RecipientListState.DISCARDED:
        raise Conflict(_("This list was thrown away. Upload it again."))
    if recipients.state != RecipientListState.PREVIEW:
        raise Conflict(_("This list was not read to its end yet."))
    if recipients.bad and not only_good:
        raise Invalid([Problem(**problem) for problem in recipients.problems])  # type: ignore[arg-type]  # our own writing
    if not recipients.good and recipients.having:
        raise Conflict(_("Everybody on this list has this badge already. Nothing was awarded."))
    if not recipients.good:
        raise Conflict(_("There is nobody on this list to award the badge to."))


def _enter_at_once(batch: Batch, at: datetime) -> None:
    """Take up a list of one part straight away, so that its numbers are final when it is shown.

    Raises `Conflict` if everybody on it got the badge since it was read. Longer ones are taken
    up by the worker, part by part.
    """
    part, rows = next_part(batch)
    if part is None or batch.total > len(rows):
        return
    awards = new_awards(batch, rows, at)
    if not awards:
        raise Conflict(_("Everybody on this list has this badge already. Nothing was awarded."))
    store_awards(awards)
    already = len(rows) - len(awards)
    put_down(part, batch, already=already, at=at)
    batch.total, batch.already = batch.total - already, batch.already + already
