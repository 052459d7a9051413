"""Making links, and closing them.

The token of a link is made of the link's seed and the instance's secret key, so that its holder
can be shown the address again, and nothing in the database opens a link: a hash of the token
stands there, by which it is found.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import Collection, Holding, ImportedBadge
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.backpack.permissions import must_own as must_own_collection
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.people.models import Person
from insigne_platform.sharing.events import LinkMade
from insigne_platform.sharing.models import Link, Shown
from insigne_platform.sharing.permissions import must_own

SEED_SIZE: Final = 16
PIN: Final = re.compile(r"\d{4,8}", re.ASCII)
LONGEST: Final = 200


@transaction.atomic
def make_link(
    shown: Shown,
    *,
    by: Person,
    at: datetime,
    audience: str = "",
    purpose: str = "",
    expires_at: datetime | None = None,
    is_one_time: bool = False,
    pin: str = "",
    may_be_framed: bool = False,
) -> Link:
    """Make a link by which who has it sees this badge, or the collection as it is then.

    *pin* has 4 to 8 digits and is asked of the viewer. A link that *may be framed* shows the badge
    in other pages to everybody who comes along there: so only one without a PIN or single use.
    Raises `Invalid` for what cannot be, and `Conflict` for a game element, which is seen in its
    course only.
    """
    if isinstance(shown, Collection):
        must_own_collection(by, shown)
    else:
        must_hold(by, shown)
    if isinstance(shown, Holding) and not shown.award.version.achievement.is_public:
        raise Conflict(_("A game element is seen in its course only, and is not shared."))
    _must_be_sound(audience, purpose, expires_at, pin, at)
    if may_be_framed and (pin or is_one_time or not isinstance(shown, Holding)):
        message = _("A frame is for a badge of this site, without a PIN, and not for one time.")
        raise Invalid([Problem("may_be_framed", message)])
    link = Link(
        person=by,
        holding=shown if isinstance(shown, Holding) else None,
        imported=shown if isinstance(shown, ImportedBadge) else None,
        collection=shown if isinstance(shown, Collection) else None,
        audience=audience.strip(),
        purpose=purpose.strip(),
        expires_at=expires_at,
        is_one_time=is_one_time,
        may_be_framed=may_be_framed,
        pin_hash=make_password(pin) if pin else "",
    )
    _give_address(link)
    link.save()
    audit.record(by, "link.made", link)
    outbox.publish(LinkMade(str(link.pk)))
    return link


@transaction.atomic
def renew_address(link: Link, *, by: Person) -> Link:
    """Give the link another address; whoever has the old one sees nothing any more."""
    must_own(by, link)
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is not None:
        raise Conflict(_("This link was stopped. Make a new one."))
    _give_address(link)
    link.wrong_pins, link.waits_until, link.used_at = 0, None, None
    link.save()
    audit.record(by, "link.renewed", link)
    return link


@transaction.atomic
def stop_link(link: Link, *, by: Person, at: datetime) -> Link:
    """Close a link; from now on it shows nothing."""
    must_own(by, link)
    link = Link.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record(by, "link.stopped", link)
    return link


def address_of(link: Link) -> str | None:
    """The address that the holder gives to whom she wants.

    None after the instance's secret key was changed: the address still works, but cannot be told.
    """
    token = _token_of(link)
    return absolute(f"/s/{token}") if hash_of(token) == link.token_hash else None


def hash_of(token: str) -> str:
    """What is stored of a token, in hexadecimal (SHA-256)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _give_address(link: Link) -> None:
    link.seed = secrets.token_bytes(SEED_SIZE)
    link.token_hash = hash_of(_token_of(link))


def _token_of(link: Link) -> str:
    message = b"insigne link|" + link.pk.bytes + bytes(link.seed)
    made = hmac.new(settings.SECRET_KEY.encode("utf-8"), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode("ascii").rstrip("=")


def _must_be_sound(
    audience: str, purpose: str, expires_at: datetime | None, pin: str, at: datetime
) -> None:
    problems = []
    for name, text in (("audience", audience), ("purpose", purpose)):
        if len(text) > LONGEST:
            problems.append(Problem(name, _("This is too long.")))
        elif holds_citizen_number(text):
            problems.append(Problem(name, _(REFUSED)))
    if expires_at is not None and expires_at <= at:
        problems.append(Problem("until", _("This day is over.")))
    if pin and not PIN.fullmatch(pin):
        problems.append(Problem("pin", _("A PIN has 4 to 8 digits.")))
    if problems:
        raise Invalid(problems)
