"""The addresses of a person: when each became hers, when it ends, and that she gives it up."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from insigne_platform.core import audit, mail, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.events import AddressGivenUp
from insigne_platform.people.models import AddressPeriod, Person, SignInLink
from insigne_platform.people.selectors import ending_periods, lasting_addresses

log = structlog.get_logger("insigne.people")

REMIND_DAYS: Final = (7, 30, 90)  # before the end of an address, the nearest first
FURTHEST_END: Final = timedelta(days=20 * 366)


def open_period(person: Person, address: str, *, since: datetime) -> AddressPeriod:
    """The period in which an address is the person's now; it begins at *since* if there is none."""
    period, _new = AddressPeriod.objects.get_or_create(
        person=person, address=address, until=None, defaults={"since": since}
    )
    return period


@transaction.atomic
def set_end(address: EmailAddress, day: date | None, *, by: Person, at: datetime) -> AddressPeriod:
    """Write down on which day an address ends, as far as the person knows; None: it does not."""
    _must_be_own(address, by)
    if not address.verified:
        raise Conflict(_("Confirm this address first."))
    if day is not None and not localdate(at) < day <= localdate(at) + FURTHEST_END:
        raise Invalid([Problem("day", _("Choose a day from tomorrow on, within twenty years."))])
    period = open_period(by, address.email, since=by.date_joined)
    period.ends_on = day
    period.reminded_days = None if day is None else _stage((day - localdate(at)).days)
    period.save(update_fields=["ends_on", "reminded_days"])
    audit.record(by, "address.end_set" if day else "address.end_taken_away", period)
    return period


@transaction.atomic
def give_up(address: EmailAddress, *, by: Person, at: datetime) -> AddressPeriod | None:
    """Let an address go: it signs nobody in and claims nothing from now on; what is kept stays.

    Of the addresses that remain another one becomes the first. An address that was never
    proved just goes (None). Raises `Conflict` for the only one that was proved.
    """
    _must_be_own(address, by)
    others = EmailAddress.objects.filter(user=by, verified=True).exclude(pk=address.pk)
    heir = others.order_by("-primary", "pk").first()
    if heir is None and (address.verified or address.primary):
        raise Conflict(
            _("This is your only address. Add another one and confirm it; then give up this one.")
        )
    period = _close_period(address, by, at) if address.verified else None
    SignInLink.objects.filter(person=by, address=address.email, used_at=None).update(expires_at=at)
    is_first = address.primary or by.email == address.email
    address.delete()
    if is_first and heir is not None:
        heir.user = by
        heir.set_as_primary()
    audit.record(by, "address.given_up", period or by)
    if period is not None:
        outbox.publish(AddressGivenUp(str(period.pk)))
    return period


def _must_be_own(address: EmailAddress, by: Person) -> None:
    if address.user_id != by.pk or not by.is_active:
        raise NotPermitted(_("This is not your address."))


def _close_period(address: EmailAddress, person: Person, at: datetime) -> AddressPeriod:
    period = open_period(person, address.email, since=min(person.date_joined, at))
    period.until = max(at, period.since)
    period.save(update_fields=["until"])
    return period


def mail_given_up(period_id: UUID) -> None:
    """Tell the person at her first address that another one was given up."""
    period = AddressPeriod.objects.select_related("person").filter(pk=period_id).first()
    if period is None or period.person is None:
        return
    _write(period.person.email, "address_given_up", period, period.person)


def remind_of_ends(*, at: datetime) -> int:
    """Remind who has no address that lasts, 90, 30 and 7 days before; answer how many were told."""
    today = localdate(at)
    due = ending_periods(ends_on__gt=today, ends_on__lte=today + timedelta(days=max(REMIND_DAYS)))
    return sum(_remind(period, today) for period in due)


def _stage(days: int) -> int | None:
    """Which reminder belongs to so many days before the end; None if it is too early for one."""
    return next((stage for stage in REMIND_DAYS if days <= stage), None)


def _remind(period: AddressPeriod, today: date) -> bool:
    """Write down that it is told, and tell it; if the mail does not go, neither happened."""
    person, ends_on = period.person, period.ends_on
    if person is None or ends_on is None:
        return False
    stage = _stage((ends_on - today).days)
    if stage is None or (period.reminded_days is not None and period.reminded_days <= stage):
        return False
    if lasting_addresses(person, besides=period):
        return False
    try:
        with transaction.atomic():
            is_first = AddressPeriod.objects.filter(
                pk=period.pk, until=None, reminded_days=period.reminded_days
            ).update(reminded_days=stage)
            if not is_first:
                return False
            _write(period.address, "address_ends", period, person)
    except SMTPRecipientsRefused:
        log.warning("recipient refused", period=str(period.pk))
        return False
    except (SMTPException, OSError):
        log.warning("reminder not sent", period=str(period.pk))
        return False
    return True


def _write(to: str, letter: str, period: AddressPeriod, person: Person) -> None:
    context = {
        "person": person,
        "address": period.address,
        "day": period.ends_on,
        "link": absolute("/account/email/"),
    }
    mail.send(to, letter, context, language=person.language)


def end_due(*, at: datetime) -> int:
    """Give up the addresses whose day has come, of who has another one; answer how many.

    Who has no other address keeps this one: nobody is locked out by a day that was guessed.
    """
    ended = 0
    for period in ending_periods(ends_on__lte=localdate(at)):
        person = period.person
        if person is None or not lasting_addresses(person, besides=period):
            continue
        address = EmailAddress.objects.filter(user=person, email=period.address).first()
        if address is not None:
            give_up(address, by=person, at=at)
            ended += 1
    return ended
