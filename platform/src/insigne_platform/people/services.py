"""What happens to persons: they register, prove an address, and sign in by a link."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, mail, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.core.tokens import id_of_token, token_for
from insigne_platform.people.events import AddressVerified, PersonRegistered, SignInLinkMade
from insigne_platform.people.models import Language, Person, SignInLink
from insigne_platform.people.selectors import person_with_verified

LINK_LIFE = timedelta(minutes=15)
LINKS_AT_ONCE = 3
SIGN_IN = "sign-in"
LONGEST_NAME = 200
LONGEST_ADDRESS = 254


@transaction.atomic
def register(email: str, display_name: str, language: str, password: str | None = None) -> Person:
    """Make an account; its address still has to be proved.

    Without a password the person signs in by links only.
    Raises `Invalid` with everything that is wrong, a taken address among it.
    """
    email = email.strip().lower()
    if problems := _problems_with(email, display_name, language, password):
        raise Invalid(problems)

    person = Person.objects.create_user(
        email, password, display_name=display_name.strip(), language=language
    )
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
    audit.record(person, "person.registered", person)
    outbox.publish(PersonRegistered(str(person.pk)))
    return person


def _problems_with(
    email: str, display_name: str, language: str, password: str | None
) -> list[Problem]:
    problems = []
    if not _is_address(email):
        problems.append(Problem("email", _("This is not an e-mail address.")))
    elif _is_taken(email):
        problems.append(Problem("email", _("There is an account with this address already.")))
    if len(display_name.strip()) > LONGEST_NAME:
        problems.append(Problem("display_name", _("A name has at most 200 characters.")))
    if language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    if password is not None:
        problems += _problems_with_password(password, email, display_name)
    return problems


def _problems_with_password(password: str, email: str, display_name: str) -> list[Problem]:
    try:
        validate_password(password, Person(email=email, display_name=display_name))
    except ValidationError as error:
        return [Problem("password", message) for message in error.messages]
    return []


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_ADDRESS


def _is_taken(email: str) -> bool:
    return (
        Person.objects.filter(email=email).exists()
        or EmailAddress.objects.filter(email=email, verified=True).exists()
    )


@transaction.atomic
def record_proved_address(person: Person, email: str) -> None:
    """Store that *person* opened a link that only *email* could receive.

    Doing it twice does nothing the second time. Raises `Conflict` if another person
    proved the same address.
    """
    email = email.strip().lower()
    owner = EmailAddress.objects.filter(email=email, verified=True).first()
    if owner is not None:
        if owner.user_id != person.pk:
            raise Conflict(_("Another account has this address."))
        return
    has_primary = EmailAddress.objects.filter(user=person, primary=True).exists()
    EmailAddress.objects.update_or_create(
        user=person,
        email=email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": not has_primary},
    )
    announce_proved_address(person)


@transaction.atomic
def announce_proved_address(person: Person) -> None:
    """Record and tell that one of the person's addresses was proved."""
    audit.record(person, "person.address_verified", person)
    outbox.publish(AddressVerified(str(person.pk)))


@transaction.atomic
def set_names(person: Person, *, display_name: str, language: str, by: Person) -> Person:
    """Change how a person is called and spoken to; only she does that herself."""
    if by.pk != person.pk:
        raise NotPermitted(_("You may change your own account only."))
    problems = []
    if len(display_name.strip()) > LONGEST_NAME:
        problems.append(Problem("display_name", _("A name has at most 200 characters.")))
    if language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    if problems:
        raise Invalid(problems)

    person.display_name = display_name.strip()
    person.language = language
    person.save(update_fields=["display_name", "language"])
    audit.record(by, "person.changed", person)
    return person


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


@transaction.atomic
def make_first_administrator(email: str, password: str) -> Person | None:
    """Make the administrator of a new installation; None if it has somebody already."""
    if Person.objects.exists():
        return None
    person = Person.objects.create_user(
        email, password, display_name="Administrator", is_administrator=True
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    audit.record(None, "person.first_administrator", person)
    return person
