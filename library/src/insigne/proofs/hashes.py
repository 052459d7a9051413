"""The hash functions of the cryptosuites, and which of them goes with a curve."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

from insigne.keys.public_key import KeyType

HASHES: Final = {"sha256": hashlib.sha256, "sha384": hashlib.sha384}

OF_CURVE: Final[Mapping[KeyType, str]] = {KeyType.P256: "sha256", KeyType.P384: "sha384"}
"""As strong as the curve (Data Integrity ECDSA Cryptosuites, "Hashing")."""
