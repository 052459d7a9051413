"""The proof type Ed25519Signature2020 (Data Integrity EdDSA Cryptosuites), for reading only.

It signs as eddsa-rdfc-2022 does; its name stands in the proof's type, and no cryptosuite beside it.
"""

from __future__ import annotations

from typing import Final

from insigne.errors import MalformedError
from insigne.keys.public_key import KeyType
from insigne.proofs.cryptosuite import Covered, hash_and_sign
from insigne.proofs.rdfc_hashing import hash_data


def _hash_data(covered: Covered, _: KeyType) -> bytes:
    if "cryptosuite" in covered.options:
        raise MalformedError("a cryptosuite in a proof that has none", path="proof.cryptosuite")
    return hash_data(covered.document, covered.options, covered.contexts)


SUITE: Final = hash_and_sign(_hash_data, KeyType.ED25519, is_issued=False)
