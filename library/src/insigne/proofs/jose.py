"""Signatures around bytes: the compact serialization of a JWS (RFC 7515)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from insigne.encoding import base64url, strict_json
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import KeyType, PublicKey
from insigne.keys.signer import Signer

MOST_CHARACTERS: Final = 16 * 1024 * 1024
MOST_HEADER_BYTES: Final = 16 * 1024
KEPT_HEADERS: Final = 256

REFUSED_PARAMETERS: Final = frozenset({"crit", "b64", "zip"})
"""They change what the signature means, and nothing here understands them."""

UNSPOKEN_ALGORITHMS: Final = frozenset(
    {"RS384", "RS512", "PS384", "PS512", "ES512", "ES256K", "Ed448"}
)
"""Registered algorithms that sign with a public key, and that we do not speak."""


@dataclass(frozen=True, slots=True)
class Jws:
    """A compact JWS taken apart; nothing in it is believed yet."""

    header: Mapping[str, object]
    payload: bytes
    signing_input: bytes
    signature: bytes


def parse_compact(text: str) -> Jws:
    """Take a compact JWS apart, strictly.

    Raises `MalformedError` for what is none, for one that is not signed (`alg` is `none`), and for
    one whose header changes the meaning of the rest (`crit`, `b64`, `zip`).
    """
    if len(text) > MOST_CHARACTERS:
        raise MalformedError(f"a JWS of more than {MOST_CHARACTERS} characters")
    parts = text.split(".", 3)
    if len(parts) != 3:
        raise MalformedError("a compact JWS has three parts")
    header_text, payload_text, signature_text = parts
    header = _header_in(header_text)
    if not signature_text:
        raise MalformedError("the JWS is not signed")
    return Jws(
        header=header,
        payload=base64url.decode(payload_text),
        signing_input=f"{header_text}.{payload_text}".encode("ascii"),
        signature=base64url.decode(signature_text),
    )


def sign_compact(payload: bytes, *, signer: Signer, header: Mapping[str, object]) -> str:
    """Sign *payload*; `alg` is the key's own, and *header* holds the other parameters."""
    if "alg" in header or REFUSED_PARAMETERS & header.keys():
        raise ValueError("a parameter that the signer decides on, or that nobody understands")
    full_header = {"alg": signer.public_key.jose_algorithm, **header}
    header_text = base64url.encode(strict_json.to_bytes(full_header))
    signing_input = f"{header_text}.{base64url.encode(payload)}"
    return f"{signing_input}.{base64url.encode(signer.sign(signing_input.encode('ascii')))}"


def is_signature_valid(jws: Jws, key: PublicKey) -> bool:
    """Say whether *key* signed it, in the key's own algorithm and no other.

    This is arithmetic, not trust: for whose key it is, see `insigne.verification`. Raises
    `UnsupportedError` for algorithms that others speak and we do not, and for PS256 with a key that
    was published for any padding: the token does not decide how its key is used.
    """
    algorithm = jws.header["alg"]
    if algorithm in UNSPOKEN_ALGORITHMS:
        raise UnsupportedError(f"the algorithm {algorithm}")
    if algorithm == "PS256" and key.key_type is KeyType.RSA:
        raise UnsupportedError("PS256 with an RSA key that does not say that it is for PS256")
    if algorithm not in key.jose_algorithms:
        return False
    return key.verify(jws.signature, jws.signing_input)


def media_type_of(header: Mapping[str, object]) -> str:
    """Give the `typ` of *header*, in lower case and without `application/`; empty without one.

    Raises `MalformedError` for a `typ` that is no text.
    """
    declared = header.get("typ", "")
    if not isinstance(declared, str):
        raise MalformedError("the type of a JWS is a string", path="typ")
    return declared.lower().removeprefix("application/")


@lru_cache(maxsize=KEPT_HEADERS)
def _header_in(text: str) -> Mapping[str, object]:
    """Read a header; those of one issuer are mostly the same."""
    header = strict_json.parse(base64url.decode(text), max_bytes=MOST_HEADER_BYTES)
    if not isinstance(header, dict):
        raise MalformedError("the header of the JWS is not a JSON object")
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm.lower() in {"", "none"}:
        raise MalformedError("the JWS does not say how it is signed", path="alg")
    for name in sorted(REFUSED_PARAMETERS & header.keys()):
        raise MalformedError("a parameter that we refuse", path=name)
    return MappingProxyType(header)
