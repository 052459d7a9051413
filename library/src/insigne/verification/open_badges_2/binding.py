"""Whether an assertion comes from the issuer that its badge class names.

A hosted one does if it is published where its issuer says that its assertions are. A signed one
does if its issuer lists the key, and the key names the issuer. Version 1 had no such list: there
the key counts if it is published on the origin of the issuer's own document. That is weaker, since
whoever may put a file there has a key; so it holds only while assertion and issuer are both of
version 1.
"""

from datetime import datetime

from insigne.credentials.dialect import Dialect, dialect_of, dialect_of_linked
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError
from insigne.verification.addresses import is_same_id, is_same_origin, is_web_address
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2.chain import Chain, address_of, chain_of, mapping
from insigne.verification.open_badges_2.keys import key_document_of, keys_listed_by
from insigne.verification.open_badges_2.scope import has_policy, is_in_scope
from insigne.verification.open_badges_2.signature import signers_key
from insigne.verification.registered_binding import by_history
from insigne.verification.resources import Document, Unread


def of_address(credential: ReceivedCredential, evidence: Evidence) -> Finding | None:
    """Say whether a hosted assertion lives where its issuer says that its assertions live."""
    address = address_of(credential)
    if not is_web_address(address):
        return None
    chain = chain_of(credential, evidence)
    issuer = _issuer(chain)
    if isinstance(issuer, Finding):
        return issuer
    issuer_id = str(issuer.get("id"))
    if not is_in_scope(address, issuer):
        return failed(
            "binding.outside",
            f"{address} is not where {issuer_id} publishes its assertions",
            issuer=issuer_id,
        )
    if not _is_badge_at_home(chain, issuer):
        return failed(
            "binding.badge_outside",
            f"the badge class is not published on the origin of {issuer_id}",
            issuer=issuer_id,
        )
    return passed("binding.ok", f"{address} is an address of {issuer_id}", issuer=issuer_id)


def of_key(credential: ReceivedCredential, evidence: Evidence) -> Finding:
    """Say whether the issuer lists the key that signed, and the key names the issuer."""
    issuer = _issuer(chain_of(credential, evidence))
    if isinstance(issuer, Finding):
        return issuer
    issuer_id = str(issuer.get("id"))
    try:
        creator = signers_key(credential, issuer, evidence)
    except MalformedError as error:
        return inconclusive("binding.no_key", str(error), issuer=issuer_id)
    if _has_list(credential, issuer):
        return _of_listed_key(creator, issuer, credential, evidence)
    if is_same_origin(creator, issuer_id):
        return passed(
            "binding.ok", f"{creator} is published on the origin of {issuer_id}", issuer=issuer_id
        )
    return failed(
        "binding.key_outside",
        f"the key {creator} is not published on the origin of {issuer_id}",
        issuer=issuer_id,
    )


def of_registered_key(
    credential: ReceivedCredential, evidence: Evidence, at: datetime
) -> Finding | None:
    """Say what a register of the issuer's keys says of the key that signed, if one has it."""
    issuer = chain_of(credential, evidence).issuer
    if isinstance(issuer, Unread) or str(issuer.get("id")) not in evidence.anchors.key_histories:
        return None
    try:
        creator = signers_key(credential, issuer, evidence)
        document = key_document_of(creator, credential, evidence)
        signed_at = credential.valid_from
    except MalformedError:
        return None
    if isinstance(document, Unread):
        return None
    issuer_id = str(issuer.get("id"))
    return by_history(issuer_id, document.key, signed_at=signed_at, evidence=evidence, at=at)


def _of_listed_key(
    creator: str, issuer: Document, credential: ReceivedCredential, evidence: Evidence
) -> Finding:
    """Ask for the connection in both directions (Open Badges 2.0, "CryptographicKey")."""
    issuer_id = str(issuer.get("id"))
    if creator not in keys_listed_by(issuer):
        return failed(
            "binding.not_listed", f"{issuer_id} does not list the key {creator}", issuer=issuer_id
        )
    document = key_document_of(creator, credential, evidence)
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


def _has_list(credential: ReceivedCredential, issuer: Document) -> bool:
    """Say whether the issuer is one that lists its keys, be it none."""
    if credential.dialect is Dialect.OPEN_BADGES_2 or "publicKey" in issuer:
        return True
    return dialect_of_linked(issuer, default=credential.dialect) is Dialect.OPEN_BADGES_2


def _is_badge_at_home(chain: Chain, issuer: Document) -> bool:
    """Version 2.0 asks it of the badge class too, unless the issuer has a policy."""
    is_version_2 = dialect_of(mapping(chain.assertion)) is Dialect.OPEN_BADGES_2
    if not is_version_2 or has_policy(issuer):
        return True
    return is_same_origin(str(mapping(chain.badge).get("id")), str(issuer.get("id")))


def _issuer(chain: Chain) -> Document | Finding:
    if not isinstance(chain.issuer, Unread):
        return chain.issuer
    return inconclusive(
        "binding.unreachable",
        f"the issuer is not known: {chain.issuer.url} could not be read: {chain.issuer.reason}",
        url=chain.issuer.url,
    )
