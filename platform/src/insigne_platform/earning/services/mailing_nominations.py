"""Telling nominators and the office what happened, each thing once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from insigne_platform.earning.models import Nomination, Nominator
from insigne_platform.earning.services.mailing import send
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified

WITH_ISSUER = "nominator__achievement__issuer__institution"


def mail_invitation(nominator_id: UUID, *, at: datetime) -> bool:
    """Tell somebody that she may nominate."""
    nominator = (
        Nominator.objects.select_related("achievement__issuer__institution", "invited_by")
        .filter(pk=nominator_id, mailed_at=None, ended_at=None)
        .first()
    )
    if nominator is None:
        return False
    person = person_with_verified(nominator.email)
    send(
        nominator.email,
        "nominator_invited",
        language=person.language if person else nominator.invited_by.language,
        achievement=nominator.achievement,
        path=f"/nominate/{nominator.pk}",
        name=_name(person),
    )
    Nominator.objects.filter(pk=nominator.pk).update(mailed_at=at)
    return True


def mail_office(nomination_id: UUID, *, at: datetime) -> bool:
    """Tell the issuer that a nomination waits."""
    nomination = (
        Nomination.objects.select_related(WITH_ISSUER)
        .filter(pk=nomination_id, office_told_at=None)
        .first()
    )
    if nomination is None:
        return False
    issuer = nomination.nominator.achievement.issuer
    send(
        issuer.email,
        "nomination_waits",
        language="nl" if issuer.name_nl else "en",
        achievement=nomination.nominator.achievement,
        path=f"/issuing/nominations/{nomination.pk}",
    )
    Nomination.objects.filter(pk=nomination.pk).update(office_told_at=at)
    return True


def mail_outcome(nomination_id: UUID, *, at: datetime) -> bool:
    """Tell who nominated what the office decided."""
    nomination = (
        Nomination.objects.select_related(WITH_ISSUER, "sent_by")
        .filter(pk=nomination_id, answered_at=None)
        .exclude(decided_at=None)
        .first()
    )
    if nomination is None:
        return False
    named = nomination.nominees.count()
    awarded = nomination.nominees.filter(state="awarded").count()
    send(
        nomination.nominator.email,
        "nomination_decided",
        language=nomination.sent_by.language,
        achievement=nomination.nominator.achievement,
        path=f"/nominate/{nomination.nominator_id}",
        name=_name(nomination.sent_by),
        awarded=str(awarded),
        named=str(named),
    )
    Nomination.objects.filter(pk=nomination.pk).update(answered_at=at)
    return True


def _name(person: Person | None) -> str:
    return person.display_name if person else ""
