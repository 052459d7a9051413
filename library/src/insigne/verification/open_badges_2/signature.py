"""Whether the signature of an assertion is right, and by which of the keys that may be meant."""

from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers.key_document import KeyDocument
from insigne.proofs import jose
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2.chain import chain_of
from insigne.verification.open_badges_2.keys import key_document_of, possible_keys
from insigne.verification.resources import Document, Unread


def integrity(credential: ReceivedCredential, evidence: Evidence) -> Finding:
    """Verify the JWS of an assertion (Open Badges 2.0, "SignedBadge Verification")."""
    if credential.jws_text is None:
        return failed("proof.missing", "the assertion says that it is signed, and is not")
    try:
        return _verify(credential, credential.jws_text, evidence)
    except UnsupportedError as error:
        return inconclusive("proof.unsupported", str(error))
    except MalformedError as error:
        return failed("proof.malformed", str(error))


def signers_key(credential: ReceivedCredential, issuer: Document, evidence: Evidence) -> str:
    """Give the address of the key that signed: the one named, or the listed one that fits.

    Raises `MalformedError` if neither the assertion nor its issuer says which it could be.
    """
    possible = possible_keys(credential, issuer)
    for address in possible[1:]:
        if _is_by(address, credential, evidence):
            return address
    return possible[0]


def _is_by(address: str, credential: ReceivedCredential, evidence: Evidence) -> bool:
    document = key_document_of(address, credential, evidence)
    try:
        jws = jose.parse_compact(credential.jws_text or "")
        return isinstance(document, KeyDocument) and jose.is_signature_valid(jws, document.key)
    except InsigneError:  # of which `integrity` speaks
        return False


def _verify(credential: ReceivedCredential, jws_text: str, evidence: Evidence) -> Finding:
    jws = jose.parse_compact(jws_text)
    issuer = chain_of(credential, evidence).issuer
    if isinstance(issuer, Unread) and not credential.assertion.key:
        return _key_unreachable(issuer)
    unread = []
    possible = possible_keys(credential, {} if isinstance(issuer, Unread) else issuer)
    for address in possible:
        document = key_document_of(address, credential, evidence)
        if isinstance(document, Unread):
            unread.append(document)
        elif jose.is_signature_valid(jws, document.key):
            return passed("proof.ok", f"signed by {address}, and unchanged since")
    if unread:
        return _key_unreachable(unread[0])
    keys = ", ".join(possible)
    return failed("proof.broken", f"the signature is not one by {keys} over this content")


def _key_unreachable(unread: Unread) -> Finding:
    return inconclusive(
        "proof.key_unreachable",
        f"the key is not known: {unread.url} could not be read: {unread.reason}",
        url=unread.url,
    )
