"""Whether the key that signed a presentation is one that its holder authenticates with.

As with issuers, the key's own word says nothing: a did:key or did:jwk is its own, for others it is
the holder's controller document, under `authentication`.
"""

from datetime import datetime

from insigne.errors import InsigneError
from insigne.identifiers import own_key, verification_method
from insigne.identifiers.controller_document import ControllerDocument
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Document, Unread, read_json
from insigne.verification.secured import Secured
from insigne.verification.signing_key import SigningKey, named_proofs, spoken


def holder_binding(secured: Secured, evidence: Evidence, at: datetime) -> Finding:
    """Say whether the holder controls a key that signed (VC Data Model, "Holder")."""
    holder_id = secured.issuer_id
    try:
        keys = _keys(secured, evidence)
        if own_key.is_own_key(holder_id):
            is_own = any(own_key.key_of(holder_id) == key.key for key in keys)
            return _finding(holder_id, is_own, keys)
        url = verification_method.document_url_of(holder_id)
    except InsigneError as error:
        return inconclusive("holder.no_document", f"{holder_id}: {error}")
    assert url is not None
    document = read_json(evidence, url, Purpose.KEYS)
    if isinstance(document, Unread):
        reason = f"the holder's document {url} could not be read: {document.reason}"
        return inconclusive("holder.unreachable", reason, url=url)
    return _listed(document, holder_id, keys, at)


def _keys(secured: Secured, evidence: Evidence) -> list[SigningKey]:
    proofs = spoken(named_proofs(secured, evidence))
    return [named.signing_key for named in proofs if isinstance(named.signing_key, SigningKey)]


def _listed(document: Document, holder_id: str, keys: list[SigningKey], at: datetime) -> Finding:
    relationship = {"assertionMethod": document.get("authentication", [])}
    try:
        parsed = ControllerDocument.parse({**document, **relationship}, url_or_did=holder_id)
    except InsigneError as error:
        return inconclusive("holder.unreadable", f"{holder_id}: {error}")
    own = [parsed.key_for(address, at=at) for address in parsed.assertion_method]
    return _finding(holder_id, any(key.key in own for key in keys), keys)


def _finding(holder_id: str, is_own: bool, keys: list[SigningKey]) -> Finding:
    if not keys:
        return inconclusive("holder.no_key", "the key that signed is not known")
    if is_own:
        return passed("holder.ok", f"{holder_id} authenticates with the key that signed")
    return failed("holder.other_key", f"{holder_id} does not authenticate with the key that signed")
