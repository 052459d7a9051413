"""Looking a badge up in a list of what was revoked, whichever standard the list follows."""

from collections.abc import Callable

from insigne.errors import MalformedError
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Document, Unread, read_json


def look_up(url: str, reason_in: Callable[[Document], str | None], evidence: Evidence) -> Finding:
    """Read the list at *url*; *reason_in* finds the reason in it, or None if it was not revoked."""
    document = read_json(evidence, url, Purpose.REVOCATION_LIST)
    if isinstance(document, Unread):
        return inconclusive(
            "status.unreachable", f"{url} could not be read: {document.reason}", url=url
        )
    try:
        reason = reason_in(document)
    except MalformedError as error:
        return inconclusive("status.untrusted", f"{url} cannot be read: {error}", url=url)
    if reason is not None:
        return failed("status.revoked", f"{url} lists it as revoked", url=url, reason=reason)
    return passed("status.ok", f"{url} does not list it as revoked", url=url)
