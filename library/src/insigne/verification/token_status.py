"""Reading a token's place in a Token Status List that is itself to be believed first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from insigne.credentials.sd_jwt_credential import STATUS_CLAIM
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.proofs import jose
from insigne.status import token_status_list
from insigne.status.token_status_list import StatusReference, TokenStatusList
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Evidence, Fetched, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.issuer_binding import binding_of_key
from insigne.verification.outcome import Outcome
from insigne.verification.resources import Unread, fetched
from insigne.verification.secured import Secured
from insigne.verification.signing_key import SigningKey, key_of_issuer

TAKEN_BACK: Final[Mapping[int, str]] = {
    token_status_list.INVALID: "status.revoked",
    token_status_list.SUSPENDED: "status.suspended",
}


def read(
    entry: Mapping[str, object], secured: Secured, evidence: Evidence, at: datetime
) -> Finding | None:
    """Follow the claim `status` (Token Status List, "Validation Rules")."""
    try:
        reference = StatusReference.parse(entry.get(STATUS_CLAIM))
    except UnsupportedError as error:
        return inconclusive("status.unsupported", str(error))
    except MalformedError as error:
        return failed("status.malformed", str(error))
    url = reference.uri
    if not is_web_address(url):
        return failed("status.malformed", f"{url} is not a web address")
    answer = fetched(evidence, url, Purpose.STATUS_LIST, same_origin=False)
    if isinstance(answer, Unread):
        return inconclusive(
            "status.unreachable", f"{url} could not be read: {answer.reason}", url=url
        )
    try:
        listed = _believed(answer, reference, secured, evidence, at)
        if _is_stale(listed, answer, at):
            return inconclusive("status.stale", f"{url} is too old", url=url)
        status = listed.status_at(reference.index)
    except InsigneError as error:
        return inconclusive("status.untrusted", f"{url} cannot be believed: {error}", url=url)
    detail = f"{url} says {status} at {reference.index}"
    if status == token_status_list.VALID:
        return passed("status.ok", detail, url=url)
    if status in TAKEN_BACK:
        return failed(TAKEN_BACK[status], detail, url=url)
    return inconclusive("status.unsupported", f"{detail}, whose meaning is not ours", url=url)


def _believed(
    answer: Fetched,
    reference: StatusReference,
    secured: Secured,
    evidence: Evidence,
    at: datetime,
) -> TokenStatusList:
    """Give the list, if the credential's issuer signed it, and it is the one that was meant.

    The key that the list names says no more than a credential's own does: whose it is, the
    issuer has to say.
    """
    try:
        jws = jose.parse_compact(answer.body.decode("ascii").strip())
    except UnicodeDecodeError as error:
        raise MalformedError("not a token") from error
    if jose.media_type_of(jws.header) != token_status_list.TYPE:
        raise MalformedError(f"its type is not {token_status_list.TYPE}", path="typ")
    listed = TokenStatusList.parse(jws.payload)
    if listed.uri != reference.uri:
        raise MalformedError(f"it says that it is {listed.uri[:200]}", path="sub")
    if listed.issuer not in (None, secured.issuer_id):
        raise MalformedError(f"it is by {listed.issuer}, not by {secured.issuer_id}", path="iss")
    found = key_of_issuer(jws.header, secured.issuer_id, evidence)
    if not isinstance(found, SigningKey):
        raise MalformedError(found.detail)
    if not jose.is_signature_valid(jws, found.key):
        raise MalformedError("the issuer did not sign it")
    bound = binding_of_key(found, secured, evidence, at)
    if bound.outcome is not Outcome.PASSED:
        raise MalformedError(bound.detail)
    return listed


def _is_stale(listed: TokenStatusList, answer: Fetched, at: datetime) -> bool:
    if listed.ends_at is not None and listed.ends_at <= at:
        return True
    return listed.ttl is not None and answer.at + listed.ttl < at
