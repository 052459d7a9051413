"""Registering for a test and cancelling; a seat is given to one person, whoever comes at once."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Moment, Registration, RegistrationState
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses


@transaction.atomic
def register(moment: Moment, *, email: str, name: str, by: Person, at: datetime) -> Registration:
    """Give a seat to somebody, at a confirmed address of her own.

    The moment is held until the seat is given, and the table has one person on each seat: of two
    who come for the last one, one is told that it is full. Raises `Invalid` and `Conflict`.
    """
    held = (
        Moment.objects.select_for_update(of=("self",))
        .select_related("assessment__achievement")
        .get(pk=moment.pk)
    )
    _must_be_open(held, at)
    email, name = email.strip().lower(), " ".join(name.split())
    if problems := _problems_with(email, name, by):
        raise Invalid(problems)
    _must_be_new(held, by)

    try:
        with transaction.atomic():
            made = Registration.objects.create(
                assessment=held.assessment,
                moment=held,
                person=by,
                email=email,
                name=name,
                seat=free_seat(held),
                registered_at=at,
                to_tell="registration_made",
            )
    except IntegrityError as taken:
        raise Conflict(_("Somebody took this seat just now. Try again.")) from taken
    audit.record(by, "registration.made", made, moment=held.pk)
    outbox.publish(RegistrationMoved(str(made.pk)))
    return made


@transaction.atomic
def cancel_registration(registration: Registration, *, by: Person, at: datetime) -> Registration:
    """Give the seat back, as long as registration is open."""
    if registration.person_id != by.pk:
        raise NotPermitted(_("This is not a registration of yours."))
    held = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("moment__assessment")
        .get(pk=registration.pk)
    )
    if held.state == RegistrationState.CANCELLED:
        return held
    if held.state != RegistrationState.REGISTERED:
        raise Conflict(_("There is a result already, so this cannot be cancelled any more."))
    if at >= held.moment.closes_at:
        raise Conflict(_("Registration has closed, so you cannot cancel here any more."))
    held.state, held.seat, held.to_tell = (
        RegistrationState.CANCELLED, None, "registration_cancelled"
    )  # fmt: skip
    held.save(update_fields=["state", "seat", "to_tell"])
    audit.record(by, "registration.cancelled", held)
    outbox.publish(RegistrationMoved(str(held.pk)))
    return held


def free_seat(moment: Moment) -> int:
    """The lowest seat that nobody has; `Conflict` if there is none."""
    taken = set(moment.registrations.exclude(seat=None).values_list("seat", flat=True))
    if len(taken) >= moment.seats:
        raise Conflict(_("This moment is full. Choose another one."))
    return next(seat for seat in count(1) if seat not in taken)


def _must_be_open(moment: Moment, at: datetime) -> None:
    if moment.assessment.achievement.archived_at is not None or not moment.assessment.is_open:
        raise Conflict(_("This test cannot be taken now."))
    if not moment.takes_registrations_at(at):
        raise Conflict(_("Registration for this moment has closed. Choose another one."))


def _must_be_new(moment: Moment, by: Person) -> None:
    own = Registration.objects.filter(assessment=moment.assessment, person=by)
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
