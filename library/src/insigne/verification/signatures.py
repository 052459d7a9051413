"""Whether a key signed a document, worked out once for a document that many share."""

from collections.abc import Mapping

from insigne.encoding.remembering import remembered
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jose
from insigne.verification.secured import Secured


def is_signed_by(secured: Secured, proof: Mapping[str, object] | None, key: PublicKey) -> bool:
    """Say whether *proof*, one of the document's own, was made with *key*; without, its JWS.

    Arithmetic, not trust; raises what `data_integrity.is_proof_valid` raises, and what
    `jose.is_signature_valid` does.
    """
    question = id(proof), key  # the document holds its proofs, so that an id stays its own
    known = secured.answers.get(question)
    if known is None:
        known = secured.answers[question] = _is_signed_by(secured, proof, key)
    return known


def _is_signed_by(secured: Secured, proof: Mapping[str, object] | None, key: PublicKey) -> bool:
    if proof is None:
        return jose.is_signature_valid(jws_of(secured.jws_text or ""), key)
    return data_integrity.is_proof_valid(secured.document, proof, key)


@remembered(entries=32, longest=64 * 1024)
def jws_of(text: str) -> jose.Jws:
    """Take a compact JWS apart, which nobody changes: it may be shared."""
    return jose.parse_compact(text)
