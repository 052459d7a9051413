"""Telling who earned a badge, and writing down what she does with it."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPRecipientsRefused
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.awards.events import AwardClaimed, AwardDeclined
from insigne_platform.awards.models import Award, AwardState, Replacement
from insigne_platform.awards.permissions import may_revoke
from insigne_platform.awards.selection import MAIL_AGAIN_AFTER
from insigne_platform.awards.services.mailing import write
from insigne_platform.awards.services.offering import end_of_offer
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions.letters import day_in
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, person_with_verified

log = structlog.get_logger("insigne.awards")

CLAIM = "claim"


def claim_address(award: Award) -> str:
    """The address at which who earned the award claims it; it proves her mailbox."""
    return absolute(f"/claim/{token_for(CLAIM, award.pk)}")


def mail_claims(batch_id: UUID, *, at: datetime, most: int | None = None) -> int:
    """Mail everybody in the batch who was not mailed yet, or the first; answer how many were."""
    waiting = Award.objects.filter(
        batch=batch_id, state=AwardState.ISSUED, mailed_at=None, claimed_at=None
    ).select_related("version__achievement__issuer__institution")
    return sum(mail_claim(award, at=at) for award in waiting.order_by("row_number")[:most])


def has_claims_to_mail(batch_id: UUID) -> bool:
    """Say whether anybody in the batch is still to be told."""
    return Award.objects.filter(
        batch=batch_id, state=AwardState.ISSUED, mailed_at=None, claimed_at=None
    ).exists()


@transaction.atomic
def mail_claim_again(award: Award, *, by: Person, at: datetime) -> None:
    """Mail one recipient again, at most once an hour."""
    if not may_revoke(by, award):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if award.state != AwardState.ISSUED or award.claimed_at is not None:
        raise Conflict(_("There is nothing to mail: this badge was claimed or revoked."))
    if award.mailed_at is not None and at < award.mailed_at + MAIL_AGAIN_AFTER:
        raise Conflict(_("The last mail is less than an hour old."))
    if is_closed(award.recipient_email, since=award.created_at):
        raise Conflict(_("This address was given up since. Award the badge to another address."))

    mail_claim(award, at=at)
    audit.record(by, "award.mailed_again", award)


def mail_claim(award: Award, *, at: datetime) -> bool:
    """Send the mail, then write that down: after a crash in between it is sent once more."""
    person = person_with_verified(award.recipient_email)
    language = person.language if person else award.language
    house = award.version.achievement.issuer.institution
    ends_at = end_of_offer(house, at=at)
    is_sent = True
    try:
        write(
            award.recipient_email,
            "claim",
            award,
            language=language,
            name=person.display_name if person else award.recipient_name,
            grade=award.grade,
            end=day_in(language, ends_at),
            link=claim_address(award),
        )
    except SMTPRecipientsRefused:
        log.warning("recipient refused", award=str(award.pk))
        is_sent = False
    Award.objects.filter(pk=award.pk).update(mailed_at=at, claim_ends_at=ends_at)
    return is_sent


def mail_replacements(batch_id: UUID, *, at: datetime) -> int:
    """Tell holders whose badge another one took the place of; answer how many were told."""
    new = Award.objects.filter(
        batch=batch_id, mailed_at=None, holder__isnull=False, replaces__isnull=False
    ).select_related("version__achievement__issuer__institution", "holder", "replaces")
    for award in new.order_by("row_number"):
        holder = award.holder
        if holder is None:
            continue
        is_renewal = award.replacement == Replacement.RENEWAL
        try:
            write(
                holder.email,
                "renewed" if is_renewal else "corrected",
                award,
                language=holder.language,
                name=holder.display_name or award.recipient_name,
                day=day_in(holder.language, award.expires_at),
                link=absolute("/backpack"),
            )
        except SMTPRecipientsRefused:
            log.warning("recipient refused", award=str(award.pk))
        Award.objects.filter(pk=award.pk).update(mailed_at=at)
    return len(new)


@transaction.atomic
def record_succession(award: Award, *, holder: Person, at: datetime) -> bool:
    """Write down that who kept the award before this one keeps this one; once only."""
    kept = Award.objects.filter(pk=award.pk, state=AwardState.ISSUED, holder=None).update(
        holder=holder, claimed_at=at, declined_at=None
    )
    if kept:
        award.refresh_from_db()
        audit.record(None, "award.handed_on", award)
        outbox.publish(AwardClaimed(str(award.pk)))
    return bool(kept)


@transaction.atomic
def record_claim(award: Award, *, by: Person, at: datetime) -> Award:
    """Write down that *by* keeps the award; whether she may is asked by the backpack."""
    on_offer = Award.objects.exclude(claim_ends_at__lte=at)
    claimed = on_offer.filter(pk=award.pk, state=AwardState.ISSUED, holder=None).update(
        holder=by, claimed_at=at, declined_at=None
    )
    award.refresh_from_db()
    if not claimed:
        must_be_on_offer(award, at=at)
        if award.holder_id != by.pk:
            raise Conflict(_("This badge was claimed by another account, or revoked."))
        return award
    audit.record(by, "award.claimed", award)
    outbox.publish(AwardClaimed(str(award.pk)))
    return award


def must_be_on_offer(award: Award, *, at: datetime) -> None:
    """Refuse a badge that nobody collected in time, and say whom to ask."""
    if not award.is_offer_over(at) or award.claim_ends_at is None:
        return
    issuer = award.version.achievement.issuer
    day = day_in(get_language() or "en", award.claim_ends_at)
    raise Conflict(
        _("This offer ended on %(day)s. Ask %(issuer)s for a new message: %(email)s.")
        % {"day": day, "issuer": issuer.name, "email": issuer.email}
    )


@transaction.atomic
def record_decline(award: Award, *, by: Person | None, at: datetime) -> Award:
    """Write down that who earned the award does not want it; she may still change her mind."""
    declined = Award.objects.filter(pk=award.pk, holder=None, declined_at=None).update(
        declined_at=at
    )
    award.refresh_from_db()
    if award.holder_id is not None:
        raise Conflict(_("This badge was claimed already."))
    if declined:
        audit.record(by, "award.declined", award)
        outbox.publish(AwardDeclined(str(award.pk)))
    return award
