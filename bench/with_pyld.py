"""Data Integrity as it is usually done in Python: PyLD canonicalizes, `cryptography` signs."""

import hashlib
import json
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyld import jsonld

from bench.limits import SEED
from bench.timing import Peer, timer
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import base58

OPTIONS = {"algorithm": "URDNA2015", "format": "application/n-quads"}
PRIVATE_KEY = Ed25519PrivateKey.from_private_bytes(SEED)
WHAT = "with `cryptography`"


def issuing(document: Mapping[str, object], proof: Mapping[str, object]) -> Peer:
    """Canonicalize the document and the proof's configuration, hash and sign."""
    return Peer("PyLD", timer(lambda: PRIVATE_KEY.sign(_hash_data(document, proof))), WHAT)


def verifying(secured: bytes) -> Peer:
    """Read the document, and do the same but for the end."""
    public_key = PRIVATE_KEY.public_key()

    def verify() -> None:
        document = json.loads(secured)
        proof = document.pop("proof")
        signature = base58.decode(proof["proofValue"][1:])
        public_key.verify(signature, _hash_data(document, proof))

    return Peer("PyLD", timer(verify), WHAT)


def canonical(document: Mapping[str, object]) -> str:
    """Canonicalize with the bundled contexts."""
    text: str = jsonld.normalize(document, OPTIONS | {"documentLoader": _load})
    return text


def _hash_data(document: Mapping[str, object], proof: Mapping[str, object]) -> bytes:
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    configuration = {"@context": document["@context"], **options}
    texts = canonical(configuration), canonical(document)
    return b"".join(hashlib.sha256(text.encode()).digest() for text in texts)


def _load(url: str, options: object) -> dict[str, object]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": BUNDLE[url],
    }
