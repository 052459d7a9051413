"""RSA keys, which sign with SHA-256 by PKCS #1 v1.5 or by PSS (RFC 7518, "RSASSA-PSS").

The same numbers are good for both, so the key says with which: the JSON Web Key whose `alg` is
PS256 is a key for PSS alone, and every other RSA key one for PKCS #1 v1.5 alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, AsymmetricPadding, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from insigne.errors import MalformedError
from insigne.keys.jwk_members import integer_member, integer_text
from insigne.keys.roca import is_roca
from insigne.keys.scheme import Jwk, Scheme, Sign, Verify

FEWEST_BITS: Final = 2048
MOST_BITS: Final = 8192
MOST_EXPONENT_BITS: Final = 64
GENERATED_BITS: Final = 3072
PUBLIC_EXPONENT: Final = 65537

_SECRETS: Final = ("p", "q", "d", "dp", "dq", "qi")


def checked_material(material: bytes) -> bytes:
    """Refuse what is no RSAPublicKey (RFC 8017) of a size that we trust and can afford."""
    if _material_of_key(_key_of_material(material)) != material:
        raise MalformedError("an RSA public key in another form than RSAPublicKey")
    return material


def _material_of_key(key: PublicKeyTypes) -> bytes:
    public_key = cast(rsa.RSAPublicKey, key)
    if not FEWEST_BITS <= public_key.key_size <= MOST_BITS:
        raise MalformedError(
            f"an RSA key of {public_key.key_size} bits; we take {FEWEST_BITS} to {MOST_BITS}"
        )
    numbers = public_key.public_numbers()
    if numbers.e.bit_length() > MOST_EXPONENT_BITS:
        raise MalformedError("the exponent of the RSA key is too large")
    if is_roca(numbers.n):
        raise MalformedError("an RSA key whose secret anybody can work out (ROCA)")
    return public_key.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def _key_of_material(material: bytes) -> rsa.RSAPublicKey:
    try:
        key = load_der_public_key(material)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise MalformedError("not an RSA public key") from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise MalformedError("not an RSA public key")
    return key


def _material_of_jwk(jwk: Jwk) -> bytes:
    numbers = rsa.RSAPublicNumbers(integer_member(jwk, "e"), integer_member(jwk, "n"))
    try:
        return _material_of_key(numbers.public_key())
    except ValueError as error:
        raise MalformedError("not an RSA public key") from error


def _jwk_of_material(material: bytes) -> dict[str, str]:
    numbers = _key_of_material(material).public_numbers()
    return {"kty": "RSA", "n": integer_text(numbers.n), "e": integer_text(numbers.e)}


def _verifier(material: bytes, padding: AsymmetricPadding) -> Verify:
    key, algorithm = _key_of_material(material), SHA256()

    def verify(signature: bytes, message: bytes) -> bool:
        try:
            key.verify(signature, message, padding, algorithm)
        except InvalidSignature:
            return False
        return True

    return verify


def _signer(key: PrivateKeyTypes, padding: AsymmetricPadding) -> Sign:
    signing_key, algorithm = cast(rsa.RSAPrivateKey, key), SHA256()

    def sign(message: bytes) -> bytes:
        return signing_key.sign(message, padding, algorithm)

    return sign


def _generate() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(PUBLIC_EXPONENT, GENERATED_BITS)


def _private_key_of_jwk(jwk: Jwk) -> rsa.RSAPrivateKey:
    p, q, d, dp, dq, qi = (integer_member(jwk, name) for name in _SECRETS)
    public_numbers = rsa.RSAPublicNumbers(integer_member(jwk, "e"), integer_member(jwk, "n"))
    try:
        return rsa.RSAPrivateNumbers(p, q, d, dp, dq, qi, public_numbers).private_key()
    except ValueError as error:
        raise MalformedError("not an RSA private key") from error


def _private_members(key: PrivateKeyTypes) -> dict[str, str]:
    numbers = cast(rsa.RSAPrivateKey, key).private_numbers()
    secrets = (numbers.p, numbers.q, numbers.d, numbers.dmp1, numbers.dmq1, numbers.iqmp)
    return dict(zip(_SECRETS, map(integer_text, secrets), strict=True))


def _owns(key: object) -> bool:
    return isinstance(key, rsa.RSAPublicKey | rsa.RSAPrivateKey)


_PKCS1: Final = PKCS1v15()
_PSS: Final = PSS(mgf=MGF1(SHA256()), salt_length=SHA256.digest_size)

RSA: Final = Scheme(
    jose_algorithm="RS256",
    jose_aliases=frozenset({"RS256"}),
    multicodec=bytes.fromhex("8524"),
    owns=_owns,
    checked_material=checked_material,
    material_of_key=_material_of_key,
    key_of_material=_key_of_material,
    material_of_jwk=_material_of_jwk,
    jwk_of_material=_jwk_of_material,
    verifier=partial(_verifier, padding=_PKCS1),
    generate=_generate,
    signer=partial(_signer, padding=_PKCS1),
    private_key_of_jwk=_private_key_of_jwk,
    private_members=_private_members,
)

RSA_PSS: Final = replace(
    RSA,
    jose_algorithm="PS256",
    jose_aliases=frozenset({"PS256"}),
    multicodec=b"",
    owns=lambda _: False,  # nothing but a JWK says that a key is for PSS
    jwk_of_material=lambda material: {**_jwk_of_material(material), "alg": "PS256"},
    verifier=partial(_verifier, padding=_PSS),
    signer=partial(_signer, padding=_PSS),
)
