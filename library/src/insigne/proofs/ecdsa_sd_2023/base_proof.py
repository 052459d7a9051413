"""The proof that the issuer makes, for the holder ("Create Base Proof")."""

from __future__ import annotations

from secrets import token_bytes

from insigne.errors import SigningError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne.keys.signer import Signer
from insigne.proofs.cryptosuite import Covered, Disclosure, ProofSecrets
from insigne.proofs.ecdsa_sd_2023.proof_value import (
    HMAC_KEY_SIZE,
    BaseProofValue,
    multikey_of,
)
from insigne.proofs.ecdsa_sd_2023.selection import require_pointers
from insigne.proofs.ecdsa_sd_2023.statements import (
    hmac_labels,
    indexes_of,
    mandatory_hash,
    selected_quads,
    statements_of,
)
from insigne.proofs.rdfc_hashing import configuration_hash


def new_secrets() -> ProofSecrets:
    """Make what one base proof needs, and no other one ever gets."""
    return ProofSecrets(token_bytes(HMAC_KEY_SIZE), PrivateKey.generate(KeyType.P256))


def create_base_proof(covered: Covered, signer: Signer, disclosure: Disclosure) -> str:
    """Sign every statement, and what is always disclosed; give the base proof's value."""
    secrets = disclosure.secrets or new_secrets()
    if secrets.proof_key.key_type is not KeyType.P256 or len(secrets.hmac_key) != HMAC_KEY_SIZE:
        raise SigningError("the secrets of a base proof are a P-256 key and 32 bytes")
    pointers = require_pointers(disclosure.mandatory_pointers)
    proof_hash = configuration_hash(covered.document, covered.options, covered.contexts)
    # Base Proof Transformation
    statements = statements_of(covered.document, hmac_labels(secrets.hmac_key), covered.contexts)
    mandatory = indexes_of(statements, selected_quads(statements, pointers))
    # Base Proof Hashing
    always = [text for index, text in enumerate(statements.lines) if index in mandatory]
    others = [text for index, text in enumerate(statements.lines) if index not in mandatory]
    # Base Proof Serialization
    public_key = multikey_of(secrets.proof_key.public_key)
    return BaseProofValue(
        base_signature=signer.sign(proof_hash + public_key + mandatory_hash(always)),
        public_key=public_key,
        hmac_key=secrets.hmac_key,
        signatures=tuple(secrets.proof_key.sign(text.encode()) for text in others),
        mandatory_pointers=pointers,
    ).to_text()
