"""Whether a key signed a document, remembered for a while by what the document says.

The checks are asked several times about one credential: until nothing need be fetched any more,
for the proof, for the binding, for a status list that a thousand credentials share. The answer
depends on content and key alone, so it is kept by a digest of the content: what is changed
afterwards is another content.
"""

from hashlib import sha256

from insigne.encoding import strict_json
from insigne.encoding.remembering import Memory, remembered
from insigne.keys.public_key import PublicKey
from insigne.proofs import data_integrity, jose
from insigne.verification.resources import Document

_ANSWERS = Memory[tuple[bytes, PublicKey], bool](entries=1024)


def is_proof_by(document: Document, proof: Document, key: PublicKey) -> bool:
    """Say whether *proof*, one of those in *document*, was made with *key*.

    Arithmetic, not trust; raises what `data_integrity.is_proof_valid` raises.
    """
    content = sha256(strict_json.to_bytes([document, proof])).digest()
    known = _ANSWERS.recall((content, key))
    if known is not None:
        return known
    return _ANSWERS.keep((content, key), data_integrity.is_proof_valid(document, proof, key))


def is_jws_by(text: str, key: PublicKey) -> bool:
    """Say whether the compact JWS *text* was made with *key*.

    Arithmetic, not trust; raises what `jose.is_signature_valid` raises.
    """
    content = sha256(text.encode("utf-8", "surrogatepass")).digest()
    known = _ANSWERS.recall((content, key))
    if known is not None:
        return known
    return _ANSWERS.keep((content, key), jose.is_signature_valid(jws_of(text), key))


@remembered(entries=32, longest=64 * 1024)
def jws_of(text: str) -> jose.Jws:
    """Take a compact JWS apart, which nobody changes: it may be shared."""
    return jose.parse_compact(text)
