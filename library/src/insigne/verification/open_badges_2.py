"""The documents that an Open Badges 2.0 assertion hangs together from.

A hosted assertion is believed for its address only: what counts is what that address says now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.resources import Document, Trouble, Unread, read_json

HOSTED_TYPES = frozenset({"HostedBadge", "hosted"})
SIGNED_TYPES = frozenset({"SignedBadge", "signed"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Assertion, badge class and issuer profile, each read or not."""

    assertion: Document | Unread
    badge: Document | Unread
    issuer: Document | Unread


def is_open_badges_2(credential: ReceivedCredential) -> bool:
    """Say whether the credential is an Open Badges 2.0 assertion."""
    return credential.dialect is Dialect.OPEN_BADGES_2


def is_hosted(credential: ReceivedCredential) -> bool:
    """Say whether the assertion is verified by looking it up (Open Badges 2.0, "Hosted")."""
    if not is_open_badges_2(credential):
        return False
    declared = types_of(mapping(credential.document.get("verification")))
    if declared & SIGNED_TYPES:
        return False
    return credential.jws_text is None or bool(declared & HOSTED_TYPES)


def statement_of(credential: ReceivedCredential, evidence: Evidence) -> Document | Unread:
    """Give the document that counts: the hosted one where there is one, else the credential's."""
    if not is_hosted(credential):
        return credential.document
    address = credential.document.get("id")
    if not isinstance(address, str) or not is_web_address(address):
        return Unread(str(address), Trouble.UNREADABLE, "the assertion's id is not a web address")
    return read_json(evidence, address, Purpose.ASSERTION)


def believed(credential: ReceivedCredential, evidence: Evidence) -> ReceivedCredential | Unread:
    """Give the credential as it is to be believed: what its address says, where that counts."""
    document = statement_of(credential, evidence)
    if isinstance(document, Unread) or document is credential.document:
        return document if isinstance(document, Unread) else credential
    return replace(credential, document=document, dialect=dialect_of(document))


def chain_of(credential: ReceivedCredential, evidence: Evidence) -> Chain:
    """Follow the links from the assertion to its badge class and on to its issuer."""
    assertion = statement_of(credential, evidence)
    if isinstance(assertion, Unread):
        return Chain(assertion, assertion, assertion)
    badge = _linked(assertion.get("badge"), Purpose.BADGE, evidence, is_hosted(credential))
    if isinstance(badge, Unread):
        return Chain(assertion, badge, badge)
    issuer = _linked(badge.get("issuer"), Purpose.ISSUER, evidence, True)
    return Chain(assertion, badge, issuer)


def types_of(document: Mapping[str, object]) -> frozenset[str]:
    """Give the `type` of a document as a set, whether it was one text or a list."""
    return frozenset(texts(document.get("type")))


def texts(value: object) -> list[str]:
    """Give the texts in a value that may be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def mapping(value: object) -> Mapping[str, object]:
    """Give *value* if it is an object, and an empty object if it is not."""
    return value if isinstance(value, Mapping) else {}


def _linked(link: object, purpose: Purpose, evidence: Evidence, refetch: bool) -> Document | Unread:
    """Follow one link: an address, or an object that may stand for one."""
    address = link.get("id") if isinstance(link, Mapping) else link
    if isinstance(link, Mapping) and not (refetch and is_web_address(address)):
        if refetch:
            reason = f"the {purpose} has no web address of its own"
            return Unread(str(address), Trouble.UNREADABLE, reason)
        return link
    if not isinstance(address, str) or not is_web_address(address):
        reason = f"the link to the {purpose} is not a web address"
        return Unread(str(address), Trouble.UNREADABLE, reason)
    document = read_json(evidence, address, purpose)
    if isinstance(document, Unread):
        return document
    said_id = document.get("id")
    if not isinstance(said_id, str) or not is_same_id(said_id, address):
        return Unread(address, Trouble.UNREADABLE, f"it says that it is {said_id}")
    return document
