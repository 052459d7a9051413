"""With which hash functions disclosures are digested (RFC 9901, "Hash Function Claim")."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError


class _Hash(Protocol):
    def digest(self) -> bytes: ...


HASH_ALGORITHMS: Final[Mapping[str, Callable[[bytes], _Hash]]] = {
    "sha-256": hashlib.sha256,
    "sha-384": hashlib.sha384,
    "sha-512": hashlib.sha512,
}
DEFAULT: Final = "sha-256"
CLAIM: Final = "_sd_alg"


def algorithm_of(payload: Mapping[str, object]) -> str:
    """Say with which algorithm the digests in *payload* were made.

    Raises `UnsupportedError` for one that we do not speak, be it too weak or too new.
    """
    name = payload.get(CLAIM, DEFAULT)
    if not isinstance(name, str):
        raise MalformedError("the name of a hash algorithm is a string", path=CLAIM)
    if name not in HASH_ALGORITHMS:
        raise UnsupportedError(f"digests made with {name[:40]}")
    return name


def digest_of(text: str, algorithm: str) -> str:
    """Give the digest of *text*, a disclosure or a whole SD-JWT ("Hashing Disclosures")."""
    return base64url.encode(HASH_ALGORITHMS[algorithm](text.encode("ascii")).digest())
