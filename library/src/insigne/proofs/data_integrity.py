"""Proofs inside a document (Verifiable Credential Data Integrity)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from insigne.canonicalization.context_processing import Contexts
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import timestamps
from insigne.encoding.late_table import LateTable
from insigne.errors import MalformedError, SigningError, UnsupportedError
from insigne.keys.public_key import KeyType, PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import (
    ecdsa_jcs_2019,
    ecdsa_rdfc_2019,
    ed25519_signature_2020,
    eddsa_jcs_2022,
    eddsa_rdfc_2022,
)
from insigne.proofs.cryptosuite import (
    ALL_OR_NOTHING,
    Covered,
    Cryptosuite,
    Disclosure,
    Document,
    ProofSecrets,
)

PROOF_TYPE: Final = "DataIntegrityProof"
MOST_PROOFS: Final = 16


def _ecdsa_sd_2023() -> Cryptosuite:
    from insigne.proofs import ecdsa_sd_2023  # noqa: PLC0415  # a room that other proofs do without

    return Cryptosuite(
        frozenset({KeyType.P256}),
        ecdsa_sd_2023.verify,
        ecdsa_sd_2023.create_base_proof,
        is_selective=True,
    )


CRYPTOSUITES: Final[Mapping[str, Cryptosuite]] = LateTable(
    {
        "eddsa-rdfc-2022": lambda: eddsa_rdfc_2022.SUITE,
        "eddsa-jcs-2022": lambda: eddsa_jcs_2022.SUITE,
        "ecdsa-rdfc-2019": lambda: ecdsa_rdfc_2019.SUITE,
        "ecdsa-jcs-2019": lambda: ecdsa_jcs_2019.SUITE,
        "ecdsa-sd-2023": _ecdsa_sd_2023,
        "eddsa-2022": lambda: eddsa_rdfc_2022.SUITE_OF_THE_DRAFTS,
    }
)

PROOF_TYPES: Final[Mapping[str, Cryptosuite]] = {
    "Ed25519Signature2020": ed25519_signature_2020.SUITE,
}
"""Types of proof that are older than cryptosuites, and are one each."""


def secure(
    document: Document,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    cryptosuite: str = "eddsa-rdfc-2022",
    proof_purpose: str = "assertionMethod",
    proof_id: str | None = None,
    previous_proof: str | Sequence[str] = (),
    domain: str | None = None,
    challenge: str | None = None,
    mandatory_pointers: Sequence[str] = (),
    secrets: ProofSecrets | None = None,
    contexts: Contexts = BUNDLE,
) -> dict[str, Any]:
    """Give *document* a proof ("Add Proof"); proofs that it has already are kept beside it.

    *previous_proof* names the proofs that this one is chained to ("Add Proof Set/Chain"), *domain*
    and *challenge* are what a verifier asked the signer to answer ("Proofs"). With a
    cryptosuite of selective disclosure this makes the base proof, for the holder; statements under
    *mandatory_pointers* can not be left out from what is derived, and *secrets* are for tests.

    Raises `MalformedError` for a document that loses data when its contexts are applied, and
    `SigningError` for a key that does not belong to the cryptosuite.
    """
    suite = _suite(cryptosuite)
    if signer.public_key.key_type not in suite.key_types or suite.create is None:
        raise SigningError(f"{cryptosuite} does not sign with {signer.public_key.key_type} keys")
    if (mandatory_pointers or secrets) and not suite.is_selective:
        raise ValueError(f"with {cryptosuite} nothing is disclosed selectively")
    proof = options(
        cryptosuite,
        verification_method=verification_method,
        created=created,
        proof_purpose=proof_purpose,
    )
    named = {"id": proof_id, "domain": domain, "challenge": challenge}
    proof |= {name: value for name, value in named.items() if value is not None}
    if previous_proof:
        proof["previousProof"] = _copied(previous_proof)
    if suite.has_context and "@context" in document:
        proof["@context"] = _copied(document["@context"])
    covered = Covered(covered_by(document, proof), proof, contexts)
    disclosure = ALL_OR_NOTHING
    if suite.is_selective:
        disclosure = Disclosure(tuple(mandatory_pointers), secrets)
    proof["proofValue"] = suite.create(covered, signer, disclosure)
    earlier = proofs_of(document)
    return {**document, "proof": [*earlier, proof] if earlier else proof}


def options(
    cryptosuite: str,
    *,
    verification_method: str,
    created: datetime,
    proof_purpose: str = "assertionMethod",
) -> dict[str, Any]:
    """Give what a proof says of itself ("Proof Configuration"): all but its value."""
    return {
        "type": PROOF_TYPE,
        "created": _text_of(created),
        "verificationMethod": verification_method,
        "cryptosuite": cryptosuite,
        "proofPurpose": proof_purpose,
    }


def _copied(value: Any) -> Any:
    """Give a list of its own where there is a list: the caller goes on with theirs."""
    return [*value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=16)
def _text_of(created: datetime) -> str:
    """Write *created*, which is the same for all the badges of one batch."""
    return timestamps.to_text(created)


def derive(
    document: Document, *, selective_pointers: Sequence[str], contexts: Contexts = BUNDLE
) -> dict[str, Any]:
    """Disclose of *document* what its issuer made mandatory and *selective_pointers* point to.

    The document has one base proof, and the result one derived proof ("Add Derived Proof"); other
    proofs beside it cover the whole, and are left out. Nothing is believed here: whether the
    issuer signed it shows when the result is verified.

    Raises `MalformedError` if there is no base proof, or a pointer points to nothing, and
    `UnsupportedError` for pointers that cut through a list or a graph.
    """
    from insigne.proofs import ecdsa_sd_2023  # noqa: PLC0415  # a room that other proofs do without

    base_proofs = [proof for proof in proofs_of(document) if is_base_proof(proof)]
    if len(base_proofs) != 1:
        raise MalformedError(f"{len(base_proofs)} base proofs where one belongs", path="proof")
    unsecured = _unsecured(document)
    return ecdsa_sd_2023.derive(unsecured, base_proofs[0], selective_pointers, contexts)


def is_base_proof(proof: Document) -> bool:
    """Say whether *proof* is one from which others are derived, and which is for the holder."""
    if proof.get("cryptosuite") != "ecdsa-sd-2023":
        return False
    from insigne.proofs import ecdsa_sd_2023  # noqa: PLC0415  # a room that other proofs do without

    return ecdsa_sd_2023.is_base_proof_value(proof.get("proofValue"))


def proofs_of(document: Document) -> list[Document]:
    """Give every proof of *document*, none if it has none.

    Raises `MalformedError` if something else stands in their place.
    """
    if "proof" not in document:
        return []
    value = document["proof"]
    proofs = value if isinstance(value, list) else [value]
    if not proofs or not all(isinstance(proof, dict | Mapping) for proof in proofs):
        raise MalformedError("a proof is an object, or a list of them", path="proof")
    if len(proofs) > MOST_PROOFS:
        raise MalformedError(f"more than {MOST_PROOFS} proofs", path="proof")
    return proofs


def is_spoken(proof: Document) -> bool:
    """Say whether *proof* is of a type and a cryptosuite that can be verified here."""
    try:
        _suite_of(proof)
    except UnsupportedError:
        return False
    except MalformedError:
        return True  # of our type, and wrong: verifying says how
    return True


def is_proof_valid(
    document: Document, proof: Document, key: PublicKey, *, contexts: Contexts = BUNDLE
) -> bool:
    """Say whether *proof* was made with *key* over *document* ("Verify Proof").

    This is arithmetic, not trust: it says that the key signed this content, and nothing about
    whose key it is, what the proof is for, or until when it holds. A proof in a chain covers the
    proofs before it, and each of them has to be asked about for itself.

    Raises `MalformedError` for what is no proof, and for a document that loses data when its
    contexts are applied; `UnsupportedError` for a proof of another type or cryptosuite.
    """
    suite = _suite_of(proof)
    value = _value_in(proof)
    if key.key_type not in suite.key_types:
        return False
    configuration = {name: value for name, value in proof.items() if name != "proofValue"}
    return suite.verify(Covered(covered_by(document, proof), configuration, contexts), value, key)


def _suite_of(proof: Document) -> Cryptosuite:
    proof_type = proof.get("type")
    if isinstance(proof_type, str) and proof_type in PROOF_TYPES:
        return PROOF_TYPES[proof_type]
    if proof_type != PROOF_TYPE:
        raise UnsupportedError(f"proofs of type {str(proof_type)[:60]}")
    cryptosuite = proof.get("cryptosuite")
    if not isinstance(cryptosuite, str):
        raise MalformedError("the proof names no cryptosuite", path="proof.cryptosuite")
    return _suite(cryptosuite)


def _suite(cryptosuite: str) -> Cryptosuite:
    suite = CRYPTOSUITES.get(cryptosuite)
    if suite is None:
        raise UnsupportedError(f"the cryptosuite {cryptosuite[:60]}")
    return suite


def _value_in(proof: Document) -> str:
    value = proof.get("proofValue")
    if not isinstance(value, str):
        raise MalformedError("the proof has no value", path="proof.proofValue")
    return value


def _unsecured(document: Document) -> Document:
    if "proof" not in document:
        return document
    return {name: value for name, value in document.items() if name != "proof"}


def covered_by(document: Document, proof: Document) -> Document:
    """Give what *proof* covers: the document, with the proofs that it is chained to.

    These are the steps of "Verify Proof Sets and Chains" that find the matching proofs.
    """
    unsecured = _unsecured(document)
    if "previousProof" not in proof:
        return unsecured
    _refuse_circles(document, proof)
    return {**unsecured, "proof": previous_proofs(document, proof)}


def previous_proofs(document: Document, proof: Document) -> list[Document]:
    """Give the proofs that *proof* is chained to, or raise `MalformedError` if one is missing."""
    names = proof.get("previousProof", [])
    matching = []
    for name in names if isinstance(names, list) else [names]:
        found = [other for other in proofs_of(document) if other.get("id") == name]
        if not isinstance(name, str) or len(found) != 1:
            message = f"{len(found)} earlier proofs where one belongs"
            raise MalformedError(message, path="proof.previousProof")
        matching += found
    return matching


def _refuse_circles(document: Document, proof: Document) -> None:
    """Refuse a chain in which a proof comes before itself."""
    before = previous_proofs(document, proof)
    for _ in range(MOST_PROOFS):
        if not before:
            return
        before = [other for earlier in before for other in previous_proofs(document, earlier)]
        before = list({id(other): other for other in before}.values())
    raise MalformedError("the chain of proofs is a circle", path="proof.previousProof")
