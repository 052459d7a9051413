"""Is this the time for which the credential was given?"""

from datetime import datetime

from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, passed
from insigne.verification.open_badges_2 import believed, is_revoked_assertion
from insigne.verification.resources import Unread
from insigne.verification.windows import is_ahead, is_over

DOES_NOT_EXPIRE = passed("validity.ok", "it does not expire")
WITHOUT_A_START = frozenset({Dialect.SD_JWT_VC, Dialect.OPEN_BADGES_0_5})


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the instant with the window, both ends included."""
    credential_now = believed(credential, evidence)
    if isinstance(credential_now, Unread) or is_revoked_assertion(credential, credential_now):
        return None
    try:
        start, end = credential_now.valid_from, credential_now.valid_until
    except MalformedError as error:
        return failed("validity.malformed", str(error))
    if start is None and credential_now.dialect not in WITHOUT_A_START:
        return failed("validity.malformed", "it does not say from when it is valid")
    if start is not None and is_ahead(start, at):
        text = timestamps.to_text(start)
        return failed("validity.not_yet", f"it is valid from {text}", date=text)
    if end is not None and is_over(end, at):
        text = timestamps.to_text(end)
        return failed("validity.expired", f"it was valid until {text}", date=text)
    if end is None:
        return DOES_NOT_EXPIRE
    return passed("validity.ok", "it has not expired", date=timestamps.to_text(end))
