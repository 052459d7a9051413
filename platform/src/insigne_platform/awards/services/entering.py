"""From a recipient to an award, for everybody who does not have the badge yet."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import models
from django.utils import timezone

from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.awards.models import Award, AwardState, Batch
from insigne_platform.awards.reach import Among
from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services.storing import placed
from insigne_platform.core.inserting import RowMaker


def having(version: AchievementVersion, emails: Sequence[str], at: datetime) -> set[str]:
    """Say who of them has the badge, in any version, and not one that has expired."""
    return {email for email, is_expired in _holders(version, emails, at) if not is_expired}


def new_awards(batch: Batch, recipients: Sequence[Recipient], at: datetime) -> list[Award]:
    """Put together an award for everybody who does not have the badge; nothing is stored yet.

    Whoever holds one that has expired is given a new one. Call it in the transaction that stores
    them: until that ends nobody else awards this badge, so that of two lists that race each
    person is on one.
    """
    wanted, expired = claimants(batch, recipients, at)
    mark_renewed(batch.version, expired, at)
    return composed(batch, wanted, at)


def claimants(
    batch: Batch, recipients: Sequence[Recipient], at: datetime
) -> tuple[list[Recipient], list[str]]:
    """Who of them is to be given the badge, and the addresses whose own one has expired.

    Nobody else awards this badge until the transaction ends.
    """
    Achievement.objects.select_for_update().get(pk=batch.version.achievement_id)
    emails = [recipient.email for recipient in recipients]
    holders = dict(_holders(batch.version, emails, at))
    expired = [email for email, is_expired in holders.items() if is_expired]
    return [each for each in recipients if holders.get(each.email, True)], expired


def mark_renewed(version: AchievementVersion, expired: Sequence[str], at: datetime) -> None:
    """Note of awards that have expired that a new one follows them."""
    over = _current(version).filter(Among(models.F("recipient_email"), expired), expires_at__lte=at)
    over.update(is_renewed=True)


def composed(batch: Batch, recipients: Sequence[Recipient], at: datetime) -> list[Award]:
    """Put together an award of the batch for each of them; nothing is stored yet."""
    version = batch.version
    maker = RowMaker(
        Award,
        batch_id=batch.pk,
        version_id=version.pk,
        achievement_id=version.achievement_id,
        created_at=timezone.now(),
        **placed(version),
    )
    return [_award(maker, version, recipient, at) for recipient in recipients]


def _holders(
    version: AchievementVersion, emails: Sequence[str], at: datetime
) -> list[tuple[str, bool]]:
    found = (
        _current(version)
        .filter(Among(models.F("recipient_email"), emails))
        .annotate(
            has_expired=models.Case(
                models.When(expires_at__lte=at, then=models.Value(True)),
                default=models.Value(False),
            )
        )
    )
    return list(found.values_list("recipient_email", "has_expired"))


def _current(version: AchievementVersion) -> models.QuerySet[Award]:
    """The awards of the badge that count: neither revoked nor followed by a newer one.

    In the words of the constraint `awarded_once`, whose index then finds an address, however many
    have the badge; and without an order, for which every award would be joined to its batch.
    """
    return (
        Award.objects.filter(achievement=version.achievement_id, is_renewed=False)
        .exclude(state=AwardState.REVOKED)
        .exclude(recipient_email="")
        .order_by()
    )


def _award(
    maker: RowMaker[Award], version: AchievementVersion, recipient: Recipient, at: datetime
) -> Award:
    awarded_at = _instant(recipient.awarded_on) if recipient.awarded_on else at
    awarded_at = min(awarded_at, at).replace(microsecond=0)
    return maker.row(
        row_number=recipient.row,
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
