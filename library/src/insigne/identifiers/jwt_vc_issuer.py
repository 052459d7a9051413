"""Where an issuer with a web address publishes the keys of its SD-JWT VCs.

SD-JWT VC, "JWT VC Issuer Metadata".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from insigne.errors import MalformedError
from insigne.identifiers.jwk_set import JwkSet

WELL_KNOWN: Final = "/.well-known/jwt-vc-issuer"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that nobody else can stand at; there an issuer that is tried out needs no TLS."""

_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`?#@]|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class JwtVcIssuer:
    """An issuer's metadata: its keys, or where they are."""

    issuer: str
    jwks: JwkSet | None = None
    jwks_uri: str = ""

    @classmethod
    def parse(cls, document: Mapping[str, object], *, issuer: str) -> JwtVcIssuer:
        """Read *document*, which was fetched as the one of *issuer*.

        Raises `MalformedError` if it is another issuer's, or has keys both in it and elsewhere.
        """
        if document.get("issuer") != issuer:
            raise MalformedError(f"this is not the metadata of {issuer[:200]}", path="issuer")
        if ("jwks" in document) == ("jwks_uri" in document):
            raise MalformedError("the keys stand either here or at one address", path="jwks")
        if "jwks_uri" in document:
            address = document["jwks_uri"]
            if not isinstance(address, str) or not address.startswith("https://"):
                raise MalformedError("the address of keys is an https address", path="jwks_uri")
            return cls(issuer, jwks_uri=address)
        jwks = document["jwks"]
        if not isinstance(jwks, Mapping):
            raise MalformedError("a set of keys is an object", path="jwks")
        return cls(issuer, jwks=JwkSet.parse(jwks))


def metadata_url_of(issuer: str) -> str:
    """Give the address of the metadata: well-known, between *issuer*'s host and its path.

    Raises `MalformedError` for what is no https address, or has a query or a fragment.
    """
    try:
        parts = urlsplit(issuer)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        is_fine = is_safe and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or _FORBIDDEN.search(issuer):
        raise MalformedError(f"not the https address of an issuer: {issuer[:80]!r}")
    return f"{parts.scheme}://{parts.netloc}{WELL_KNOWN}{parts.path.rstrip('/')}"
