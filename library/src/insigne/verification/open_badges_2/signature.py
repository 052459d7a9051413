"""Whether the signature of an assertion is right, and by which of the keys that may be meant."""

from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers.key_document import KeyDocument
from insigne.proofs import jose
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2.keys import key_document_of, keys_named
from insigne.verification.resources import Unread


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


def signers_key(credential: ReceivedCredential, evidence: Evidence) -> str | Unread:
    """Give the address of the key that signed: the one named, or the listed one that fits.

    Raises `MalformedError` if neither the assertion nor its issuer says which it could be.
    """
    named = keys_named(credential, evidence)
    if isinstance(named, Unread):
        return named
    try:
        jws = jose.parse_compact(credential.jws_text or "")
        for address in named[1:]:
            document = key_document_of(address, credential, evidence)
            if isinstance(document, KeyDocument) and jose.is_signature_valid(jws, document.key):
                return address
    except InsigneError:
        pass  # that is for `integrity` to say
    return named[0]


def _verify(credential: ReceivedCredential, jws_text: str, evidence: Evidence) -> Finding:
    jws = jose.parse_compact(jws_text)
    named = keys_named(credential, evidence)
    if isinstance(named, Unread):
        return _key_unreachable(named)
    unread = []
    for address in named:
        document = key_document_of(address, credential, evidence)
        if isinstance(document, Unread):
            unread.append(document)
        elif jose.is_signature_valid(jws, document.key):
            return passed("proof.ok", f"signed by {address}, and unchanged since")
    if unread:
        return _key_unreachable(unread[0])
    keys = ", ".join(named)
    return failed("proof.broken", f"the signature is not one by {keys} over this content")


def _key_unreachable(unread: Unread) -> Finding:
    return inconclusive(
        "proof.key_unreachable",
        f"the key is not known: {unread.url} could not be read: {unread.reason}",
        url=unread.url,
    )
