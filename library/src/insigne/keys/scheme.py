"""What each type of key has to be able to do, as a value: one scheme for each type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

type Jwk = Mapping[str, object]
type Verify = Callable[[bytes, bytes], bool]
type Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How keys of one type are written, checked and used.

    `material` is the bytes that follow the multicodec header in a Multikey; a type that a Multikey
    cannot express has an empty header. `owns` says whether a key object of `cryptography` is of
    this type. Every `…_of_…` that reads a key raises `MalformedError` for one that no honest
    software would have made.
    """

    jose_algorithm: str
    jose_aliases: frozenset[str]
    multicodec: bytes
    owns: Callable[[object], bool]
    checked_material: Callable[[bytes], bytes]
    material_of_key: Callable[[PublicKeyTypes], bytes]
    key_of_material: Callable[[bytes], PublicKeyTypes]
    material_of_jwk: Callable[[Jwk], bytes]
    jwk_of_material: Callable[[bytes], dict[str, str]]
    verifier: Callable[[bytes], Verify]
    generate: Callable[[], PrivateKeyTypes]
    signer: Callable[[PrivateKeyTypes], Sign]
    private_key_of_jwk: Callable[[Jwk], PrivateKeyTypes]
    private_members: Callable[[PrivateKeyTypes], dict[str, str]]
