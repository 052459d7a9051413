"""Registering for a test and cancelling; a seat is given to one person, whoever comes at once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import COMING, Moment, Registration, RegistrationState
from insigne_platform.earning.services.seating import (
    fill_seats,
    free_seat,
    hold_moments,
    hold_registration,
)
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses


@transaction.atomic
def register(
    moment: Moment, *, email: str, name: str, waits: bool = False, by: Person, at: datetime
) -> Registration:
    """Give a seat to somebody, at a confirmed address of her own.

    The moment is held until the seat is given, and the table has one person on each seat: of two
    who come for the last one, one is told that it is full; who *waits* then stands on the waiting
    list. Raises `Invalid` and `Conflict`.
    """
    held = hold_moments([moment.pk])[moment.pk]
    _must_be_open(held, at)
    email, name = email.strip().lower(), " ".join(name.split())
    if problems := _problems_with(email, name, by):
        raise Invalid(problems)
    _must_be_new(held, by)
    seat = _seat(held, waits=waits)
    made = Registration(
        assessment=held.assessment,
        moment=held,
        person=by,
        email=email,
        name=name,
        seat=seat,
        state=RegistrationState.WAITING if seat is None else RegistrationState.REGISTERED,
        registered_at=at,
        to_tell="waiting_made" if seat is None else "registration_made",
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as taken:
        raise Conflict(_("Somebody took this seat just now. Try again.")) from taken
    deed = "registration.waits" if seat is None else "registration.made"
    audit.record(by, deed, made, moment=held.pk)
    outbox.publish(RegistrationMoved(str(made.pk)))
    return made


@transaction.atomic
def cancel_registration(registration: Registration, *, by: Person, at: datetime) -> Registration:
    """Give the seat back, or leave the waiting list, as long as registration is open.

    Who waited longest gets the seat.
    """
    if registration.person_id != by.pk:
        raise NotPermitted(_("This is not a registration of yours."))
    moments = hold_moments([registration.moment_id])
    held = hold_registration(registration)
    if held.state == RegistrationState.CANCELLED:
        return held
    if held.state not in COMING:
        raise Conflict(_("There is a result already, so this cannot be cancelled any more."))
    if held.moment_id not in moments:
        raise Conflict(_("This registration was moved just now. Look again."))
    was_waiting = held.state == RegistrationState.WAITING
    if at >= held.moment.closes_at and not was_waiting:
        raise Conflict(_("Registration has closed, so you cannot cancel here any more."))
    held.state, held.seat = RegistrationState.CANCELLED, None
    held.to_tell = "" if was_waiting else "registration_cancelled"
    held.save(update_fields=["state", "seat", "to_tell"])
    audit.record(by, "registration.cancelled", held)
    outbox.publish(RegistrationMoved(str(held.pk)))
    fill_seats(moments[held.moment_id], at=at)
    return held


def _seat(moment: Moment, *, waits: bool) -> int | None:
    """A free seat; none for who would rather wait than be told that there is none."""
    try:
        return free_seat(moment)
    except Conflict:
        if not waits:
            raise
        return None


def _must_be_open(moment: Moment, at: datetime) -> None:
    if moment.assessment.achievement.archived_at is not None or not moment.assessment.is_open:
        raise Conflict(_("This test cannot be taken now."))
    if moment.cancelled_at is not None:
        raise Conflict(_("This moment was cancelled. Choose another one."))
    if not moment.takes_registrations_at(at):
        raise Conflict(_("Registration for this moment has closed. Choose another one."))


def _must_be_new(moment: Moment, by: Person) -> None:
    own = Registration.objects.filter(assessment=moment.assessment, person=by)
    if own.filter(state=RegistrationState.WAITING).exists():
        raise Conflict(
            _("You are on a waiting list for this test. Leave that first to choose another moment.")
        )
    if own.filter(state=RegistrationState.REGISTERED).exists():
        raise Conflict(
            _("You are registered for this test already. Cancel that first to choose another "
              "moment.")
        )  # fmt: skip
    if own.filter(state=RegistrationState.PASSED).exists():
        raise Conflict(_("You passed this test already."))
    if own.filter(moment=moment).exclude(state=RegistrationState.CANCELLED).exists():
        raise Conflict(_("You took this test at this moment. Choose another one."))


def _problems_with(email: str, name: str, by: Person) -> list[Problem]:
    problems = []
    if email not in verified_addresses(by):
        problems.append(Problem("email", _("Choose an address that you confirmed.")))
    if not 1 <= len(name) <= 200:
        problems.append(Problem("name", _("Give your name, in at most 200 characters.")))
    return problems
