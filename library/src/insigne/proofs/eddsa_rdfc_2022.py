"""The cryptosuite eddsa-rdfc-2022 (Data Integrity EdDSA Cryptosuites)."""

from __future__ import annotations

from typing import Final

from insigne.keys.public_key import KeyType
from insigne.proofs.cryptosuite import Covered, hash_and_sign
from insigne.proofs.rdfc_hashing import combined_hash, hash_data

__all__ = ["SUITE", "SUITE_OF_THE_DRAFTS", "combined_hash", "hash_data"]


def _hash_data(covered: Covered, _: KeyType) -> bytes:
    return hash_data(covered.document, covered.options, covered.contexts)


SUITE: Final = hash_and_sign(_hash_data, KeyType.ED25519)
SUITE_OF_THE_DRAFTS: Final = hash_and_sign(_hash_data, KeyType.ED25519, is_issued=False)
"""The same under its earlier name, eddsa-2022, which the validator of 1EdTech reads too."""
