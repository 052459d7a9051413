"""Asking somebody to see badges: of an address, for a purpose and a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.disclosure.composition import Field
from insigne_platform.grants.events import AccessAsked
from insigne_platform.grants.models import (
    MOST_DAYS,
    AccessRequest,
    Kind,
    Mandate,
    Organisation,
    RequestState,
)
from insigne_platform.grants.permissions import must_act
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified, verified_addresses

ANSWERED_WITHIN: Final = timedelta(days=30)
KEPT: Final = timedelta(days=365)
MOST_BADGES: Final = 20
MOST_AT_ONCE: Final = 3
MOST_A_DAY: Final = 200
LONGEST: Final = 200
LONGEST_MESSAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: of whom, which badges in words, which fields, why, and for how many days."""

    address: str
    purpose: str
    days: int
    badges: Sequence[str] = ()
    fields: Sequence[str] = ()
    message: str = ""
    mandate: Mandate | None = field(default=None)


@transaction.atomic
def ask(organisation: Organisation, wish: Wish, *, by: Person, at: datetime) -> AccessRequest:
    """Ask somebody to see badges. The answer is the same whether or not we know the address.

    Raises `Conflict` while the organisation has not proved its domain, for an agency without a
    mandate, and for whoever asks too much; `Invalid` for what cannot be.
    """
    must_act(by, organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _must_be_known(organisation, wish, at)
    address = wish.address.strip().lower()
    _must_be_sound(wish, address)
    _must_be_moderate(organisation, address, at)
    mine = organisation.members.filter(address__in=verified_addresses(by)).first()
    assert mine is not None  # `must_act` saw to it
    request = AccessRequest.objects.create(
        organisation=organisation,
        mandate=wish.mandate,
        asked_by=mine.address,
        address=address,
        badges=_lines(wish.badges),
        fields=[each.value for each in Field if each.value in wish.fields],
        purpose=wish.purpose.strip(),
        message=wish.message.strip(),
        days=wish.days,
        expires_at=at + ANSWERED_WITHIN,
        is_silenced=_is_silenced(organisation, address),
    )
    audit.record(by, "access.asked", request)
    outbox.publish(AccessAsked(str(request.pk)))
    return request


@transaction.atomic
def withdraw(request: AccessRequest, *, by: Person, at: datetime) -> AccessRequest:
    """Take a request back that was not answered yet."""
    must_act(by, request.organisation)
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != RequestState.WAITING:
        raise Conflict(_("This request was answered already."))
    request.state, request.decided_at = RequestState.WITHDRAWN, at
    request.save(update_fields=["state", "decided_at"])
    audit.record(by, "access.withdrawn", request)
    return request


def forget_old(*, at: datetime) -> int:
    """Delete requests that ended a year ago, with what was granted by them; answer how many."""
    old = AccessRequest.objects.filter(expires_at__lt=at - KEPT)
    over = old.exclude(grant__ends_at__gte=at - KEPT)
    deleted, _each = over.delete()
    return deleted


def _must_be_known(organisation: Organisation, wish: Wish, at: datetime) -> None:
    if not organisation.is_proved:
        raise Conflict(_("Prove your domain first. Without that nobody knows who you are."))
    mandate = wish.mandate
    if mandate is None:
        if organisation.kind == Kind.AGENCY:
            raise Invalid([Problem("mandate", _("An agency asks in the name of somebody."))])
        return
    if mandate.agency_id != organisation.pk or not mandate.holds(at):
        raise Invalid([Problem("mandate", _("This mandate does not hold any more."))])
    if not mandate.principal.is_proved:
        raise Invalid([Problem("mandate", _("Who gave this mandate has not proved its domain."))])


def _must_be_sound(wish: Wish, address: str) -> None:
    problems = []
    try:
        validate_email(address)
    except ValidationError:
        problems.append(Problem("address", _("This is not an e-mail address.")))
    if not wish.purpose.strip():
        problems.append(Problem("purpose", _("Say what for.")))
    if not 1 <= wish.days <= MOST_DAYS:
        problems.append(Problem("days", _("Choose 1 to 90 days.")))
    if len(_lines(wish.badges)) > MOST_BADGES:
        problems.append(Problem("badges", _("Name at most 20 badges.")))
    if not set(wish.fields) <= {each.value for each in Field}:
        problems.append(Problem("fields", _("This badge has no such part.")))
    longest = {"purpose": LONGEST, "message": LONGEST_MESSAGE, "badges": LONGEST}
    texts = [("purpose", wish.purpose), ("message", wish.message)]
    texts += [("badges", line) for line in wish.badges]
    for name, text in texts:
        if len(text) > longest[name]:
            problems.append(Problem(name, _("This is too long.")))
        elif holds_citizen_number(text):
            problems.append(Problem(name, _(REFUSED)))
    if problems:
        raise Invalid(problems)


def _must_be_moderate(organisation: Organisation, address: str, at: datetime) -> None:
    waiting = organisation.requests.filter(state=RequestState.WAITING, expires_at__gt=at)
    if waiting.filter(address=address).count() >= MOST_AT_ONCE:
        raise Conflict(_("You asked this person three times already. Wait for an answer."))
    if organisation.requests.filter(created_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Conflict(_("Your organisation asked 200 times today. Go on tomorrow."))


def _is_silenced(organisation: Organisation, address: str) -> bool:
    """Say whether whoever has the address said that the organisation may not ask any more."""
    said = organisation.requests.filter(no_more=True)
    person = person_with_verified(address)
    if person is None:
        return said.filter(address=address).exists()
    return said.filter(person=person).exists()


def _lines(badges: Sequence[str]) -> list[str]:
    return [line for each in badges if (line := " ".join(each.split()))]
