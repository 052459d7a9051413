"""Was the badge given to the person that was asked about?"""

from datetime import datetime

from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import strings_of
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.recipient import (
    ALGORITHMS,
    EMAIL_TYPES,
    OLDER_ALGORITHMS,
    is_comparable,
    is_recipient,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import believed
from insigne.verification.resources import Document, Unread


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the e-mail address that was asked about; asked nothing, answer nothing."""
    if evidence.recipient is None:
        return None
    credential_now = believed(credential, evidence)
    if isinstance(credential_now, Unread):
        return inconclusive("recipient.unknown", "the assertion could not be read")
    identities = [one for one in credential_now.identity_objects if _is_email(one)]
    if not identities:
        return inconclusive(
            "recipient.unknown", "the badge carries no e-mail address to compare with"
        )
    is_old = credential_now.dialect in (Dialect.OPEN_BADGES_1, Dialect.OPEN_BADGES_0_5)
    algorithms = OLDER_ALGORITHMS if is_old else ALGORITHMS
    identities = [one for one in identities if is_comparable(one, algorithms=algorithms)]
    if not identities:
        return inconclusive("recipient.unknown", "the address is hashed in a way we do not know")
    email = evidence.recipient
    if any(is_recipient(identity, email, algorithms=algorithms) for identity in identities):
        return passed("recipient.ok", "the badge was given to the address that was asked about")
    return failed("recipient.other", "the badge was given to another address")


def _is_email(identity: Document) -> bool:
    kinds = identity.get("identityType", identity.get("type"))
    return bool(EMAIL_TYPES.intersection(strings_of(kinds)))
