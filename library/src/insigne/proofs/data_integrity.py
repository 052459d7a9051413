"""Proofs inside a document (Verifiable Credential Data Integrity)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from insigne.canonicalization.active_context import Contexts
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import multibase, timestamps
from insigne.errors import MalformedError, SigningError, UnsupportedError
from insigne.keys.public_key import KeyType, PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import eddsa_rdfc_2022

type Document = Mapping[str, Any]

PROOF_TYPE: Final = "DataIntegrityProof"
MOST_PROOFS: Final = 16


@dataclass(frozen=True, slots=True)
class Cryptosuite:
    """How one cryptosuite makes the bytes that are signed, and with which type of key."""

    key_type: KeyType
    hash_data: Callable[[Document, Document, Contexts], bytes]


CRYPTOSUITES: Final[Mapping[str, Cryptosuite]] = {
    "eddsa-rdfc-2022": Cryptosuite(KeyType.ED25519, eddsa_rdfc_2022.hash_data),
}


def secure(
    document: Document,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    cryptosuite: str = "eddsa-rdfc-2022",
    proof_purpose: str = "assertionMethod",
    contexts: Contexts = BUNDLE,
) -> dict[str, Any]:
    """Give *document* a proof ("Add Proof"); proofs that it has already are kept beside it.

    Raises `MalformedError` for a document that loses data when its contexts are applied, and
    `SigningError` for a key that does not belong to the cryptosuite.
    """
    suite = _suite(cryptosuite)
    if signer.public_key.key_type is not suite.key_type:
        raise SigningError(f"{cryptosuite} does not sign with {signer.public_key.key_type} keys")
    options = {
        "type": PROOF_TYPE,
        "created": timestamps.to_text(created),
        "verificationMethod": verification_method,
        "cryptosuite": cryptosuite,
        "proofPurpose": proof_purpose,
    }
    signature = signer.sign(suite.hash_data(_unsecured(document), options, contexts))
    proof = options | {"proofValue": multibase.encode_base58btc(signature)}
    earlier = proofs_of(document)
    return {**document, "proof": [*earlier, proof] if earlier else proof}


def proofs_of(document: Document) -> list[Document]:
    """Give every proof of *document*, none if it has none.

    Raises `MalformedError` if something else stands in their place.
    """
    if "proof" not in document:
        return []
    value = document["proof"]
    proofs = value if isinstance(value, list) else [value]
    if not proofs or not all(isinstance(proof, Mapping) for proof in proofs):
        raise MalformedError("a proof is an object, or a list of them", path="proof")
    if len(proofs) > MOST_PROOFS:
        raise MalformedError(f"more than {MOST_PROOFS} proofs", path="proof")
    return proofs


def is_spoken(proof: Document) -> bool:
    """Say whether *proof* is of a type and a cryptosuite that can be verified here."""
    try:
        _suite_of(proof)
    except UnsupportedError:
        return False
    except MalformedError:
        return True  # of our type, and wrong: verifying says how
    return True


def is_proof_valid(
    document: Document, proof: Document, key: PublicKey, *, contexts: Contexts = BUNDLE
) -> bool:
    """Say whether *proof* was made with *key* over *document* ("Verify Proof").

    This is arithmetic, not trust: it says that the key signed this content, and nothing about
    whose key it is, what the proof is for, or until when it holds. A proof in a chain covers the
    proofs before it, and each of them has to be asked about for itself.

    Raises `MalformedError` for what is no proof, and for a document that loses data when its
    contexts are applied; `UnsupportedError` for a proof of another type or cryptosuite.
    """
    suite = _suite_of(proof)
    signature = _signature_in(proof)
    if key.key_type is not suite.key_type:
        return False
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    return key.verify(signature, suite.hash_data(_covered(document, proof), options, contexts))


def _suite_of(proof: Document) -> Cryptosuite:
    if proof.get("type") != PROOF_TYPE:
        raise UnsupportedError(f"proofs of type {str(proof.get('type'))[:60]}")
    cryptosuite = proof.get("cryptosuite")
    if not isinstance(cryptosuite, str):
        raise MalformedError("the proof names no cryptosuite", path="proof.cryptosuite")
    return _suite(cryptosuite)


def _suite(cryptosuite: str) -> Cryptosuite:
    suite = CRYPTOSUITES.get(cryptosuite)
    if suite is None:
        raise UnsupportedError(f"the cryptosuite {cryptosuite[:60]}")
    return suite


def _signature_in(proof: Document) -> bytes:
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise MalformedError("not a value in base58btc", path="proof.proofValue")
    try:
        return multibase.decode(value)
    except MalformedError as error:
        raise MalformedError(error.message, path="proof.proofValue") from error


def _unsecured(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "proof"}


def _covered(document: Document, proof: Document) -> Document:
    """Give what *proof* covers: the document, with the proofs that it is chained to.

    These are the steps of "Verify Proof Sets and Chains" that find the matching proofs.
    """
    unsecured = _unsecured(document)
    if "previousProof" not in proof:
        return unsecured
    previous = proof["previousProof"]
    matching = []
    for name in previous if isinstance(previous, list) else [previous]:
        found = [other for other in proofs_of(document) if other.get("id") == name]
        if not isinstance(name, str) or len(found) != 1:
            raise MalformedError(f"{len(found)} earlier proofs where one belongs", path="proof")
        matching += found
    return {**unsecured, "proof": matching}
