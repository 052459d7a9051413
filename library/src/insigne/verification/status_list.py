"""Reading a credential's bit in a status list that is itself to be believed first."""

from collections.abc import Mapping
from datetime import datetime

from insigne.encoding import timestamps
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.status.status_list_credential import StatusListEntry, read_status
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.issuer_binding import binding
from insigne.verification.outcome import Outcome
from insigne.verification.proof_integrity import integrity
from insigne.verification.resources import Unread, fetched
from insigne.verification.secured import Secured

TAKEN_BACK = {"revocation": "status.revoked", "suspension": "status.suspended"}
SAYS_NOTHING_OF_VALIDITY = frozenset({"message", "refresh"})


def read(
    entry: Mapping[str, object], secured: Secured, evidence: Evidence, at: datetime
) -> Finding | None:
    """Follow one entry (Bitstring Status List, "Validate Algorithm")."""
    purpose = entry.get("statusPurpose")
    if isinstance(purpose, str) and purpose in SAYS_NOTHING_OF_VALIDITY:
        return None
    try:
        parsed = StatusListEntry.parse(entry)
    except UnsupportedError as error:
        return inconclusive("status.unsupported", str(error))
    except MalformedError as error:
        return failed("status.malformed", str(error))
    if parsed.status_purpose not in TAKEN_BACK:
        return inconclusive("status.unsupported", f"the purpose {parsed.status_purpose!r}")
    url = parsed.status_list_credential
    if not is_web_address(url):
        return failed("status.malformed", f"{url} is not a web address")
    answer = fetched(evidence, url, Purpose.STATUS_LIST, same_origin=False)
    if isinstance(answer, Unread):
        return inconclusive(
            "status.unreachable", f"{url} could not be read: {answer.reason}", url=url
        )
    return _read_list(parsed, answer.body, secured, evidence, at)


def _read_list(
    entry: StatusListEntry, body: bytes, secured: Secured, evidence: Evidence, at: datetime
) -> Finding:
    url = entry.status_list_credential
    try:
        listed = Secured.parse(body)
        if stale := _stale_since(listed, at):
            return inconclusive("status.stale", f"{url} was valid until {stale}", url=url)
        _require_trustworthy(listed, entry, secured, evidence, at)
        is_set = read_status(entry, listed.document)
    except InsigneError as error:
        return inconclusive("status.untrusted", f"{url} cannot be believed: {error}", url=url)
    if is_set:
        return failed(
            TAKEN_BACK[entry.status_purpose],
            f"{url} says {entry.status_purpose} at {entry.status_list_index}",
            url=url,
        )
    return passed(
        "status.ok", f"{url} says no {entry.status_purpose} at {entry.status_list_index}", url=url
    )


def _require_trustworthy(
    listed: Secured, entry: StatusListEntry, secured: Secured, evidence: Evidence, at: datetime
) -> None:
    """Raise `MalformedError` unless the list is the issuer's own, signed, and the one asked for."""
    if listed.document.get("id") != entry.status_list_credential:
        raise MalformedError(f"it says that it is {listed.document.get('id')}")
    if not listed.issuer_id or listed.issuer_id != secured.issuer_id:
        raise MalformedError(f"it is by {listed.issuer_id}, not by {secured.issuer_id}")
    for finding in (integrity(listed, evidence, at), binding(listed, evidence, at)):
        if finding.outcome is not Outcome.PASSED:
            raise MalformedError(finding.detail)


def _stale_since(listed: Secured, at: datetime) -> str:
    until = listed.document.get("validUntil")
    if until is None:
        return ""
    if not isinstance(until, str):
        raise MalformedError("its validUntil is not a date")
    return until if at > timestamps.parse(until) else ""
