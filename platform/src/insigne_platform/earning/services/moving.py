"""What the office does about seats: another moment, no seat any more, or no test at all."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import COMING, Moment, Registration, RegistrationState
from insigne_platform.earning.permissions import may_set_up
from insigne_platform.earning.services.seating import (
    fill_seats,
    free_seat,
    hold_moments,
    hold_registration,
)
from insigne_platform.people.models import Person

LONGEST_NOTE = 500
AT_ONCE = 500


@transaction.atomic
def move_registration(
    registration: Registration, moment: Moment, *, by: Person, at: datetime
) -> Registration:
    """Give somebody a seat at another moment of the same test, and tell her.

    Her seat goes to who waits for it. The office may do so after registration has closed.
    """
    moments = hold_moments([registration.moment_id, moment.pk])
    held, there = _coming(registration, by), moments[moment.pk]
    if held.moment_id == there.pk and held.state == RegistrationState.REGISTERED:
        return held
    if held.moment_id not in moments:
        raise Conflict(_("This registration was moved just now. Look again."))
    _must_take(there, held, at)
    before, was_waiting = held.moment_id, held.state == RegistrationState.WAITING
    held.moment, held.seat = there, free_seat(there)
    held.state = RegistrationState.REGISTERED
    held.to_tell = "waiting_seated" if was_waiting else "registration_moved"
    try:
        with transaction.atomic():
            held.save(update_fields=["moment", "seat", "state", "to_tell"])
    except IntegrityError as taken:
        raise Conflict(_("This address was at that moment already. Choose another one.")) from taken
    audit.record(by, "registration.moved", held, before=before, moment=there.pk)
    outbox.publish(RegistrationMoved(str(held.pk)))
    fill_seats(moments[before], at=at)
    return held


@transaction.atomic
def withdraw_registration(
    registration: Registration, *, note: str = "", by: Person, at: datetime
) -> Registration:
    """Cancel somebody's registration for the issuer, say why, and give the seat to who waits."""
    note = _checked_note(note)
    moments = hold_moments([registration.moment_id])
    held = _coming(registration, by)
    if held.moment_id not in moments:
        raise Conflict(_("This registration was moved just now. Look again."))
    held.state, held.seat, held.note = RegistrationState.CANCELLED, None, note
    held.to_tell = "registration_withdrawn"
    held.save(update_fields=["state", "seat", "note", "to_tell"])
    audit.record(by, "registration.withdrawn", held)
    outbox.publish(RegistrationMoved(str(held.pk)))
    fill_seats(moments[held.moment_id], at=at)
    return held


@transaction.atomic
def cancel_moment(moment: Moment, *, note: str = "", by: Person, at: datetime) -> Moment:
    """Let a moment not take place: everybody who was to come, or waited, is told.

    A moment with results took place, and is not cancelled. Twice is no harm.
    """
    note = _checked_note(note)
    held = hold_moments([moment.pk])[moment.pk]
    if not may_set_up(by, held.assessment.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if held.cancelled_at is not None:
        return held
    done = (RegistrationState.PASSED, RegistrationState.FAILED)
    if held.registrations.filter(state__in=done).exists():
        raise Conflict(_("There are results of this moment already, so it took place."))
    coming = list(held.registrations.select_for_update().filter(state__in=COMING).order_by("pk"))
    for each in coming:
        each.state, each.seat, each.note = RegistrationState.CANCELLED, None, note
        each.to_tell = "moment_cancelled"
    Registration.objects.bulk_update(coming, ["state", "seat", "note", "to_tell"], AT_ONCE)
    held.cancelled_at = at
    held.save(update_fields=["cancelled_at"])
    audit.record(by, "moment.cancelled", held, people=len(coming))
    outbox.publish_all([RegistrationMoved(str(each.pk)) for each in coming])
    return held


def _coming(registration: Registration, by: Person) -> Registration:
    """The registration as it is now, held, of somebody who has no result yet."""
    held = hold_registration(registration)
    if not may_set_up(by, held.assessment.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if held.state == RegistrationState.CANCELLED:
        raise Conflict(_("This registration was cancelled."))
    if held.state not in COMING:
        raise Conflict(_("There is a result already, so the registration stays as it is."))
    return held


def _must_take(moment: Moment, registration: Registration, at: datetime) -> None:
    if moment.assessment_id != registration.assessment_id:
        raise Conflict(_("This is a moment of another test."))
    if moment.cancelled_at is not None:
        raise Conflict(_("This moment was cancelled. Choose another one."))
    if moment.starts_at <= at:
        raise Conflict(_("This moment has passed. Choose a later one."))


def _checked_note(note: str) -> str:
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Invalid([Problem("note", _("At most 500 characters."))])
    return note
