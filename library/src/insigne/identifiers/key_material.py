"""The ways in which published documents write a key, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey


def _of_multibase(value: object) -> PublicKey:
    if not isinstance(value, str):
        raise MalformedError("a publicKeyMultibase is a string")
    return PublicKey.from_multikey(value)


def _of_jwk(value: object) -> PublicKey:
    if not isinstance(value, Mapping):
        raise MalformedError("a publicKeyJwk is an object")
    return PublicKey.from_jwk(value)


def _of_pem(value: object) -> PublicKey:
    if not isinstance(value, str):
        raise MalformedError("a publicKeyPem is a string")
    return PublicKey.from_pem(value.encode("utf-8", "replace"))


READERS: Final[Mapping[str, Callable[[object], PublicKey]]] = {
    "publicKeyMultibase": _of_multibase,
    "publicKeyJwk": _of_jwk,
    "publicKeyPem": _of_pem,
}


def key_in(document: Mapping[str, object]) -> PublicKey:
    """Read the one key that *document* writes out.

    Raises `MalformedError` if there is none, or more than one: they could differ.
    """
    written = [name for name in READERS if name in document]
    if len(written) != 1:
        raise MalformedError(f"{len(written)} keys where one belongs")
    name = written[0]
    try:
        return READERS[name](document[name])
    except MalformedError as error:
        path = f"{name}.{error.path}" if error.path else name
        raise MalformedError(error.message, path=path) from error
