"""P-256 keys, which sign by ECDSA with SHA-256 (RFC 7518, "Digital Signature with ECDSA")."""

from __future__ import annotations

from typing import Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from insigne.encoding import base64url
from insigne.errors import MalformedError
from insigne.keys.jwk_members import sized_member
from insigne.keys.scheme import Jwk, Scheme, Sign, Verify

COORDINATE_SIZE: Final = 32
COMPRESSED_SIZE: Final = 33
_CURVE: Final = ec.SECP256R1()


def checked_material(material: bytes) -> bytes:
    """Refuse what is no compressed point of the curve."""
    if len(material) != COMPRESSED_SIZE:
        raise MalformedError(f"a P-256 key has {COMPRESSED_SIZE} bytes, not {len(material)}")
    _key_of_material(material)
    return material


def _material_of_key(key: PublicKeyTypes) -> bytes:
    point = cast(ec.EllipticCurvePublicKey, key)
    return point.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _key_of_material(material: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, material)
    except ValueError as error:
        raise MalformedError("not a point of the curve P-256") from error


def _material_of_jwk(jwk: Jwk) -> bytes:
    x, y = (sized_member(jwk, name, COORDINATE_SIZE) for name in "xy")
    return _material_of_key(_key_of_material(b"\x04" + x + y))


def _jwk_of_material(material: bytes) -> dict[str, str]:
    key = _key_of_material(material)
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": base64url.encode(point[1 : 1 + COORDINATE_SIZE]),
        "y": base64url.encode(point[1 + COORDINATE_SIZE :]),
    }


def _verifier(material: bytes) -> Verify:
    key = _key_of_material(material)
    algorithm = ec.ECDSA(SHA256())

    def verify(signature: bytes, message: bytes) -> bool:
        if len(signature) != 2 * COORDINATE_SIZE:
            return False
        r, s = signature[:COORDINATE_SIZE], signature[COORDINATE_SIZE:]
        der = encode_dss_signature(int.from_bytes(r), int.from_bytes(s))
        try:
            key.verify(der, message, algorithm)
        except InvalidSignature:
            return False
        return True

    return verify


def _signer(key: PrivateKeyTypes) -> Sign:
    """Sign without chance (RFC 6979): the same bytes again give the same signature."""
    signing_key = cast(ec.EllipticCurvePrivateKey, key)
    algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)

    def sign(message: bytes) -> bytes:
        numbers = decode_dss_signature(signing_key.sign(message, algorithm))
        return b"".join(number.to_bytes(COORDINATE_SIZE) for number in numbers)

    return sign


def _generate() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(_CURVE)


def _private_key_of_jwk(jwk: Jwk) -> ec.EllipticCurvePrivateKey:
    secret = int.from_bytes(sized_member(jwk, "d", COORDINATE_SIZE))
    try:
        return ec.derive_private_key(secret, _CURVE)
    except ValueError as error:
        raise MalformedError("not a private key of the curve P-256", path="d") from error


def _private_members(key: PrivateKeyTypes) -> dict[str, str]:
    secret = cast(ec.EllipticCurvePrivateKey, key).private_numbers().private_value
    return {"d": base64url.encode(secret.to_bytes(COORDINATE_SIZE))}


P256: Final = Scheme(
    jose_algorithm="ES256",
    jose_aliases=frozenset({"ES256"}),
    multicodec=bytes.fromhex("8024"),
    public_class=ec.EllipticCurvePublicKey,
    private_class=ec.EllipticCurvePrivateKey,
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
