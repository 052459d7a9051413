"""Deciding who is given a badge; the documents are made afterwards, by `issue_chunk`."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.events import BatchOpened
from insigne_platform.awards.models import (
    Award,
    AwardState,
    Batch,
    RecipientList,
    RecipientListState,
)
from insigne_platform.awards.permissions import may_award
from insigne_platform.awards.recipients import (
    Recipient,
    check_recipients,
    read_recipients,
)
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person

AT_ONCE: Final = 500  # rows in one statement, and addresses in one question


@transaction.atomic
def award_one(
    version: AchievementVersion, recipient: Recipient, *, by: Person, at: datetime
) -> Award:
    """Award a badge to one person.

    Raises `Invalid` with everything that is wrong, `Conflict` if the person has the badge.
    """
    _must_award(by, version)
    good, problems = check_recipients([recipient.as_row()], at=at)
    if problems:
        raise Invalid([Problem(problem.field, problem.message) for problem in problems])

    batch = _open_batch(version, good, label=good[0].name or good[0].email, by=by, at=at)
    if batch is None:
        raise Conflict(
            _("%(email)s has this badge already. Nothing was awarded.") % {"email": good[0].email}
        )
    return batch.awards.get()


@transaction.atomic
def preview_list(
    version: AchievementVersion, file_name: str, data: bytes, *, by: Person, at: datetime
) -> RecipientList:
    """Read a file of recipients and say of every row what would happen; nothing is awarded yet."""
    _must_award(by, version)
    good, problems = check_recipients(read_recipients(file_name, data), at=at)

    having = _having(version, [recipient.email for recipient in good], at)
    recipients = RecipientList.objects.create(
        version=version,
        uploaded_by=by,
        file_name=file_name[-200:],
        rows=[recipient.to_json() for recipient in good if recipient.email not in having],
        already=[recipient.to_json() for recipient in good if recipient.email in having],
        problems=[
            {"row": problem.row, "field": problem.field, "message": problem.message}
            for problem in problems
        ],
    )
    audit.record(by, "list.read", recipients, rows=len(recipients.rows), problems=len(problems))
    return recipients


@transaction.atomic
def discard_list(recipients: RecipientList, *, by: Person) -> None:
    """Throw away a list that was read, with the addresses in it; doing it twice is no harm."""
    _must_award(by, recipients.version)
    recipients = RecipientList.objects.select_for_update().get(pk=recipients.pk)
    if recipients.state == RecipientListState.AWARDED:
        raise Conflict(_("This list was awarded already."))

    _empty(recipients, RecipientListState.DISCARDED)
    audit.record(by, "list.discarded", recipients)


@transaction.atomic
def award_list(recipients: RecipientList, *, only_good: bool, by: Person, at: datetime) -> Batch:
    """Award a badge to everybody on a list who does not have it.

    With *only_good*, rows with problems are passed over; without, they are a reason to award
    nothing. A list that was awarded answers its batch again: nothing is awarded twice.
    """
    _must_award(by, recipients.version)
    recipients = RecipientList.objects.select_for_update().get(pk=recipients.pk)
    if recipients.batch is not None:
        return recipients.batch
    if recipients.state == RecipientListState.DISCARDED:
        raise Conflict(_("This list was thrown away. Upload it again."))
    if recipients.problems and not only_good:
        raise Invalid([Problem(**problem) for problem in recipients.problems])
    good = [Recipient.from_json(row) for row in recipients.rows]
    if not good and not recipients.already:
        raise Conflict(_("There is nobody on this list to award the badge to."))

    batch = _open_batch(recipients.version, good, label=recipients.file_name, by=by, at=at)
    if batch is None:
        raise Conflict(_("Everybody on this list has this badge already. Nothing was awarded."))
    batch.already += len(recipients.already)
    batch.save(update_fields=["already"])
    recipients.batch = batch
    _empty(recipients, RecipientListState.AWARDED)
    return batch


def already_sentence(count: int) -> str:
    """Say how many had the badge, so that whoever uploads a list twice knows what happened."""
    return ngettext(
        "%(count)s person had this badge already and was not given it again.",
        "%(count)s persons had this badge already and were not given it again.",
        count,
    ) % {"count": count}


def _must_award(by: Person, version: AchievementVersion) -> None:
    if not may_award(by, version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if not version.is_published:
        raise Conflict(_("This badge is not published yet."))
    if version.achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))


def _empty(recipients: RecipientList, state: str) -> None:
    """Keep that there was a list, and none of the persons on it."""
    recipients.state = state
    recipients.rows, recipients.already, recipients.problems = [], [], []
    recipients.save()


def _having(version: AchievementVersion, emails: Sequence[str], at: datetime) -> set[str]:
    """Say who of them has the badge, in any version, and not one that has expired."""
    return {email for email, is_expired in _holders(version, emails, at) if not is_expired}


def _holders(
    version: AchievementVersion, emails: Sequence[str], at: datetime
) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for start in range(0, len(emails), AT_ONCE):
        found += (
            _current(version)
            .filter(recipient_email__in=emails[start : start + AT_ONCE])
            .annotate(
                has_expired=models.Case(
                    models.When(expires_at__lte=at, then=models.Value(True)),
                    default=models.Value(False),
                )
            )
            .values_list("recipient_email", "has_expired")
        )
    return found


def _current(version: AchievementVersion) -> models.QuerySet[Award]:
    """The awards of the badge that count: neither revoked nor followed by a newer one."""
    return Award.objects.filter(achievement=version.achievement_id, is_renewed=False).exclude(
        state=AwardState.REVOKED
    )


def _open_batch(
    version: AchievementVersion,
    recipients: Sequence[Recipient],
    *,
    label: str,
    by: Person,
    at: datetime,
) -> Batch | None:
    """Store an award for everybody who does not have the badge; None if that is nobody.

    Whoever holds one that has expired is given a new one. If two lists race, the database
    lets each person through once.
    """
    holders = dict(_holders(version, [recipient.email for recipient in recipients], at))
    fresh = [recipient for recipient in recipients if holders.get(recipient.email, True)]
    expired = [email for email, is_expired in holders.items() if is_expired]
    for start in range(0, len(expired), AT_ONCE):
        part = expired[start : start + AT_ONCE]
        _current(version).filter(recipient_email__in=part, expires_at__lte=at).update(
            is_renewed=True
        )
    if not fresh:
        return None

    batch = Batch.objects.create(
        version=version, awarded_by=by, label=label[:200], total=len(fresh), worked_at=at
    )
    Award.objects.bulk_create(
        (_award(batch, recipient, at) for recipient in fresh),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    batch.total = batch.awards.count()
    batch.already = len(recipients) - batch.total
    if not batch.total:
        batch.delete()
        return None
    batch.save(update_fields=["total", "already"])
    audit.record(by, "batch.opened", batch, total=batch.total, already=batch.already)
    outbox.publish(BatchOpened(str(batch.pk)))
    return batch


def _award(batch: Batch, recipient: Recipient, at: datetime) -> Award:
    version = batch.version
    awarded_at = _instant(recipient.awarded_on) if recipient.awarded_on else at
    awarded_at = min(awarded_at, at).replace(microsecond=0)
    return Award(
        batch=batch,
        row_number=recipient.row,
        version=version,
        achievement=version.achievement,
        recipient_email=recipient.email,
        recipient_name=recipient.name,
        language=recipient.language or version.language,
        narrative=recipient.narrative,
        grade=recipient.grade,
        evidence_url=recipient.evidence_url,
        awarded_at=awarded_at,
        expires_at=_expiry(recipient, version, awarded_at),
    )


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _expiry(
    recipient: Recipient, version: AchievementVersion, awarded_at: datetime
) -> datetime | None:
    if recipient.expires_on:
        return _instant(recipient.expires_on)
    if not version.valid_months:
        return None
    month = awarded_at.month - 1 + version.valid_months
    year, month = awarded_at.year + month // 12, month % 12 + 1
    day = min(awarded_at.day, calendar.monthrange(year, month)[1])
    return awarded_at.replace(year=year, month=month, day=day)
