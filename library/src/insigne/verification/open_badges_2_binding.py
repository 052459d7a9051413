"""Whether an Open Badges 2.0 assertion comes from the issuer that its badge class names."""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError
from insigne.verification.addresses import (
    is_allowed_origin,
    is_same_id,
    is_same_origin,
    is_web_address,
    starts_with,
)
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import Chain, chain_of, mapping, texts
from insigne.verification.open_badges_2_keys import creator_of, key_document_of, keys_listed_by
from insigne.verification.registered_binding import by_history
from insigne.verification.resources import Document, Unread


def of_address(credential: ReceivedCredential, evidence: Evidence) -> Finding | None:
    """Say whether a hosted assertion lives where its issuer says that its assertions live."""
    address = credential.document.get("id")
    if not isinstance(address, str) or not is_web_address(address):
        return None
    issuer = _issuer(chain_of(credential, evidence))
    if isinstance(issuer, Finding):
        return issuer
    issuer_id = str(issuer.get("id"))
    if is_in_scope(address, issuer):
        return passed("binding.ok", f"{address} is an address of {issuer_id}", issuer=issuer_id)
    return failed(
        "binding.outside",
        f"{address} is not where {issuer_id} publishes its assertions",
        issuer=issuer_id,
    )


def of_key(credential: ReceivedCredential, evidence: Evidence) -> Finding:
    """Say whether the issuer lists the key that signed, and the key names the issuer."""
    issuer = _issuer(chain_of(credential, evidence))
    if isinstance(issuer, Finding):
        return issuer
    issuer_id = str(issuer.get("id"))
    try:
        creator = creator_of(credential, evidence)
    except MalformedError as error:
        return inconclusive("binding.no_key", str(error), issuer=issuer_id)
    assert isinstance(creator, str)
    if creator not in keys_listed_by(issuer):
        return failed(
            "binding.not_listed", f"{issuer_id} does not list the key {creator}", issuer=issuer_id
        )
    document = key_document_of(creator, evidence)
    if isinstance(document, Unread):
        return inconclusive(
            "binding.unreachable",
            f"the key {creator} could not be read: {document.reason}",
            url=creator,
            issuer=issuer_id,
        )
    if document.owner is None or not is_same_id(document.owner, issuer_id):
        return failed(
            "binding.not_listed",
            f"the key {creator} says that it belongs to {document.owner}, not to {issuer_id}",
            issuer=issuer_id,
        )
    return passed("binding.ok", f"{issuer_id} and {creator} name each other", issuer=issuer_id)


def of_registered_key(
    credential: ReceivedCredential, evidence: Evidence, at: datetime
) -> Finding | None:
    """Say what a register of the issuer's keys says of the key that signed, if one has it."""
    issuer = chain_of(credential, evidence).issuer
    try:
        document = key_document_of(str(creator_of(credential, evidence)), evidence)
        signed_at = credential.valid_from
    except MalformedError:
        return None
    if isinstance(issuer, Unread) or isinstance(document, Unread):
        return None
    issuer_id = str(issuer.get("id"))
    return by_history(issuer_id, document.key, signed_at=signed_at, evidence=evidence, at=at)


def is_in_scope(address: str, issuer: Document) -> bool:
    """Compare an address with the issuer's policy (Open Badges 2.0, "VerificationObject")."""
    policy = mapping(issuer.get("verification"))
    prefixes, origins = texts(policy.get("startsWith")), texts(policy.get("allowedOrigins"))
    if not prefixes and not origins:
        return is_same_origin(address, str(issuer.get("id")))
    if prefixes and not any(starts_with(address, prefix) for prefix in prefixes):
        return False
    return not origins or is_allowed_origin(address, origins)


def _issuer(chain: Chain) -> Document | Finding:
    if not isinstance(chain.issuer, Unread):
        return chain.issuer
    return inconclusive(
        "binding.unreachable",
        f"the issuer is not known: {chain.issuer.url} could not be read: {chain.issuer.reason}",
        url=chain.issuer.url,
    )
