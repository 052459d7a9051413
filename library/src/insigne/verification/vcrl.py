"""Reading a 1EdTech revocation list (Verifiable Credentials Revocation List 1.0).

Nobody signs such a list: it is believed for the address that the signed credential names.
"""

from collections.abc import Mapping
from datetime import datetime

from insigne.credentials.reading import id_of
from insigne.errors import MalformedError
from insigne.status.revocation_list import credential_revocation_reason_of
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed
from insigne.verification.resources import Document
from insigne.verification.revocation_lists import look_up
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

    def reason_in(document: Document) -> str | None:
        _require_right_list(document, url, secured, evidence)
        return credential_revocation_reason_of(credential_id, document)

    return look_up(url, reason_in, evidence)


def _require_right_list(document: Document, url: str, secured: Secured, evidence: Evidence) -> None:
    """Hold a list to what it says of itself; 1EdTech's validator does not ask, nor for either."""
    list_id, issuer_id = document.get("id"), id_of(document.get("issuer"))
    if list_id is not None and not (isinstance(list_id, str) and is_same_id(list_id, url)):
        raise MalformedError("is not the address that the credential names", path="id")
    if "issuer" not in document:
        return
    if not evidence.anchors.may_list_status(issuer_id, secured.issuer_id):
        raise MalformedError(f"is {issuer_id}, not {secured.issuer_id}", path="issuer")
