"""Keys on the NIST curves, which sign by ECDSA (RFC 7518, "Digital Signature with ECDSA").

Each curve has one hash: SHA-256 for P-256, SHA-384 for P-384.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from insigne.encoding import base64url
from insigne.errors import MalformedError
from insigne.keys.jwk_members import sized_member
from insigne.keys.scheme import Jwk, Scheme, Sign, Verify


@dataclass(frozen=True, slots=True)
class _Curve:
    """One curve, and all that its keys do."""

    name: str
    size: int
    """The bytes of a coordinate, and of each of the two numbers of a signature."""
    curve: ec.EllipticCurve
    hash: HashAlgorithm

    def owns(self, key: object) -> bool:
        if not isinstance(key, ec.EllipticCurvePublicKey | ec.EllipticCurvePrivateKey):
            return False
        return key.curve.name == self.curve.name

    def checked_material(self, material: bytes) -> bytes:
        """Refuse what is no compressed point of the curve."""
        if len(material) != 1 + self.size:
            raise MalformedError(
                f"a {self.name} key has {1 + self.size} bytes, not {len(material)}"
            )
        self.key_of_material(material)
        return material

    def material_of_key(self, key: PublicKeyTypes) -> bytes:
        point = cast(ec.EllipticCurvePublicKey, key)
        return point.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    def key_of_material(self, material: bytes) -> ec.EllipticCurvePublicKey:
        try:
            return ec.EllipticCurvePublicKey.from_encoded_point(self.curve, material)
        except ValueError as error:
            raise MalformedError(f"not a point of the curve {self.name}") from error

    def material_of_jwk(self, jwk: Jwk) -> bytes:
        x, y = (sized_member(jwk, name, self.size) for name in "xy")
        return self.material_of_key(self.key_of_material(b"\x04" + x + y))

    def jwk_of_material(self, material: bytes) -> dict[str, str]:
        key = self.key_of_material(material)
        point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "kty": "EC",
            "crv": self.name,
            "x": base64url.encode(point[1 : 1 + self.size]),
            "y": base64url.encode(point[1 + self.size :]),
        }

    def verifier(self, material: bytes) -> Verify:
        key, size = self.key_of_material(material), self.size
        algorithm = ec.ECDSA(self.hash)

        def verify(signature: bytes, message: bytes) -> bool:
            if len(signature) != 2 * size:
                return False
            r, s = int.from_bytes(signature[:size]), int.from_bytes(signature[size:])
            try:
                key.verify(encode_dss_signature(r, s), message, algorithm)
            except InvalidSignature:
                return False
            return True

        return verify

    def signer(self, key: PrivateKeyTypes) -> Sign:
        """Sign without chance (RFC 6979): the same bytes again give the same signature."""
        signing_key, size = cast(ec.EllipticCurvePrivateKey, key), self.size
        algorithm = ec.ECDSA(self.hash, deterministic_signing=True)

        def sign(message: bytes) -> bytes:
            numbers = decode_dss_signature(signing_key.sign(message, algorithm))
            return b"".join(number.to_bytes(size) for number in numbers)

        return sign

    def generate(self) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(self.curve)

    def private_key_of_jwk(self, jwk: Jwk) -> ec.EllipticCurvePrivateKey:
        secret = int.from_bytes(sized_member(jwk, "d", self.size))
        try:
            return ec.derive_private_key(secret, self.curve)
        except ValueError as error:
            message = f"not a private key of the curve {self.name}"
            raise MalformedError(message, path="d") from error

    def private_members(self, key: PrivateKeyTypes) -> dict[str, str]:
        secret = cast(ec.EllipticCurvePrivateKey, key).private_numbers().private_value
        return {"d": base64url.encode(secret.to_bytes(self.size))}

    def scheme(self, jose_algorithm: str, multicodec: str) -> Scheme:
        return Scheme(
            jose_algorithm=jose_algorithm,
            jose_aliases=frozenset({jose_algorithm}),
            multicodec=bytes.fromhex(multicodec),
            owns=self.owns,
            checked_material=self.checked_material,
            material_of_key=self.material_of_key,
            key_of_material=self.key_of_material,
            material_of_jwk=self.material_of_jwk,
            jwk_of_material=self.jwk_of_material,
            verifier=self.verifier,
            generate=self.generate,
            signer=self.signer,
            private_key_of_jwk=self.private_key_of_jwk,
            private_members=self.private_members,
        )


P256: Final = _Curve("P-256", 32, ec.SECP256R1(), SHA256()).scheme("ES256", "8024")
P384: Final = _Curve("P-384", 48, ec.SECP384R1(), SHA384()).scheme("ES384", "8124")
