"""Reminding who did not collect a badge: as often as the institution says, and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from insigne_platform.awards.models import REMIND_AFTER, Award, AwardState, OfferTerms
from insigne_platform.awards.services.claiming import claim_address
from insigne_platform.awards.services.mailing import write
from insigne_platform.institutions.letters import day_in
from insigne_platform.people.selectors import is_closed, person_with_verified

log = structlog.get_logger("insigne.awards")

AT_ONCE = 200
TOO_LATE = timedelta(days=14)  # a reminder that could not go out for so long stays away
INSTITUTION = "achievement__issuer__institution"


def remind_uncollected(*, at: datetime, most: int = AT_ONCE) -> int:
    """Mail who did not collect a badge and is to hear that again; answer how many were told."""
    told = 0
    for number, due in _due(at):
        for award in due[: most - told]:
            told += _remind(award, number, at)
        if told >= most:
            break
    return told


def _due(at: datetime) -> Iterator[tuple[int, QuerySet[Award]]]:
    """What to tell of, the last reminders first, so that nobody gets two on one day."""
    kept = list(OfferTerms.objects.all())
    own = [terms.institution_id for terms in kept]
    for number in (2, 1):
        days = REMIND_AFTER[number - 1]
        yield number, _waiting(at, number, days).exclude(**{f"{INSTITUTION}__in": own})
        asked = {t.institution_id: t.reminders_after for t in kept}
        for days in sorted({after[number - 1] for after in asked.values() if len(after) >= number}):
            houses = [h for h, after in asked.items() if after[number - 1 : number] == (days,)]
            yield number, _waiting(at, number, days).filter(**{f"{INSTITUTION}__in": houses})


def _waiting(at: datetime, number: int, days: int) -> QuerySet[Award]:
    since = at - timedelta(days=days)
    return (
        Award.objects.filter(
            Q(claim_ends_at=None) | Q(claim_ends_at__gt=at),
            mailed_at__gt=since - TOO_LATE,
            mailed_at__lte=since,
            claimed_at__isnull=True,
            declined_at__isnull=True,
            claim_reminders__lt=number,
            state=AwardState.ISSUED,
            suspended_at=None,
            is_renewed=False,
            holder=None,
        )
        .exclude(recipient_email="")
        .exclude(expires_at__lte=at)
        .select_related("version__achievement__issuer__institution")
        .defer("version__picture_png", "version__picture_svg")
        .order_by("mailed_at")
    )


def _remind(award: Award, number: int, at: datetime) -> bool:
    """Write down that it is told, and tell it; if the mail does not go, neither happened."""
    try:
        with transaction.atomic():
            is_first = Award.objects.filter(
                pk=award.pk, claimed_at=None, claim_reminders__lt=number
            ).update(claim_reminders=number)
            if not is_first:
                return False
            return _mail(award)
    except (SMTPException, OSError):
        log.warning("reminder not sent", award=str(award.pk))
        return False


def _mail(award: Award) -> bool:
    if is_closed(award.recipient_email, since=award.created_at):
        return False  # whoever reads there now is somebody else
    person = person_with_verified(award.recipient_email)
    language = person.language if person else award.language
    try:
        write(
            award.recipient_email,
            "claim_reminder",
            award,
            language=language,
            name=person.display_name if person else award.recipient_name,
            day=day_in(language, award.awarded_at),
            end=day_in(language, award.claim_ends_at),
            link=claim_address(award),
        )
    except SMTPRecipientsRefused:  # nor will it be taken the next time
        log.warning("recipient refused", award=str(award.pk))
        return False
    return True
