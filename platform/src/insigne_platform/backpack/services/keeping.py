"""What was awarded is kept or declined, and hangs where its earlier version hung."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim
from insigne_platform.backpack.events import HoldingKept
from insigne_platform.backpack.models import Holding
from insigne_platform.backpack.permissions import may_claim
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.people import services as people
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import is_closed, person_with_verified


@transaction.atomic
def claim(award: Award, *, by: Person, at: datetime) -> Holding:
    """Keep a badge that was given to one of the person's own addresses."""
    if not may_claim(by, award):
        raise NotPermitted(_("This badge was given to another address than yours."))
    return _keep(award, by=by, at=at)


def claim_by_link(token: str, *, at: datetime, by: Person | None = None) -> tuple[Person, Holding]:
    """Keep the badge of a mailed link: for who is signed in, or for a new account.

    The link stands for one badge, not for an account. Somebody who is signed in gets the badge
    and no more; an account that there is already is not opened by it, but by a link to sign in,
    which is mailed at once (`NotPermitted` says so).
    """
    award = _invited(token)
    awards.must_be_on_offer(award, at=at)
    _must_be_open(award, by)
    owner = person_with_verified(award.recipient_email) if by is None else by
    if by is None and owner is not None:
        people.send_sign_in_link(award.recipient_email, at=at)
        raise NotPermitted(
            _("There is an account with this address. We mailed you a link to sign in; "
              "the badge waits in your backpack.")
        )  # fmt: skip
    with transaction.atomic():
        person = owner or _new_account(award)
        return person, _keep(award, by=person, at=at)


@transaction.atomic
def decline(token: str, *, at: datetime) -> Award:
    """Refuse the badge of a mailed link; until somebody keeps it one may change one's mind."""
    award = _invited(token)
    _must_be_open(award, None)
    return awards.record_decline(award, by=None, at=at)


@transaction.atomic
def decline_award(award: Award, *, by: Person, at: datetime) -> Award:
    """Refuse a badge that waits in the backpack."""
    if not may_claim(by, award):
        raise NotPermitted(_("This badge was given to another address than yours."))
    return awards.record_decline(award, by=by, at=at)


def _invited(token: str) -> Award:
    award = award_of_claim(token)
    if award is None:
        raise NotFound(_("There is no such invitation."))
    return award


def _must_be_open(award: Award, by: Person | None) -> None:
    """Refuse a link that went to an address which was given up since: it may be anybody's now."""
    if is_closed(award.recipient_email, since=award.created_at, to=by):
        raise Conflict(
            _("The address of this badge was given up after it was sent. Ask the issuer to award "
              "it to your address of now.")
        )  # fmt: skip


def _new_account(award: Award) -> Person:
    """Make an account for who opened her mail; she signs in by mailed links from now on."""
    person = people.register(award.recipient_email, award.recipient_name, award.language)
    people.record_proved_address(person, award.recipient_email)
    return person


def _keep(award: Award, *, by: Person, at: datetime) -> Holding:
    award = awards.record_claim(award, by=by, at=at)
    holding, is_new = Holding.objects.get_or_create(
        award=award, defaults={"person": by, "kept_at": at}
    )
    if is_new:
        audit.record(by, "holding.kept", holding, award=award.pk)
        outbox.publish(HoldingKept(str(holding.pk)))
    return holding


@transaction.atomic
def keep_replacements(batch_id: UUID, *, at: datetime) -> int:
    """Put new awards where those hung whose place they took; links to them show the new one."""
    new = Award.objects.filter(batch=batch_id, holder=None, replaces__holding__isnull=False)
    moved = 0
    for award in new.select_related("replaces__holding__person"):
        holding = award.replaces.holding  # type: ignore[union-attr]  # asked for above
        if awards.record_succession(award, holder=holding.person, at=at):
            holding.award = award
            holding.save(update_fields=["award"])
            moved += 1
    return moved
