"""What anybody may know of a signing key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from insigne.keys.public_key import PublicKey


@dataclass(frozen=True, slots=True)
class PublicKeyView:
    """The public half of a key, and until when it signed."""

    fragment: str
    key_type: str
    jwk: dict[str, object]
    retired_at: datetime | None

    @property
    def key(self) -> PublicKey:
        """The key itself."""
        return PublicKey.from_jwk(self.jwk)

    @property
    def multikey(self) -> str | None:
        """The key as Multikey text, for the types that we publish so."""
        return self.key.to_multikey() if self.key_type in ("ed25519", "p256") else None
