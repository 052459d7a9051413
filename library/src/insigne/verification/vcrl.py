"""Reading a 1EdTech revocation list (Verifiable Credentials Revocation List 1.0)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from insigne.status.revocation_list import credential_revocation_reason_of
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed
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
    return look_up(url, partial(credential_revocation_reason_of, credential_id), evidence)
