"""Reading a credential's entry in a status list that is itself to be believed first."""

from collections.abc import Mapping
from datetime import datetime

from insigne.encoding import timestamps
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.status.status_list_entry import StatusListEntry
from insigne.verification.addresses import is_web_address
from insigne.verification.believed_lists import BelievedList, BelievedLists
from insigne.verification.evidence import Evidence, Fetched, Purpose
from insigne.verification.finding import ISSUERS_WORDS, Finding, failed, inconclusive, passed
from insigne.verification.resources import Trouble, Unread, fetched
from insigne.verification.secured import Secured
from insigne.verification.windows import is_ahead, is_over

TAKEN_BACK = {"revocation": "status.revoked", "suspension": "status.suspended"}
SAID_BY_MESSAGE = {"revoked": "status.revoked", "suspended": "status.suspended"}
"""What a value of several bits says if its message is one of these words; no reason, then."""

SAYS_NOTHING_OF_VALIDITY = frozenset({"message", "refresh"})
PURPOSES = TAKEN_BACK.keys() | SAYS_NOTHING_OF_VALIDITY

"""What a finding holds beside its code for the reader."""

BELIEVED = BelievedLists()


def read(
    entry: Mapping[str, object], secured: Secured, evidence: Evidence, at: datetime
) -> Finding | None:
    """Follow one entry (Bitstring Status List, "Validate Algorithm").

    A purpose that takes nothing back has words for the reader at most: if they cannot be read,
    nothing is lost, and nothing is said.
    """
    finding = _read(entry, secured, evidence, at)
    purpose = entry.get("statusPurpose")
    if isinstance(purpose, str) and purpose in SAYS_NOTHING_OF_VALIDITY:
        return finding if ISSUERS_WORDS & finding.values.keys() else None
    return finding


def _read(
    entry: Mapping[str, object], secured: Secured, evidence: Evidence, at: datetime
) -> Finding:
    try:
        parsed = StatusListEntry.parse(entry)
    except UnsupportedError as error:
        return inconclusive("status.unsupported", str(error))
    except MalformedError as error:
        return failed("status.malformed", str(error))
    url = parsed.status_list_credential
    if parsed.status_purpose not in PURPOSES:
        return inconclusive("status.unsupported", f"the purpose {parsed.status_purpose!r}")
    if not is_web_address(url):
        return failed("status.malformed", f"{url} is not a web address")
    answer = fetched(evidence, url, Purpose.STATUS_LIST, same_origin=False)
    if isinstance(answer, Unread):
        code = "status.stale" if answer.trouble is Trouble.STALE else "status.unreachable"
        return inconclusive(code, f"{url} could not be read: {answer.reason}", url=url)
    try:
        believed = BELIEVED.believe(answer.body, evidence, at)
        if problem := _problem_of_issuer(believed, secured, evidence):
            raise MalformedError(problem)
        if stale := _staleness(believed, answer, at):
            return inconclusive("status.stale", f"{url} {stale}", url=url)
        value = believed.status_list.value_for(parsed)
    except InsigneError as error:
        return inconclusive("status.untrusted", f"{url} cannot be believed: {error}", url=url)
    return _meaning(parsed, value)


def _meaning(entry: StatusListEntry, value: int) -> Finding:
    url, purpose = entry.status_list_credential, entry.status_purpose
    detail = f"{url} says {value} for {purpose} at {entry.status_list_index}"
    if purpose == "refresh" and value:
        return passed("status.none", detail, url=url, refresh=url)
    if purpose == "message" and (message := entry.message_of(value)):
        return passed("status.none", detail, url=url, message=message)
    if purpose in SAYS_NOTHING_OF_VALIDITY:
        return passed("status.none", detail, url=url)
    if value:
        reason = entry.message_of(value)
        if entry.status_size > 1 and reason in SAID_BY_MESSAGE:
            return failed(SAID_BY_MESSAGE[reason], detail, url=url)
        return failed(TAKEN_BACK[purpose], detail, url=url, reason=reason)
    return passed("status.ok", detail, url=url)


def _problem_of_issuer(believed: BelievedList, secured: Secured, evidence: Evidence) -> str:
    """Ask whether who published the list may, as the credential's issuer or its delegate."""
    if evidence.anchors.may_list_status(believed.issuer_id, secured.issuer_id):
        return ""
    return f"it is by {believed.issuer_id}, not by {secured.issuer_id}"


def _staleness(believed: BelievedList, answer: Fetched, at: datetime) -> str:
    """Say why the list is not of now: by its own dates, or by its age where it limits that."""
    if believed.valid_from is not None and is_ahead(believed.valid_from, at):
        return f"is valid from {timestamps.to_text(believed.valid_from)} only"
    if believed.valid_until is not None and is_over(believed.valid_until, at):
        return f"was valid until {timestamps.to_text(believed.valid_until)}"
    ttl = believed.status_list.ttl
    if ttl is not None and is_over(answer.at + ttl, at):
        return f"was fetched on {timestamps.to_text(answer.at)}, to be kept for {ttl}"
    return ""
