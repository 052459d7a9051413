"""Reading a 1EdTech revocation list (Verifiable Credentials Revocation List 1.0)."""

from collections.abc import Mapping
from datetime import datetime

from insigne.errors import MalformedError
from insigne.status.revocation_list import credential_revocation_reason_of
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Unread, read_json
from insigne.verification.secured import Secured


def read(
    entry: Mapping[str, object], secured: Secured, evidence: Evidence, at: datetime
) -> Finding | None:
    """Look for the credential's id among those that were revoked."""
    url, credential_id = entry.get("id"), secured.document.get("id")
    if not isinstance(url, str) or not is_web_address(url):
        return failed("status.malformed", f"{url} is not a web address")
    if not isinstance(credential_id, str):
        return failed("status.malformed", "a credential without an id cannot be found in a list")
    document = read_json(evidence, url, Purpose.REVOCATION_LIST)
    if isinstance(document, Unread):
        return inconclusive(
            "status.unreachable", f"{url} could not be read: {document.reason}", url=url
        )
    try:
        reason = credential_revocation_reason_of(credential_id, document)
    except MalformedError as error:
        return inconclusive("status.untrusted", f"{url} cannot be read: {error}", url=url)
    if reason is not None:
        return failed("status.revoked", f"{url} lists it as revoked", url=url, reason=reason)
    return passed("status.ok", f"{url} does not list it as revoked", url=url)
