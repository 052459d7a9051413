"""This room is for the recipient: hashing an identity, and saying whether one is meant."""

from __future__ import annotations

import hashlib
import re

from insigne.credentials.reading import Json, strings_of

ALGORITHMS = frozenset({"sha256", "md5"})
OLDER_ALGORITHMS = ALGORITHMS | {"sha1"}  # which the schemas of Open Badges 1.1 allow
EMAIL_TYPES = frozenset({"email", "emailAddress"})
_HEX = re.compile(r"[0-9A-Fa-f]+\Z")


def identity_hash(identity: str, salt: str, algorithm: str = "sha256") -> str:
    """Hash *identity* followed by *salt*, as both versions write it (IdentityHash)."""
    if algorithm not in ALGORITHMS:
        raise ValueError(f"identities are hashed with sha256 or md5, not {algorithm}")
    return _hash(identity, salt, algorithm)


def is_recipient(
    identity_object: Json, email: str, *, algorithms: frozenset[str] = ALGORITHMS
) -> bool:
    """Say whether *email* is the identity of an IdentityObject, of whichever version.

    Issuers hash the address as they had it, so it is tried as given and in lower case.
    """
    if not _is_email(identity_object) or not is_comparable(identity_object, algorithms=algorithms):
        return False
    identity = _identity(identity_object)
    spellings = {email.strip(), email.strip().lower()}
    if identity_object.get("hashed") is not True:
        return identity in spellings or identity.lower() in spellings
    salt = identity_object.get("salt")
    algorithm, _, digits = identity.partition("$")
    expected = f"{algorithm}${digits.lower()}"
    return any(
        _hash(spelling, salt if isinstance(salt, str) else "", algorithm) == expected
        for spelling in spellings
    )


def is_comparable(identity_object: Json, *, algorithms: frozenset[str] = ALGORITHMS) -> bool:
    """Say whether an identity is in the clear, or hashed by one of *algorithms*."""
    identity = _identity(identity_object)
    if identity_object.get("hashed") is not True:
        return bool(identity)
    algorithm, _, digits = identity.partition("$")
    if algorithm not in algorithms or not isinstance(identity_object.get("salt"), str | None):
        return False
    return len(digits) == 2 * hashlib.new(algorithm, usedforsecurity=False).digest_size and (
        _HEX.match(digits) is not None
    )


def _identity(identity_object: Json) -> str:
    identity = identity_object.get("identityHash", identity_object.get("identity"))
    return identity if isinstance(identity, str) else ""


def _hash(identity: str, salt: str, algorithm: str) -> str:
    text = (identity + salt).encode("utf-8", "surrogatepass")
    return f"{algorithm}${hashlib.new(algorithm, text, usedforsecurity=False).hexdigest()}"


def _is_email(identity_object: Json) -> bool:
    """Version 3.0 says it in identityType, since its type is always IdentityObject."""
    kinds = identity_object.get("identityType", identity_object.get("type"))
    return bool(EMAIL_TYPES.intersection(strings_of(kinds)))
