"""The cryptosuite eddsa-jcs-2022 (Data Integrity EdDSA Cryptosuites)."""

from __future__ import annotations

from typing import Final

from insigne.keys.public_key import KeyType
from insigne.proofs.cryptosuite import Covered, hash_and_sign
from insigne.proofs.jcs_hashing import hash_data


def _hash_data(covered: Covered, _: KeyType) -> bytes:
    return hash_data(covered.document, covered.options, covered.contexts)


SUITE: Final = hash_and_sign(_hash_data, KeyType.ED25519, has_context=True)
