"""Is this the time for which the credential was given?"""

from datetime import datetime, timedelta

from insigne.credentials.received import ReceivedCredential
from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, passed
from insigne.verification.open_badges_2 import is_open_badges_2, statement_of
from insigne.verification.resources import Document, Unread

LEEWAY = timedelta(minutes=5)  # clocks differ

FROM_MEMBERS = ("validFrom", "issuanceDate")
UNTIL_MEMBERS = ("validUntil", "expirationDate")


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the instant with the window, both ends included."""
    document = statement_of(credential, evidence)
    if isinstance(document, Unread) or document.get("revoked") is True:
        return None
    is_older = is_open_badges_2(credential)
    try:
        start = _instant(document, ("issuedOn",) if is_older else FROM_MEMBERS)
        end = _instant(document, ("expires",) if is_older else UNTIL_MEMBERS)
    except MalformedError as error:
        return failed("validity.malformed", str(error))
    if start is None:
        return failed("validity.malformed", "it does not say from when it is valid")
    if at + LEEWAY < start:
        text = timestamps.to_text(start)
        return failed("validity.not_yet", f"it is valid from {text}", date=text)
    if end is not None and at > end + LEEWAY:
        text = timestamps.to_text(end)
        return failed("validity.expired", f"it was valid until {text}", date=text)
    if end is None:
        return passed("validity.ok", "it does not expire")
    return passed("validity.ok", "it has not expired", date=timestamps.to_text(end))


def _instant(document: Document, members: tuple[str, ...]) -> datetime | None:
    for member in members:
        if (value := document.get(member)) is None:
            continue
        if not isinstance(value, str):
            raise MalformedError(f"{member} is not a date")
        return timestamps.parse(value)
    return None
