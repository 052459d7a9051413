"""Ed25519 keys (RFC 8032; RFC 8037 for JOSE); libsodium does the arithmetic.

`cryptography` only holds private keys and writes PEM: whoever checks a signature does not load it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from nacl.bindings import (
    crypto_core_ed25519_is_valid_point,
    crypto_sign,
    crypto_sign_open,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import BadSignatureError

from insigne.encoding import base64url
from insigne.errors import MalformedError
from insigne.keys.jwk_members import sized_member
from insigne.keys.scheme import Jwk, Scheme, Sign, Verify

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

SIZE: Final = 32
SIGNATURE_SIZE: Final = 64


def checked_material(material: bytes) -> bytes:
    """Refuse what is no point of the large prime-order group: under such keys forgeries pass."""
    if len(material) != SIZE:
        raise MalformedError(f"an Ed25519 key has {SIZE} bytes, not {len(material)}")
    if not crypto_core_ed25519_is_valid_point(material):
        raise MalformedError("not a safe Ed25519 public key")
    return material


def _owns(key: object) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  # see above

    return isinstance(key, ed25519.Ed25519PublicKey | ed25519.Ed25519PrivateKey)


def _material_of_key(key: PublicKeyTypes) -> bytes:
    return checked_material(cast("Ed25519PublicKey", key).public_bytes_raw())


def _key_of_material(material: bytes) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  # see above

    return ed25519.Ed25519PublicKey.from_public_bytes(material)


def _material_of_jwk(jwk: Jwk) -> bytes:
    return checked_material(sized_member(jwk, "x", SIZE))


def _jwk_of_material(material: bytes) -> dict[str, str]:
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(material)}


def _verifier(material: bytes) -> Verify:
    def verify(signature: bytes, message: bytes) -> bool:
        if len(signature) != SIGNATURE_SIZE:
            return False
        try:
            crypto_sign_open(signature + message, material)
        except BadSignatureError:
            return False
        return True

    return verify


def _signer(key: PrivateKeyTypes) -> Sign:
    _, secret = crypto_sign_seed_keypair(cast("Ed25519PrivateKey", key).private_bytes_raw())

    def sign(message: bytes) -> bytes:
        return crypto_sign(message, secret)[:SIGNATURE_SIZE]

    return sign


def private_key_of_seed(seed: bytes) -> Ed25519PrivateKey:
    """Make the key of 32 secret bytes (RFC 8032, "Key Generation")."""
    if len(seed) != SIZE:
        raise MalformedError(f"the seed of an Ed25519 key has {SIZE} bytes, not {len(seed)}")
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  # see above

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def _generate() -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  # see above

    return ed25519.Ed25519PrivateKey.generate()


def _private_key_of_jwk(jwk: Jwk) -> Ed25519PrivateKey:
    return private_key_of_seed(sized_member(jwk, "d", SIZE))


def _private_members(key: PrivateKeyTypes) -> dict[str, str]:
    return {"d": base64url.encode(cast("Ed25519PrivateKey", key).private_bytes_raw())}


ED25519: Final = Scheme(
    jose_algorithm="EdDSA",
    jose_aliases=frozenset({"EdDSA", "Ed25519"}),
    multicodec=bytes.fromhex("ed01"),
    owns=_owns,
    checked_material=checked_material,
    material_of_key=_material_of_key,
    key_of_material=_key_of_material,
    material_of_jwk=_material_of_jwk,
    jwk_of_material=_jwk_of_material,
    verifier=_verifier,
    generate=_generate,
    signer=_signer,
    private_key_of_jwk=_private_key_of_jwk,
    private_members=_private_members,
)
