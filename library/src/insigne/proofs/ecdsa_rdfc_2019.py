"""The cryptosuite ecdsa-rdfc-2019 (Data Integrity ECDSA Cryptosuites).

The curve of the key decides on the hash, also on the one inside the canonicalization: SHA-256 for
P-256, SHA-384 for P-384.
"""

from __future__ import annotations

from typing import Final

from insigne.keys.public_key import KeyType
from insigne.proofs.cryptosuite import Covered, hash_and_sign
from insigne.proofs.hashes import OF_CURVE
from insigne.proofs.rdfc_hashing import hash_data


def _hash_data(covered: Covered, key_type: KeyType) -> bytes:
    hash_name = OF_CURVE[key_type]
    return hash_data(covered.document, covered.options, covered.contexts, hash_name)


SUITE: Final = hash_and_sign(_hash_data, *OF_CURVE)
