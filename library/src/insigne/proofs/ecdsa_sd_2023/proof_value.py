"""The values of base and derived proofs, as text and taken apart ("ecdsa-sd-2023 Functions")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from insigne.encoding import base64url, cbor
from insigne.errors import MalformedError
from insigne.keys.public_key import KeyType, PublicKey
from insigne.proofs.ecdsa_sd_2023.selection import require_pointers

BASE_HEADER: Final = bytes.fromhex("d95d00")
DERIVED_HEADER: Final = bytes.fromhex("d95d01")
MOST_CHARACTERS: Final = 2 * 1024 * 1024

SIGNATURE_SIZE: Final = 64
LABEL_SIZE: Final = 32
HMAC_KEY_SIZE: Final = 32
P256_MULTICODEC: Final = bytes.fromhex("8024")


@dataclass(frozen=True, slots=True)
class BaseProofValue:
    """What the holder gets ("parseBaseProofValue"): with the HMAC key, nobody else should."""

    base_signature: bytes
    public_key: bytes
    hmac_key: bytes = field(repr=False)
    signatures: tuple[bytes, ...]
    mandatory_pointers: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> BaseProofValue:
        """Read what `to_text` wrote, or raise `MalformedError`."""
        components = _components(text, BASE_HEADER)
        signature, public_key, hmac_key, signatures, pointers = components
        if not isinstance(pointers, list):
            raise _malformed("the mandatory pointers are no list")
        return cls(
            _sized(signature, SIGNATURE_SIZE),
            _public_key(public_key),
            _sized(hmac_key, HMAC_KEY_SIZE),
            _signatures(signatures),
            require_pointers(pointers),
        )

    def to_text(self) -> str:
        """Write the value ("serializeBaseProofValue")."""
        return _text(
            BASE_HEADER,
            self.base_signature,
            self.public_key,
            self.hmac_key,
            list(self.signatures),
            list(self.mandatory_pointers),
        )


@dataclass(frozen=True, slots=True)
class DerivedProofValue:
    """What a reader gets ("parseDerivedProofValue").

    `labels` gives, for the number of each canonical blank node, the digest that it was signed as.
    """

    base_signature: bytes
    public_key: bytes
    signatures: tuple[bytes, ...]
    labels: Mapping[int, bytes]
    mandatory_indexes: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> DerivedProofValue:
        """Read what `to_text` wrote, or raise `MalformedError`."""
        components = _components(text, DERIVED_HEADER)
        signature, public_key, signatures, labels, indexes = components
        return cls(
            _sized(signature, SIGNATURE_SIZE),
            _public_key(public_key),
            _signatures(signatures),
            _labels(labels),
            _indexes(indexes),
        )

    def to_text(self) -> str:
        """Write the value ("serializeDerivedProofValue")."""
        return _text(
            DERIVED_HEADER,
            self.base_signature,
            self.public_key,
            list(self.signatures),
            self.labels,
            list(self.mandatory_indexes),
        )


def is_base_proof_value(text: object) -> bool:
    """Say whether *text* begins as the value of a base proof does."""
    return isinstance(text, str) and text.startswith("u2V0A")


def _text(header: bytes, *components: cbor.Value) -> str:
    return "u" + base64url.encode(header + cbor.encode(components))


def _components(text: str, header: bytes) -> list[cbor.Value]:
    if not text.startswith("u"):
        raise _malformed("not a value in base64url")
    if len(text) > MOST_CHARACTERS:
        raise _malformed(f"more than {MOST_CHARACTERS} characters")
    try:
        data = base64url.decode(text[1:])
        if not data.startswith(header):
            raise MalformedError("the header of another kind of proof")
        components = cbor.decode(data[len(header) :])
    except MalformedError as error:
        raise _malformed(error.message) from error
    if not isinstance(components, list) or len(components) != 5:
        raise _malformed("not a list of five components")
    return components


def _sized(value: cbor.Value, size: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != size:
        raise _malformed(f"no string of {size} bytes where one belongs")
    return value


def _public_key(value: cbor.Value) -> bytes:
    """Give the Multikey of the proof's own key, which is always one of P-256."""
    if not isinstance(value, bytes) or not value.startswith(P256_MULTICODEC):
        raise _malformed("the key of the proof is no P-256 key")
    key_of(value)
    return value


def key_of(multikey: bytes) -> PublicKey:
    """Read the proof's own key."""
    try:
        return PublicKey.from_material(KeyType.P256, multikey[len(P256_MULTICODEC) :])
    except MalformedError as error:
        raise _malformed(error.message) from error


def multikey_of(key: PublicKey) -> bytes:
    """Write the proof's own key."""
    return P256_MULTICODEC + key.material


def _signatures(value: cbor.Value) -> tuple[bytes, ...]:
    if not isinstance(value, list):
        raise _malformed("the signatures are no list")
    return tuple(_sized(signature, SIGNATURE_SIZE) for signature in value)


def _labels(value: cbor.Value) -> Mapping[int, bytes]:
    """Refuse two blank nodes of one name: a reader would take the two for one, or one for two."""
    if not isinstance(value, Mapping):
        raise _malformed("the labels are no map")
    labels = {number: _sized(label, LABEL_SIZE) for number, label in value.items()}
    if len(set(labels.values())) != len(labels):
        raise _malformed("a label that stands there twice")
    return labels


def _indexes(value: cbor.Value) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise _malformed("the mandatory indexes are no list")
    indexes = tuple(index for index in value if isinstance(index, int))
    if len(indexes) != len(value) or len(set(indexes)) != len(indexes):
        raise _malformed("an index that is no number, or stands there twice")
    return indexes


def _malformed(message: str) -> MalformedError:
    return MalformedError(message, path="proof.proofValue")
