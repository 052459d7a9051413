"""What a cryptosuite is: how it makes a proof's value, and how it checks one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from insigne.canonicalization.context_processing import Contexts
from insigne.encoding import multibase
from insigne.errors import MalformedError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey
from insigne.keys.signer import Signer

type Document = Mapping[str, Any]


class Covered(NamedTuple):
    """What a proof is over: the document without that proof, and the proof without its value."""

    document: Document
    options: Document
    contexts: Contexts


@dataclass(frozen=True, slots=True)
class ProofSecrets:
    """What one base proof hides statements with: a new pair for each, unless for a test."""

    hmac_key: bytes = field(repr=False)
    proof_key: PrivateKey


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the issuer of a base proof says about disclosing: which pointers always are."""

    mandatory_pointers: tuple[str, ...] = ()
    secrets: ProofSecrets | None = None


ALL_OR_NOTHING: Final = Disclosure()


@dataclass(frozen=True, slots=True)
class Cryptosuite:
    """One cryptosuite, or one proof type that is its own.

    The key decides between its curves, never the proof. `has_context` says that proofs carry the
    contexts that they cover. A suite that nothing is signed with any more has no `create`.
    """

    key_types: frozenset[KeyType]
    verify: Callable[[Covered, str, PublicKey], bool]
    create: Callable[[Covered, Signer, Disclosure], str] | None
    has_context: bool = False
    is_selective: bool = False


type HashData = Callable[[Covered, KeyType], bytes]


def hash_and_sign(
    hash_data: HashData, *key_types: KeyType, has_context: bool = False, is_issued: bool = True
) -> Cryptosuite:
    """Make the suite that signs *hash_data*, and writes the signature in base58btc."""

    def create(covered: Covered, signer: Signer, _: Disclosure) -> str:
        key_type = signer.public_key.key_type
        return multibase.encode_base58btc(signer.sign(hash_data(covered, key_type)))

    def verify(covered: Covered, proof_value: str, key: PublicKey) -> bool:
        signature = _signature_in(proof_value)
        return key.verify(signature, hash_data(covered, key.key_type))

    return Cryptosuite(
        frozenset(key_types), verify, create if is_issued else None, has_context=has_context
    )


def _signature_in(proof_value: str) -> bytes:
    if not proof_value.startswith("z"):
        raise MalformedError("not a value in base58btc", path="proof.proofValue")
    try:
        return multibase.decode(proof_value)
    except MalformedError as error:
        raise MalformedError(error.message, path="proof.proofValue") from error
