"""The proof that the holder derives, and that a reader checks ("Add Derived Proof")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from insigne.canonicalization.context_processing import Contexts
from insigne.canonicalization.rdfc10 import issue_identifiers
from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import PublicKey
from insigne.proofs.cryptosuite import Covered
from insigne.proofs.ecdsa_sd_2023.proof_value import (
    BaseProofValue,
    DerivedProofValue,
    is_base_proof_value,
    key_of,
)
from insigne.proofs.ecdsa_sd_2023.selection import require_pointers, select
from insigne.proofs.ecdsa_sd_2023.statements import (
    Statements,
    hmac_labels,
    indexes_of,
    labelled_lines,
    mandatory_hash,
    selected_quads,
    statements_of,
)
from insigne.proofs.rdfc_hashing import configuration_hash


def derive(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    selective_pointers: Sequence[str],
    contexts: Contexts,
) -> dict[str, Any]:
    """Give what is disclosed of *document*, with a proof of its own; *document* has none."""
    base = BaseProofValue.parse(str(proof.get("proofValue")))
    selective = require_pointers(selective_pointers)
    combined = (*base.mandatory_pointers, *selective)
    if not combined:
        raise MalformedError("there is nothing that would be disclosed")
    revealed = select(document, combined)
    value = disclosure_data(document, base, selective, contexts)
    return {**revealed, "proof": {**proof, "proofValue": value.to_text()}}


def disclosure_data(
    document: Mapping[str, Any],
    base: BaseProofValue,
    selective_pointers: tuple[str, ...],
    contexts: Contexts,
) -> DerivedProofValue:
    """Find the signatures that go with what is disclosed ("createDisclosureData")."""
    statements = statements_of(document, hmac_labels(base.hmac_key), contexts)
    combined_quads = selected_quads(statements, (*base.mandatory_pointers, *selective_pointers))
    mandatory = indexes_of(statements, selected_quads(statements, base.mandatory_pointers))
    combined = sorted(indexes_of(statements, combined_quads))
    signatures = _signature_of(statements, mandatory, base)
    selective = indexes_of(statements, selected_quads(statements, selective_pointers))
    return DerivedProofValue(
        base_signature=base.base_signature,
        public_key=base.public_key,
        signatures=tuple(signatures[index] for index in sorted(selective - mandatory)),
        labels={
            int(name.removeprefix("_:c14n")): base64url.decode(
                statements.labels[blank].removeprefix("_:u")
            )
            for blank, name in issue_identifiers(combined_quads).items()
        },
        mandatory_indexes=tuple(
            place for place, index in enumerate(combined) if index in mandatory
        ),
    )


def _signature_of(
    statements: Statements, mandatory: set[int], base: BaseProofValue
) -> Mapping[int, bytes]:
    """Say which signature belongs to which line: they are those of the others, in order."""
    others = [index for index in range(len(statements.lines)) if index not in mandatory]
    if len(others) != len(base.signatures):
        raise MalformedError(
            f"{len(base.signatures)} signatures for {len(others)} statements",
            path="proof.proofValue",
        )
    return dict(zip(others, base.signatures, strict=True))


@dataclass(frozen=True, slots=True)
class VerifyData:
    """What a reader checks signatures over ("createVerifyData")."""

    value: DerivedProofValue
    signed: bytes
    non_mandatory: tuple[str, ...]


def verify_data(covered: Covered, proof_value: str) -> VerifyData:
    """Make of the disclosed document, and its proof, what was signed."""
    value = DerivedProofValue.parse(proof_value)
    proof_hash = configuration_hash(covered.document, covered.options, covered.contexts)
    used: set[int] = set()

    def label(canonical: str) -> str:
        number = int(canonical.removeprefix("c14n"))
        if number not in value.labels:
            raise MalformedError("a blank node without a label", path="proof.proofValue")
        used.add(number)
        return "u" + base64url.encode(value.labels[number])

    lines = labelled_lines(covered.document, covered.contexts, label)
    mandatory = set(value.mandatory_indexes)
    if used != value.labels.keys() or max(mandatory, default=-1) >= len(lines):
        raise MalformedError("labels or indexes of what is not there", path="proof.proofValue")
    always = [text for index, text in enumerate(lines) if index in mandatory]
    others = tuple(text for index, text in enumerate(lines) if index not in mandatory)
    if len(others) != len(value.signatures):
        raise MalformedError(
            f"{len(value.signatures)} signatures for {len(others)} statements",
            path="proof.proofValue",
        )
    return VerifyData(value, proof_hash + value.public_key + mandatory_hash(always), others)


def verify(covered: Covered, proof_value: str, key: PublicKey) -> bool:
    """Say whether the issuer's *key* stands behind all that is disclosed ("Verify Derived Proof").

    The issuer's signature comes first: only who has one can make us check a thousand others.
    """
    if "previousProof" in covered.options:
        raise UnsupportedError("selective disclosure in a chain of proofs")
    if is_base_proof_value(proof_value):
        raise MalformedError("a base proof, which is for its holder only", path="proof.proofValue")
    data = verify_data(covered, proof_value)
    if not key.verify(data.value.base_signature, data.signed):
        return False
    proof_key = key_of(data.value.public_key)
    pairs = zip(data.value.signatures, data.non_mandatory, strict=True)
    return all(proof_key.verify(signature, text.encode()) for signature, text in pairs)
