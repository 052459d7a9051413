"""Signing in by a mailed link, which works once and only while the address is the person's."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, mail, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import NotFound
from insigne_platform.core.tokens import id_of_token, token_for
from insigne_platform.people.events import SignInLinkMade
from insigne_platform.people.models import Person, SignInLink
from insigne_platform.people.selectors import person_with_verified

LINK_LIFE = timedelta(minutes=15)
LINKS_AT_ONCE = 3
SIGN_IN = "sign-in"


@transaction.atomic
def send_sign_in_link(email: str, *, at: datetime) -> None:
    """Have a link mailed that signs in once, if the address is somebody's.

    The answer is the same for every address, and the mail leaves afterwards, so that
    nobody learns who has an account.
    """
    person = person_with_verified(email)
    if person is None or _has_enough_links(person, at):
        return
    link = SignInLink.objects.create(
        person=person, address=email.strip().lower(), expires_at=at + LINK_LIFE
    )
    outbox.publish(SignInLinkMade(str(link.pk)))


def _has_enough_links(person: Person, at: datetime) -> bool:
    open_links = SignInLink.objects.filter(person=person, used_at=None, expires_at__gt=at)
    return open_links.count() >= LINKS_AT_ONCE


def mail_sign_in_link(link_id: UUID) -> None:
    """Mail the link to the address that asked for it, unless it was used already."""
    link = SignInLink.objects.select_related("person").filter(pk=link_id, used_at=None).first()
    if link is None:
        return
    context = {
        "person": link.person,
        "link": absolute(f"/sign-in-link/{token_for(SIGN_IN, link.pk)}"),
        "minutes": LINK_LIFE.seconds // 60,
    }
    mail.send(link.address, "sign_in_link", context, language=link.person.language)


@transaction.atomic
def open_sign_in_link(token: str, *, at: datetime) -> Person:
    """Answer who signs in by this link, once; `NotFound` if it is used, old or not ours."""
    link_id = id_of_token(SIGN_IN, token)
    if link_id is None or not _use(link_id, at):
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    person = Person.objects.get(sign_in_links=link_id)
    audit.record(person, "person.signed_in_by_link", person)
    return person


def _use(link_id: UUID, at: datetime) -> bool:
    """Take the link in one statement, so that of two who come at once one comes late."""
    still_good = SignInLink.objects.filter(
        pk=link_id, used_at=None, expires_at__gt=at, person__is_active=True
    )
    return still_good.update(used_at=at) == 1
