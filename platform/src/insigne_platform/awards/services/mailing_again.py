"""Sending many recipients again what they did not claim, each in a transaction of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from insigne_platform.awards.models import Award, AwardChange
from insigne_platform.awards.selection import waiting_in
from insigne_platform.awards.services.claiming import mail_claim
from insigne_platform.core import audit

MAILS_AT_ONCE = 50


def mail_more(change: AwardChange, *, at: datetime, most: int = MAILS_AT_ONCE) -> int:
    """Mail up to *most* more of those who are meant, and answer how many; 0 when all are told.

    A mail server that does not answer stops this where it is: who was told stays told.
    """
    if change.finished_at is not None:
        return 0
    awards = list(
        waiting_in(change)
        .select_related("version__achievement__issuer__institution")
        .defer("version__picture_png", "version__picture_svg")
        .order_by("pk")[:most]
    )
    for award in awards:
        _mail(change, award, at)
    is_over = not waiting_in(change).exists()
    AwardChange.objects.filter(pk=change.pk).update(
        worked_at=at, finished_at=at if is_over else None
    )
    return len(awards)


@transaction.atomic
def _mail(change: AwardChange, award: Award, at: datetime) -> None:
    """Write down that it is told, and tell it; if the mail does not go, neither happened."""
    if not waiting_in(change).filter(pk=award.pk).update(mailed_at=at):
        return
    if mail_claim(award, at=at):
        audit.record(change.decided_by, "award.mailed_again", award)
        AwardChange.objects.filter(pk=change.pk).update(done=F("done") + 1)
