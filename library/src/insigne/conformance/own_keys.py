"""Keys that are made for one run, and the did:key that each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from insigne.errors import MalformedError
from insigne.identifiers import did_key, own_key, verification_method
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key and its identifier."""

    key: PrivateKey
    did: str
    method: str

    @classmethod
    def generate(cls, key_type: KeyType) -> "OwnKey":
        """Make a key for this run."""
        key = PrivateKey.generate(key_type)
        did = did_key.did_key_of(key.public_key)
        return cls(key, did, did_key.verification_method_of_did_key(did))


def issued_by(credential: Mapping[str, Any], did: str) -> dict[str, Any]:
    """Put *did* in the place of the issuer, and keep what else is said of it.

    An issuer that is not well formed stays, so that the data model's rules can refuse it.
    """
    issuer = credential.get("issuer")
    if isinstance(issuer, Mapping) and isinstance(issuer.get("id"), str):
        return {**credential, "issuer": {**issuer, "id": _instead_of(issuer["id"], did)}}
    if "issuer" not in credential or isinstance(issuer, str):
        return {**credential, "issuer": _instead_of(issuer, did)}
    return dict(credential)


def key_named(address: object) -> PublicKey:
    """Read the key that an address spells out; nothing is fetched.

    Raises `MalformedError` for another fragment than the key's own, and for an address of a kind
    that has to be fetched `UnsupportedError`.
    """
    if not isinstance(address, str):
        raise MalformedError("is not the address of a key", path="verificationMethod")
    controller = verification_method.controller_of(address)
    if address != own_key.verification_method_of(controller):
        raise MalformedError(f"{address[:80]} is not a method of its controller")
    return own_key.key_of(controller)


def _instead_of(given: object, did: str) -> object:
    """Give *did*, unless what was given is no URL at all."""
    is_url = given is None or (isinstance(given, str) and ":" in given and " " not in given)
    return did if is_url else given
