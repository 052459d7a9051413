"""Trusting somebody to nominate, nominating, and confirming what was nominated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards import services as awards
from insigne_platform.awards.recipients import check_recipients
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import NominationDecided, NominationSent, NominatorInvited
from insigne_platform.earning.models import (
    Nomination,
    NominationState,
    Nominator,
    Nominee,
    NomineeState,
)
from insigne_platform.earning.pasted import pasted_rows
from insigne_platform.earning.permissions import may_nominate, may_set_up
from insigne_platform.earning.services.reviewing import version_to_give
from insigne_platform.people.models import Person

MOST_NOMINEES: Final = 300


@transaction.atomic
def invite_nominator(
    achievement: Achievement, email: str, *, by: Person, at: datetime
) -> Nominator:
    """Have somebody nominate people for a badge; the mail goes to this address."""
    if not may_set_up(by, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    version_to_give(achievement)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as refused:
        message = _("This is not a complete e-mail address. Check it.")
        raise Invalid([Problem("email", message)]) from refused
    try:
        with transaction.atomic():
            nominator = Nominator.objects.create(
                achievement=achievement, email=email, invited_by=by, invited_at=at
            )
    except IntegrityError as twice:
        raise Conflict(_("This address may nominate for this badge already.")) from twice
    audit.record(by, "nominator.invited", nominator, achievement=achievement.pk)
    outbox.publish(NominatorInvited(str(nominator.pk)))
    return nominator


@transaction.atomic
def end_nominator(nominator: Nominator, *, by: Person, at: datetime) -> None:
    """Take no nominations from somebody any more; what was sent stays to be confirmed."""
    if not may_set_up(by, nominator.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if Nominator.objects.filter(pk=nominator.pk, ended_at=None).update(ended_at=at):
        audit.record(by, "nominator.ended", nominator)


@transaction.atomic
def nominate(
    nominator: Nominator, people: str, *, note: str = "", by: Person, at: datetime
) -> Nomination:
    """Name everybody on a pasted list for a badge; the office decides.

    Raises `Invalid` with every line that is wrong, and then nobody is named.
    """
    if not may_nominate(by, nominator):
        raise NotPermitted(_("You do not nominate for this badge."))
    if nominator.achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))
    rows = pasted_rows(people[:100_000])
    good, problems = check_recipients(rows[: MOST_NOMINEES + 1], at=at)
    found = [
        Problem("people", _("Line %(n)s: %(what)s") % {"n": each.row, "what": each.message})
        for each in problems
    ]
    if not rows:
        found.append(Problem("people", _("Paste at least one address.")))
    if len(rows) > MOST_NOMINEES:
        found = [Problem("people", _("At most 300 people at a time. Send the rest afterwards."))]
    if len(note) > 2000:
        found.append(Problem("note", _("At most 2000 characters.")))
    if found:
        raise Invalid(found[:20])

    nomination = Nomination.objects.create(
        nominator=nominator, sent_by=by, sent_at=at, note=note.strip()
    )
    Nominee.objects.bulk_create(
        Nominee(nomination=nomination, row_number=each.row, email=each.email, name=each.name)
        for each in good
    )
    audit.record(by, "nomination.sent", nomination, nominees=len(good))
    outbox.publish(NominationSent(str(nomination.pk)))
    return nomination


@transaction.atomic
def decide_nomination(
    nomination: Nomination,
    *,
    chosen: Collection[str],
    reasons: Mapping[str, str],
    reason: str = "",
    by: Person,
    at: datetime,
) -> Nomination:
    """Award the badge to the *chosen* ones, and say of everybody else why not.

    *chosen* and *reasons* name nominees by their identifier; *reason* stands for all who have
    none of their own. Of two who decide at once, the second is told.
    """
    if not may_set_up(by, nomination.nominator.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    held = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("nominator__achievement__issuer", "decided_by")
        .get(pk=nomination.pk)
    )
    if held.state != NominationState.WAITING:
        sentence = _("%(who)s decided on this nomination already. Look at it again.")
        raise Conflict(sentence % {"who": held.decided_by})
    nominees = list(held.nominees.all())
    for each in nominees:
        own = reasons.get(str(each.pk), "").strip() or reason.strip()
        each.reason = "" if str(each.pk) in chosen else own
    _check_reasons(nominees, chosen)

    for each in nominees:
        if str(each.pk) in chosen:
            _award(each, held, by, at)
        else:
            each.state = NomineeState.DECLINED
    Nominee.objects.bulk_update(nominees, ["state", "reason", "award"])
    held.state, held.decided_by, held.decided_at = NominationState.DECIDED, by, at
    held.save(update_fields=["state", "decided_by", "decided_at"])
    awarded = sum(each.state == NomineeState.AWARDED for each in nominees)
    audit.record(by, "nomination.decided", held, awarded=awarded, of=len(nominees))
    outbox.publish(NominationDecided(str(held.pk)))
    return held


def _award(nominee: Nominee, nomination: Nomination, by: Person, at: datetime) -> None:
    version = version_to_give(nomination.nominator.achievement)
    recipient = awards.Recipient(email=nominee.email, name=nominee.name)
    try:
        nominee.award = awards.award_one(version, recipient, by=by, at=at)
        nominee.state = NomineeState.AWARDED
    except Conflict:
        if nomination.nominator.achievement.archived_at is not None:
            raise
        nominee.state = NomineeState.HAD


def _check_reasons(nominees: list[Nominee], chosen: Collection[str]) -> None:
    declined = [each for each in nominees if str(each.pk) not in chosen]
    problems = []
    if any(not each.reason for each in declined):
        message = _("Say of everybody whom you do not choose why not, or give one reason for all.")
        problems.append(Problem("reason", message))
    if any(len(each.reason) > 500 for each in declined):
        problems.append(Problem("reason", _("At most 500 characters.")))
    if problems:
        raise Invalid(problems)
