"""A document that is one key: a bare JWK, a CryptographicKey, a verification method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from insigne.identifiers.key_material import key_in
from insigne.keys.public_key import PublicKey


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """A key at an address of its own, and whose it says that it is.

    Open Badges 2.0 calls the one `owner` whom Controlled Identifiers call `controller`. A bare
    JWK says neither whose it is nor where.
    """

    key: PublicKey
    id: str | None = None
    owner: str | None = None

    @classmethod
    def parse(cls, document: Mapping[str, object]) -> KeyDocument:
        """Read *document*. Raises `MalformedError` if it is not one key, and no more."""
        if "kty" in document:
            return cls(PublicKey.from_jwk(document))
        return cls(
            key=key_in(document),
            id=_text(document.get("id")),
            owner=_text(document.get("owner", document.get("controller"))),
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
