"""Is the signature right?"""

from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError
from insigne.proofs import jose
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.open_badges_2 import is_hosted, is_open_badges_2
from insigne.verification.open_badges_2_keys import creator_of, key_document_of
from insigne.verification.proof_integrity import integrity
from insigne.verification.resources import Unread
from insigne.verification.secured import Secured
from insigne.verification.signatures import jws_of


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Verify with the key that the proof names; a hosted assertion has none to verify."""
    if is_hosted(credential):
        return None
    if is_open_badges_2(credential):
        return _check_signed_assertion(credential, evidence)
    return integrity(Secured.of(credential), evidence, at)


def _check_signed_assertion(credential: ReceivedCredential, evidence: Evidence) -> Finding:
    """Verify the JWS of an assertion (Open Badges 2.0, "Signed Verification")."""
    if credential.jws_text is None:
        return failed("proof.missing", "the assertion says that it is signed, and is not")
    try:
        jws = jws_of(credential.jws_text)
        creator = creator_of(credential, evidence)
    except UnsupportedError as error:
        return inconclusive("proof.unsupported", str(error))
    except MalformedError as error:
        return failed("proof.malformed", str(error))
    document = creator if isinstance(creator, Unread) else key_document_of(creator, evidence)
    if isinstance(document, Unread):
        return inconclusive(
            "proof.key_unreachable",
            f"the key is not known: {document.url} could not be read: {document.reason}",
            url=document.url,
        )
    if not jose.is_signature_valid(jws, document.key):
        return failed("proof.broken", f"the signature is not one by {creator} over this content")
    return passed("proof.ok", f"signed by {creator}, and unchanged since")
