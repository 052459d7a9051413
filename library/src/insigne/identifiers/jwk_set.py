"""A set of keys that one party publishes (RFC 7517, "JWK Set Format")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from insigne.errors import InsigneError, MalformedError
from insigne.keys.public_key import PublicKey

MOST_KEYS: Final = 1000


@dataclass(frozen=True, slots=True)
class JwkSet:
    """The keys of a set that we can read, each with its `kid`, if it has one."""

    keys: tuple[tuple[str | None, PublicKey], ...]

    @classmethod
    def parse(cls, document: Mapping[str, object]) -> JwkSet:
        """Read *document*; a key that is not for us is passed over, as the RFC asks.

        Raises `MalformedError` for what is no set, and for one name of two keys.
        """
        entries = document.get("keys")
        if not isinstance(entries, list):
            raise MalformedError("a set of keys is a list", path="keys")
        if len(entries) > MOST_KEYS:
            raise MalformedError(f"more than {MOST_KEYS} keys", path="keys")
        found = cls(tuple(filter(None, map(_entry, entries))))
        for name in {name for name, _ in found.keys if name is not None}:
            if len({key for kid, key in found.keys if kid == name}) > 1:
                raise MalformedError(f"two keys have the name {name[:60]!r}", path="keys")
        return found

    def key_for(self, kid: str | None) -> PublicKey | None:
        """Give the key of that name; without a name, the only key of the set."""
        if kid is None:
            return self.keys[0][1] if len(self.keys) == 1 else None
        return next((key for name, key in self.keys if name == kid), None)


def _entry(entry: object) -> tuple[str | None, PublicKey] | None:
    if not isinstance(entry, Mapping):
        return None
    try:
        key = PublicKey.from_jwk(entry)
    except InsigneError:
        return None
    kid = entry.get("kid")
    return (kid if isinstance(kid, str) else None), key
