"""Was the badge given to the person that was asked about?"""

from collections.abc import Mapping
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.credentials.recipient import is_recipient
from insigne.errors import InsigneError
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import is_open_badges_2, mapping, statement_of, types_of
from insigne.verification.resources import Document, Unread

Identity = Mapping[str, object]


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the e-mail address that was asked about; asked nothing, answer nothing."""
    if evidence.recipient is None:
        return None
    document = statement_of(credential, evidence)
    if isinstance(document, Unread):
        return inconclusive("recipient.unknown", "the assertion could not be read")
    identities = _identities(document, is_open_badges_2(credential))
    if not identities:
        return inconclusive(
            "recipient.unknown", "the badge carries no e-mail address to compare with"
        )
    try:
        is_theirs = any(is_recipient(identity, evidence.recipient) for identity in identities)
    except InsigneError as error:
        return inconclusive("recipient.unknown", str(error))
    if is_theirs:
        return passed("recipient.ok", "the badge was given to the address that was asked about")
    return failed("recipient.other", "the badge was given to another address")


def _identities(document: Document, is_older: bool) -> list[Identity]:
    """Give the identities of the recipient that are e-mail addresses."""
    if is_older:
        recipient = mapping(document.get("recipient"))
        return [recipient] if "email" in types_of(recipient) else []
    subject = document.get("credentialSubject")
    subjects = subject if isinstance(subject, list) else [subject]
    found: list[Identity] = []
    for one in subjects:
        identifiers = mapping(one).get("identifier")
        entries = identifiers if isinstance(identifiers, list) else [identifiers]
        found.extend(mapping(entry) for entry in entries if _is_email(mapping(entry)))
    return found


def _is_email(identity: Identity) -> bool:
    return identity.get("identityType") == "emailAddress"
