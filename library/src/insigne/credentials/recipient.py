"""This room is for the recipient: hashing an identity, and saying whether one is meant."""

from __future__ import annotations

import hashlib
import re

from insigne.credentials.reading import Json, strings_of

ALGORITHMS = frozenset({"sha256", "md5"})
EMAIL_TYPES = frozenset({"email", "emailAddress"})
_HASHED = re.compile(r"(?:sha256\$[0-9A-Fa-f]{64}|md5\$[0-9A-Fa-f]{32})\Z")


def identity_hash(identity: str, salt: str, algorithm: str = "sha256") -> str:
    """Hash *identity* followed by *salt*, as both versions write it (IdentityHash)."""
    if algorithm not in ALGORITHMS:
        raise ValueError(f"identities are hashed with sha256 or md5, not {algorithm}")
    digest = hashlib.new(algorithm, (identity + salt).encode(), usedforsecurity=False)
    return f"{algorithm}${digest.hexdigest()}"


def is_recipient(identity_object: Json, email: str) -> bool:
    """Say whether *email* is the identity of an IdentityObject of Open Badges 2.0 or 3.0.

    Issuers hash the address as they had it, so it is tried as given and in lower case.
    """
    if not _is_email(identity_object):
        return False
    identity = identity_object.get("identityHash", identity_object.get("identity"))
    if not isinstance(identity, str) or not identity:
        return False
    spellings = {email.strip(), email.strip().lower()}
    if identity_object.get("hashed") is not True:
        return identity in spellings or identity.lower() in spellings
    return _is_hash_of_any(identity, spellings, identity_object.get("salt"))


def is_comparable(identity_object: Json) -> bool:
    """Say whether an IdentityObject can be compared with: in the clear, or hashed as we know."""
    identity = identity_object.get("identityHash", identity_object.get("identity"))
    if not isinstance(identity, str) or not identity:
        return False
    return identity_object.get("hashed") is not True or _HASHED.match(identity) is not None


def _is_email(identity_object: Json) -> bool:
    """Version 3.0 says it in identityType, since its type is always IdentityObject."""
    kinds = identity_object.get("identityType", identity_object.get("type"))
    return bool(EMAIL_TYPES.intersection(strings_of(kinds)))


def _is_hash_of_any(hashed: str, spellings: set[str], salt: object) -> bool:
    algorithm = hashed.partition("$")[0]
    if algorithm not in ALGORITHMS or not isinstance(salt, str | None):
        return False
    return any(
        identity_hash(spelling, salt or "", algorithm)
        == algorithm + hashed[len(algorithm) :].lower()
        for spelling in spellings
    )
