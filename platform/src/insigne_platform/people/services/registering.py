"""What happens to persons: they register, prove an address, and are called as they like."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.events import AddressVerified, PersonRegistered
from insigne_platform.people.models import Language, Person
from insigne_platform.people.services.addresses import open_period

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
    elif holds_citizen_number(email.partition("@")[0]):
        problems.append(Problem("email", _(REFUSED)))
    elif _is_taken(email):
        problems.append(Problem("email", _("There is an account with this address already.")))
    problems += _problems_with_name(display_name)
    if language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    if password is not None:
        problems += _problems_with_password(password, email, display_name)
    return problems


def _problems_with_name(display_name: str) -> list[Problem]:
    if len(display_name.strip()) > LONGEST_NAME:
        return [Problem("display_name", _("A name has at most 200 characters."))]
    if holds_citizen_number(display_name):
        return [Problem("display_name", _(REFUSED))]
    return []


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
    announce_proved_address(person, email)


@transaction.atomic
def announce_proved_address(person: Person, email: str) -> None:
    """Record and tell that one of the person's addresses was proved: from now on it is hers."""
    open_period(person, email.strip().lower(), since=timezone.now())
    audit.record(person, "person.address_verified", person)
    outbox.publish(AddressVerified(str(person.pk)))


@transaction.atomic
def set_names(person: Person, *, display_name: str, language: str, by: Person) -> Person:
    """Change how a person is called and spoken to; only she does that herself."""
    if by.pk != person.pk:
        raise NotPermitted(_("You may change your own account only."))
    problems = _problems_with_name(display_name)
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
def make_first_administrator(email: str, password: str) -> Person | None:
    """Make the administrator of a new installation; None if it has somebody already."""
    if Person.objects.exists():
        return None
    person = Person.objects.create_user(
        email, password, display_name="Administrator", is_administrator=True
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    open_period(person, person.email, since=timezone.now())
    audit.record(None, "person.first_administrator", person)
    return person
