"""Reading what somebody wants to endorse, or an endorsement made elsewhere, and checking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from insigne.adapters.fetcher import Fetcher
from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import Json, as_object, id_of, strings_of, text_of
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import strict_json
from insigne.errors import InsigneError
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Fetched, Need, Purpose
from insigne_platform.core.addresses import is_own
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.verification.looking_up import OwnStoreFirst
from insigne_platform.verification.offered import offered
from insigne_platform.verification.services import OUTSIDE, verify
from insigne_platform.verification.showing import one_line, text_block
from insigne_platform.verification.view import Look, VerificationView

BADGES: Final = frozenset({"Achievement", "BadgeClass"})
ISSUERS: Final = frozenset({"Profile", "Issuer"})
LONGEST_ID: Final = 2048


@dataclass(frozen=True, slots=True)
class Endorsable:
    """Something that can be endorsed: its identifier, and what it calls itself."""

    kind: str
    id: str
    name: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in what was offered: the badge, and the award if it was one, checked."""

    choices: tuple[Endorsable, ...]
    view: VerificationView | None


@dataclass(frozen=True, slots=True)
class MadeElsewhere:
    """A signed endorsement of others, which holds and is about what was asked."""

    body: bytes
    comment: str
    endorser: str
    view: VerificationView


def find_endorsable(
    source: bytes | None, text: str | None, *, at: datetime, outside: Fetcher = OUTSIDE
) -> Found:
    """Read what is at an address or in a file: a badge, an issuer, or a badge that was awarded.

    Raises `Invalid` with one sentence if there is nothing in it that could be endorsed.
    """
    described = _described(text or "", OwnStoreFirst(outside, at)) if source is None else None
    if described is not None:
        return Found((described,), None)
    view = verify(source, text, None, None, at=at, outside=outside)
    if view.look is Look.INVALID:
        message = _("This badge is not valid, so it cannot be endorsed. Ask for a valid one.")
        raise Invalid([Problem("text", message)])
    given = offered(source, text, None, OwnStoreFirst(outside, at)).credential
    if given.dialect is Dialect.ENDORSEMENT_3:
        raise Invalid([Problem("text", _("This is an endorsement itself."))])
    choices = tuple(_choices(given, view))
    if not choices:
        message = _("This badge has no identifier of its own, so nobody can endorse it.")
        raise Invalid([Problem("text", message)])
    return Found(choices, view)


def _choices(given: ReceivedCredential, view: VerificationView) -> list[Endorsable]:
    subject = as_object(given.subject)
    badge = id_of(as_object(subject.get("achievement"))) or _badge_of_assertion(given)
    found = (("badge", badge), ("award", given.id))
    return [
        Endorsable(kind, id, view.name, view.issuer_name)
        for kind, id in found
        if id and len(id) <= LONGEST_ID and id.isprintable()
    ]


def _badge_of_assertion(given: ReceivedCredential) -> str:
    badge = given.document.get("badge")
    return text_of(badge) if isinstance(badge, str) else id_of(as_object(badge))


def _described(address: str, fetcher: OwnStoreFirst) -> Endorsable | None:
    """What a badge or an issuer says of itself at its own address; None for anything else."""
    address = address.strip()
    is_looked_at = is_own(address) or address.lower().startswith("https://")
    if not is_looked_at or len(address) > LONGEST_ID or not is_web_address(address):
        return None
    answer = fetcher.fetch(Need(address, Purpose.BADGE))
    if not isinstance(answer, Fetched) or answer.status != 200:
        return None
    try:
        document = as_object(strict_json.parse(answer.body))
    except InsigneError:
        return None
    kinds = set(strings_of(document.get("type")))
    kind = "badge" if kinds & BADGES else "issuer" if kinds & ISSUERS else ""
    if not kind or "VerifiableCredential" in kinds:
        return None
    if not is_same_id(id_of(document), address):
        message = _("What stands at this address says that it is something else.")
        raise Invalid([Problem("text", message)])
    return Endorsable(kind, id_of(document), _name(document), _issuer_name(document, kind))


def _name(document: Json) -> str:
    return one_line(text_of(document.get("name")) or id_of(document))


def _issuer_name(document: Json, kind: str) -> str:
    if kind == "issuer":
        return _name(document)
    return one_line(text_of(as_object(document.get("creator")).get("name")))


def read_endorsement(
    source: bytes | None,
    text: str | None,
    *,
    about: str,
    at: datetime,
    outside: Fetcher = OUTSIDE,
) -> MadeElsewhere:
    """Read a signed endorsement that was made elsewhere, of the thing with the id *about*.

    Raises `Invalid` with one sentence if it is none, is about something else, or does not hold.
    """
    given = offered(source, text, None, OwnStoreFirst(outside, at)).credential
    if given.dialect is not Dialect.ENDORSEMENT_3:
        message = _("This is no endorsement. It has to be an EndorsementCredential (3.0).")
        raise Invalid([Problem("text", message)])
    if not is_same_id(id_of(given.subject), about):
        raise Invalid([Problem("text", _("This endorsement is about something else."))])
    view = verify(given.source, None, None, None, at=at, outside=outside)
    if view.look not in (Look.VALID, Look.UNLISTED):
        raise Invalid([Problem("text", _("The proof of this endorsement does not hold."))])
    said = text_of(given.subject.get("endorsementComment"))
    return MadeElsewhere(given.source, text_block(said), view.issuer_name, view)
