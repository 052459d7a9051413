"""The documents that an assertion hangs together from.

A hosted assertion is believed for its address only: what counts is what that address says now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from insigne.credentials.assertion import HOSTED_TYPES, SIGNED_TYPES
from insigne.credentials.dialect import ASSERTION_DIALECTS, Dialect, dialect_of
from insigne.credentials.reading import id_of
from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id, is_same_origin, is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.resources import Document, Trouble, Unread, read_json

__all__ = ["HOSTED_TYPES", "SIGNED_TYPES"]


@dataclass(frozen=True, slots=True)
class Chain:
    """Assertion, badge class and issuer profile, each read or not.

    A badge class and an issuer are given with the address at which they were read as their `id`,
    where an old version wrote none.
    """

    assertion: Document | Unread
    badge: Document | Unread
    issuer: Document | Unread


def is_open_badges_2(credential: ReceivedCredential) -> bool:
    """Say whether the credential is an assertion, as they were before Open Badges 3.0."""
    return credential.dialect in ASSERTION_DIALECTS


def is_revoked_assertion(credential: ReceivedCredential, now: ReceivedCredential) -> bool:
    """Say whether *now*, which is to be believed of an assertion, says that it was revoked.

    It needs to say no more then. In the newer data models `revoked` means nothing: there it may
    not stand in the way of other checks.
    """
    return is_open_badges_2(credential) and now.document.get("revoked") is True


def is_hosted(credential: ReceivedCredential) -> bool:
    """Say whether the assertion is verified by looking it up (Open Badges 2.0, "Hosted")."""
    if not is_open_badges_2(credential):
        return False
    view = credential.assertion
    if view.is_signed:
        return False
    return credential.jws_text is None or view.is_hosted


def address_of(credential: ReceivedCredential) -> str:
    """Give the address at which a hosted assertion is published, empty if it names none.

    In 2.x that is its `id`, in 1.x `verify.url`; 0.5 is known by the address that was offered.
    """
    return credential.assertion.address


def statement_of(credential: ReceivedCredential, evidence: Evidence) -> Document | Unread:
    """Give the document that counts: the hosted one where there is one, else the credential's."""
    if not is_hosted(credential):
        return credential.document
    address = address_of(credential)
    if not is_web_address(address):
        return Unread(address, Trouble.UNREADABLE, "the assertion names no web address as its own")
    document = read_json(evidence, address, Purpose.ASSERTION)
    if isinstance(document, Unread) or document.get("revoked") is True:
        return document
    if dialect_of(document) not in ASSERTION_DIALECTS:
        return Unread(address, Trouble.UNREADABLE, "what it says is no assertion")
    return document


def believed(credential: ReceivedCredential, evidence: Evidence) -> ReceivedCredential | Unread:
    """Give the credential as it is to be believed: what its address says, where that counts."""
    document = statement_of(credential, evidence)
    if isinstance(document, Unread) or document is credential.document:
        return document if isinstance(document, Unread) else credential
    return replace(credential, document=document, dialect=dialect_of(document))


def chain_of(credential: ReceivedCredential, evidence: Evidence) -> Chain:
    """Follow the links from the assertion to its badge class and on to its issuer."""
    now = believed(credential, evidence)
    if isinstance(now, Unread):
        return Chain(now, now, now)
    if now.dialect is Dialect.OPEN_BADGES_0_5:
        return _chain_in_one(now.document)
    badge = _badge(now, is_hosted(credential), evidence)
    if isinstance(badge, Unread):
        return Chain(now.document, badge, badge)
    issuer = linked(badge.get("issuer"), Purpose.ISSUER, now.dialect, evidence)
    return Chain(now.document, badge, issuer)


def types_of(document: Mapping[str, object]) -> frozenset[str]:
    """Give the `type` of a document as a set, whether it was one text or a list."""
    return frozenset(texts(document.get("type")))


def texts(value: object) -> list[str]:
    """Give the texts in a value that may be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def mapping(value: object) -> Mapping[str, object]:
    """Give *value* if it is an object, and an empty object if it is not."""
    return value if isinstance(value, dict | Mapping) else {}


def _chain_in_one(assertion: Document) -> Chain:
    """Open Badges 0.5 wrote one document, in which the issuer is known by its origin."""
    badge = mapping(assertion.get("badge"))
    issuer = mapping(badge.get("issuer"))
    return Chain(assertion, badge, {**issuer, "id": issuer.get("origin")})


def _badge(now: ReceivedCredential, refetch: bool, evidence: Evidence) -> Document | Unread:
    """Follow the link to the badge class.

    Inside a signed assertion it may be written out. That counts if it has no address, or one of
    the issuer that it names; else anybody could describe another's badge as his own.
    """
    link = now.assertion.badge
    if isinstance(link, Mapping) and not refetch:
        address, issuer = id_of(link), id_of(link.get("issuer"))
        if not is_web_address(address) or is_same_origin(address, issuer):
            return link
    return linked(link, Purpose.BADGE, now.dialect, evidence)


def linked(
    link: object, purpose: Purpose, dialect: Dialect, evidence: Evidence
) -> Document | Unread:
    """Follow one link: an address, or an object that is to be looked up at its own.

    *dialect* is that of the document that links.
    """
    address = id_of(link)
    if not is_web_address(address):
        reason = f"the {purpose} has no web address of its own"
        return Unread(address, Trouble.UNREADABLE, reason)
    document = read_json(evidence, address, purpose)
    if isinstance(document, Unread):
        return document
    if dialect is Dialect.OPEN_BADGES_1 and not {"id", "@context"} & document.keys():
        return {**document, "id": address}
    said_id = document.get("id")
    if not isinstance(said_id, str) or not is_same_id(said_id, address):
        return Unread(address, Trouble.UNREADABLE, f"it says that it is {said_id}")
    return document
