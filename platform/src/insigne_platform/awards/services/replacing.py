"""New awards in the place of earlier ones: corrected or renewed; what was signed stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from insigne_platform.awards.events import BatchOpened
from insigne_platform.awards.models import Award, Batch, Replacement
from insigne_platform.awards.permissions import may_revoke
from insigne_platform.awards.recipients import RawRow, Recipient, check_recipients
from insigne_platform.awards.services.reasons import checked_reasons
from insigne_platform.awards.services.revoking import locked_awards, mark_revoked
from insigne_platform.awards.services.status_lists import publish_lists_of
from insigne_platform.awards.services.storing import store_awards
from insigne_platform.awards.services.validity import after_months
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person

CORRECTED = ("name", "grade", "narrative", "evidence_url")


@transaction.atomic
def correct(
    award: Award,
    fields: Mapping[str, str],
    reason: str,
    *,
    public_reason: str = "",
    by: Person,
    at: datetime,
) -> Award:
    """Award anew with a name, grade, explanation or evidence that is right, and revoke the old.

    Raises `Invalid` with everything that is wrong, `Conflict` if nothing is different.
    """
    if not may_revoke(by, award):
        raise NotPermitted(_("You do not award badges of this issuer."))
    (award,) = locked_awards([award])
    if award.erased_at is not None:
        raise Conflict(_("The holder of this badge had everything erased that says who it was."))
    if award.is_revoked or award.is_renewed:
        raise Conflict(_("This badge was revoked or replaced already."))
    recipient = _corrected(award, fields, at)
    reason, public_reason = checked_reasons(reason, public_reason)
    if not public_reason:
        with translation.override(award.version.language):
            public_reason = _("Replaced by a corrected badge.")

    mark_revoked([award], reason, public_reason, by=by, at=at)
    publish_lists_of([award], at=at)
    new = _after(award, Replacement.CORRECTION)
    new.recipient_name, new.grade = recipient.name, recipient.grade
    new.narrative, new.evidence_url = recipient.narrative, recipient.evidence_url
    new.awarded_at, new.expires_at = award.awarded_at, award.expires_at
    _open_batch([new], by=by, at=at)
    audit.record(by, "award.corrected", award, new=new.pk)
    return new


def mark_renewed(
    awards: Sequence[Award], until: datetime | None, *, by: Person, at: datetime
) -> None:
    """Award anew what runs out, from today; for awards that are locked."""
    at_day = at.replace(microsecond=0)
    of_version: defaultdict[object, list[Award]] = defaultdict(list)
    for award in awards:
        new = _after(award, Replacement.RENEWAL)
        new.awarded_at = at_day
        new.expires_at = until or _next_expiry(award, at_day)
        of_version[award.version_id].append(new)
    Award.objects.filter(pk__in=[award.pk for award in awards]).update(is_renewed=True)
    for new_awards in of_version.values():
        _open_batch(new_awards, by=by, at=at)
    audit.record_many(by, "award.renewed", awards)


def _next_expiry(award: Award, at: datetime) -> datetime | None:
    """As long again: by the badge's own period, or for as long as the earlier award was valid."""
    if award.version.valid_months:
        return after_months(at, award.version.valid_months)
    return award.expires_at and at + (award.expires_at - award.awarded_at)


def _corrected(award: Award, fields: Mapping[str, str], at: datetime) -> Recipient:
    """Check what is to be said instead as a row of a list is checked."""
    cells = {name: str(fields.get(name, "")) for name in CORRECTED}
    good, problems = check_recipients([RawRow(1, {"email": award.recipient_email, **cells})], at=at)
    if problems:
        raise Invalid([Problem(problem.field, problem.message) for problem in problems])
    before = (award.recipient_name, award.grade, award.narrative, award.evidence_url)
    after = tuple(getattr(good[0], name) for name in CORRECTED)
    if before == after:
        raise Conflict(_("Nothing is different. Change what was wrong."))
    return good[0]


def _after(award: Award, kind: Replacement) -> Award:
    """The award that takes the place of another, saying the same until told otherwise."""
    return Award(
        version=award.version,
        achievement=award.achievement,
        institution_id=award.institution_id,
        badge_name=award.badge_name,
        recipient_email=award.recipient_email,
        recipient_name=award.recipient_name,
        language=award.language,
        narrative=award.narrative,
        grade=award.grade,
        evidence_url=award.evidence_url,
        replaces=award,
        replacement=kind,
    )


def _open_batch(awards: Sequence[Award], *, by: Person, at: datetime) -> None:
    """Store them as a batch of their own, whose documents are made as those of any other."""
    first = awards[0]
    label = first.recipient_name if len(awards) == 1 else ""
    batch = Batch.objects.create(
        version=first.version, awarded_by=by, label=label, total=len(awards), worked_at=at
    )
    for award, number in zip(awards, count(1), strict=False):
        award.batch, award.row_number = batch, number
    store_awards(awards)
    outbox.publish(BatchOpened(str(batch.pk)))
