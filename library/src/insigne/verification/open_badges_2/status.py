"""Whether an assertion was revoked, by its own address or by a list."""

from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.status.revocation_list import (
    require_list_of,
    revocation_reason_of,
    revocation_reason_of_1,
)
from insigne.verification.addresses import is_same_origin, is_web_address
from insigne.verification.evidence import Evidence, Fetched, Need, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2.chain import (
    address_of,
    chain_of,
    is_hosted,
    mapping,
    statement_of,
)
from insigne.verification.resources import Document, Unread, parse_json
from insigne.verification.revocation_lists import look_up


def read(credential: ReceivedCredential, evidence: Evidence) -> Finding | None:
    """Read the status the way that the assertion's verification type says."""
    if is_hosted(credential):
        return _of_hosted(credential, evidence)
    if credential.document.get("revoked") is True:
        return _revoked("the assertion", credential.document)
    issuer = chain_of(credential, evidence).issuer
    if isinstance(issuer, Unread):
        return inconclusive(
            "status.unreachable",
            f"whether the issuer revokes is not known: {issuer.url} could not be read: "
            f"{issuer.reason}",
            url=issuer.url,
        )
    return _of_signed(credential, issuer, evidence)


def _of_hosted(credential: ReceivedCredential, evidence: Evidence) -> Finding | None:
    """Take HTTP 410 and `revoked: true` for a no, and silence for silence."""
    address = address_of(credential)
    if not is_web_address(address):
        return None
    answer = evidence.look_up(Need(address, Purpose.ASSERTION))
    if isinstance(answer, Fetched) and answer.status == 410 and _is_own_word(answer):
        return _revoked(address, mapping(parse_json(address, answer.body)))
    hosted = statement_of(credential, evidence)
    if isinstance(hosted, Unread):
        return inconclusive(
            "status.unreachable", f"{address} could not be read: {hosted.reason}", url=address
        )
    if hosted.get("revoked") is True:
        return _revoked(address, hosted)
    return passed("status.ok", f"{address} does not say that it is revoked", url=address)


def _of_signed(credential: ReceivedCredential, issuer: Document, evidence: Evidence) -> Finding:
    url = issuer.get("revocationList")
    if url is None:
        return passed("status.none", "the issuer announced no list of revoked assertions")
    if not isinstance(url, str) or not is_web_address(url):
        return inconclusive("status.unreachable", f"{url} is not a web address", url=str(url))

    def reason_in(revocation_list: Document) -> str | None:
        if credential.dialect is Dialect.OPEN_BADGES_1:
            return revocation_reason_of_1(credential.document, revocation_list)
        require_list_of(revocation_list, url=url, issuer=str(issuer.get("id")))
        return revocation_reason_of(credential.document, revocation_list)

    return look_up(url, reason_in, evidence)


def _revoked(address: str, document: Document) -> Finding:
    reason = document.get("revocationReason")
    return failed(
        "status.revoked",
        f"{address} says that it is revoked",
        url=address,
        reason=reason if isinstance(reason, str) else "",
    )


def _is_own_word(answer: Fetched) -> bool:
    return is_same_origin(answer.url, answer.final_url)
