"""Seats: who gets the next one, and who waits for it.

Whoever gives or takes a seat holds the moment first, and then the registration.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from uuid import UUID

from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Moment, Registration, RegistrationState


def hold_moments(keys: Iterable[UUID]) -> dict[UUID, Moment]:
    """Hold moments until the transaction ends, always in one order; each with its test."""
    held = (
        Moment.objects.select_for_update(of=("self",))
        .select_related("assessment__achievement__issuer")
        .filter(pk__in=set(keys))
        .order_by("pk")
    )
    return {moment.pk: moment for moment in held}


def hold_registration(registration: Registration) -> Registration:
    """Hold a registration until the transaction ends; its moment is held already."""
    return (
        Registration.objects.select_for_update(of=("self",))
        .select_related("moment__assessment__achievement__issuer", "person")
        .get(pk=registration.pk)
    )


def free_seat(moment: Moment) -> int:
    """The lowest seat that nobody has; `Conflict` if there is none."""
    taken = _taken(moment)
    if len(taken) >= moment.seats:
        raise Conflict(_("This moment is full. Choose another one."))
    return next(seat for seat in count(1) if seat not in taken)


def fill_seats(moment: Moment, *, at: datetime) -> int:
    """Give the free seats to who waited longest, and tell them; answer how many those are.

    After registration has closed nobody is given one unasked: it may be too late to come. Hold the
    moment first.
    """
    is_over = moment.cancelled_at is not None or at >= moment.closes_at
    if is_over or moment.assessment.achievement.archived_at is not None:
        return 0
    taken = _taken(moment)
    queue = list(
        moment.registrations.select_for_update()
        .filter(state=RegistrationState.WAITING)
        .order_by("registered_at", "pk")[: max(moment.seats - len(taken), 0)]
    )
    free = (seat for seat in count(1) if seat not in taken)
    for each, seat in zip(queue, free, strict=False):
        each.state, each.seat, each.to_tell = RegistrationState.REGISTERED, seat, "waiting_seated"
    Registration.objects.bulk_update(queue, ["state", "seat", "to_tell"])
    if queue:
        audit.record_many(None, "registration.seated", queue, moment=moment.pk)
        outbox.publish_all([RegistrationMoved(str(each.pk)) for each in queue])
    return len(queue)


def _taken(moment: Moment) -> set[int]:
    seats = moment.registrations.values_list("seat", flat=True)
    return {seat for seat in seats if seat is not None}
