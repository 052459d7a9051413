"""Erasing: everything about a person that this installation has, but what explains a status bit.

One transaction, from the highest room down; each room forgets its own. What is in backups goes
with them (`docs/decisions/0042`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from insigne_platform.awards.services.forgetting import awards_about, forget_recipient
from insigne_platform.backpack.models import Collection, Holding, Import, ImportedBadge, Tag
from insigne_platform.core import audit, mail, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.courses.models import CourseMember
from insigne_platform.disclosure.models import DisclosableDocument
from insigne_platform.earning.services.forgetting import forget_earner
from insigne_platform.grants.models import AccessRequest, Grant, Member
from insigne_platform.institutions.models import Invitation, Membership
from insigne_platform.notifications.models import Muted, Notification
from insigne_platform.pathways.models import Completion
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.people.services.forgetting import addresses_ever, forget_account
from insigne_platform.rights.events import PersonErased
from insigne_platform.rights.models import Erasure, Export
from insigne_platform.sharing.models import Link, View

WAITS: Final = timedelta(days=7)


@transaction.atomic
def ask_for_erasure(
    *, by: Person, at: datetime, password: str = "", at_once: bool = False
) -> Erasure | None:
    """Ask to be erased: in a week, until when she may undo it, or at once (then None).

    Raises `Invalid` if the password is not hers, and `Conflict` for who works for an institution
    or runs this installation: that is to be handed over first.
    """
    _must_be_free(by)
    if by.has_usable_password() and not by.check_password(password):
        raise Invalid([Problem("password", _("This is not your password."))])
    if at_once:
        erase(by, at=at)
        return None
    made, _is_new = Erasure.objects.get_or_create(person=by, defaults={"due_at": at + WAITS})
    audit.record(by, "erasure.asked", made)
    addresses = verified_addresses(by)
    transaction.on_commit(lambda: _tell(by, made, addresses))
    return made


@transaction.atomic
def undo_erasure(*, by: Person) -> None:
    """Stay: nothing was erased yet."""
    deleted, _each = Erasure.objects.filter(person=by).delete()
    if not deleted:
        raise Conflict(_("You did not ask to be erased."))
    audit.record(by, "erasure.undone", by)


def erase_due(*, at: datetime) -> int:
    """Erase whose week is over; answer how many."""
    due = Erasure.objects.filter(due_at__lte=at, person__is_active=True).select_related("person")
    count = 0
    for wish in due:
        try:
            erase(wish.person, at=at)
        except Conflict:  # a badge is being made, or she works for somebody by now
            continue
        count += 1
    return count


@transaction.atomic
def erase(person: Person, *, at: datetime) -> None:
    """Erase a person. Raises `Conflict` if that cannot be now; then nothing is gone."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise NotPermitted(_("This account is not in use."))
    _must_be_free(person)
    addresses = addresses_ever(person)
    mine = list(awards_about(person, addresses).values_list("pk", flat=True))

    Export.objects.filter(person=person).delete()
    Notification.objects.filter(person=person).delete()
    Muted.objects.filter(person=person).delete()
    Grant.objects.filter(person=person).delete()
    AccessRequest.objects.filter(Q(person=person) | Q(address__in=addresses)).delete()
    AccessRequest.objects.filter(asked_by__in=addresses).update(asked_by="erased@erased.invalid")
    Member.objects.filter(address__in=addresses).delete()
    View.objects.filter(person=person).delete()
    Link.objects.filter(person=person).delete()
    for kept in (Collection, Tag, Import, ImportedBadge, Holding):
        kept.objects.filter(person=person).delete()
    Holding.objects.filter(award__in=mine).delete()
    DisclosableDocument.objects.filter(award__in=mine).delete()
    CourseMember.objects.filter(Q(person=person) | Q(email__in=addresses)).delete()
    Completion.objects.filter(Q(person=person) | Q(email__in=addresses)).delete()
    forget_earner(person, addresses, mine)
    forget_recipient(person, addresses, at=at)
    Invitation.objects.filter(email__in=addresses).delete()
    Erasure.objects.filter(person=person).delete()
    forget_account(person, at=at)
    audit.record(None, "person.erased", person)
    outbox.publish(PersonErased(str(person.pk)))
    transaction.on_commit(lambda: _say_goodbye(addresses[:1], person.language))


def _must_be_free(person: Person) -> None:
    if person.is_administrator:
        raise Conflict(_("You run this installation. Hand that over first."))
    works = Membership.objects.filter(person=person).select_related("institution").first()
    if works is not None:
        message = _("You work for %(name)s here. Have that ended first.")
        raise Conflict(message % {"name": works.institution.name})


def _tell(person: Person, wish: Erasure, addresses: list[str]) -> None:
    """Tell every address, so that who did not ask can undo it."""
    context = {"person": person, "day": wish.due_at, "link": absolute("/account/erase")}
    for address in addresses:
        mail.send(address, "erasure_asked", context, language=person.language)


def _say_goodbye(addresses: list[str], language: str) -> None:
    for address in addresses:
        mail.send(address, "erased", {}, language=language)
