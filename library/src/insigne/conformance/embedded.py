"""Implementations whose proofs stand in the document: one for each cryptosuite and type of key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from insigne.conformance import rules
from insigne.conformance.own_keys import OwnKey, issued_by, key_named
from insigne.conformance.service import (
    DERIVE,
    ISSUE,
    VERIFY,
    VERIFY_PRESENTATION,
    Implementation,
    Json,
    Operate,
)
from insigne.conformance.suite_contexts import contexts_of_suites
from insigne.credentials.data_model import is_version_1
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import KeyType
from insigne.proofs import data_integrity
from insigne.verification.finding import Finding

DATA_INTEGRITY_CONTEXT: Final = "https://w3id.org/security/data-integrity/v2"
VERIFIED: Final[Json] = {"verified": True, "checks": ["proof"], "warnings": [], "errors": []}


@dataclass(frozen=True, slots=True)
class Embedded:
    """A cryptosuite with a key of one type."""

    cryptosuite: str
    own: OwnKey

    def issue(self, credential: Json, options: Json) -> Json:
        """Secure a credential as ours (VC-API, "Issue Credential")."""
        document = _with_proof_context(issued_by(credential, self.own.did))
        rules.require_credential(document)
        rules.require_defined_terms(document)
        return {"verifiableCredential": self.secure(document, options)}

    def secure(self, document: Json, options: Json) -> dict[str, Any]:
        """Give *document* a proof; pointers that are always shown are for selective disclosure."""
        pointers = _pointers(options, "mandatoryPointers")
        more: dict[str, Any] = {"mandatory_pointers": pointers} if pointers else {}
        return data_integrity.secure(
            document,
            signer=self.own.key,
            verification_method=self.own.method,
            created=datetime.now(UTC),
            cryptosuite=self.cryptosuite,
            contexts=contexts_of_suites(),
            **more,
        )

    def verify(self, credential: Json, _options: Json) -> Json:
        """Check the rules of the data model, and every proof (VC-API, "Verify Credential")."""
        rules.require_credential(credential)
        self.require_proofs(credential, rules.FIT_FOR_CREDENTIALS, {})
        return VERIFIED

    def verify_presentation(self, presentation: Json, options: Json) -> Json:
        """The same for a presentation, and for each credential in it."""
        rules.require_presentation(presentation)
        _require_holder(presentation)
        self.require_proofs(presentation, rules.FIT_FOR_PRESENTATIONS, options)
        credentials = presentation.get("verifiableCredential", [])
        for each in credentials if isinstance(credentials, list) else [credentials]:
            self.require_proofs(each, rules.FIT_FOR_CREDENTIALS, {})
        return VERIFIED

    def derive(self, credential: Json, options: Json) -> Json:
        """Show parts of a credential (VC-API, "Derive Credential")."""
        rules.require_credential(credential)
        derived = data_integrity.derive(
            credential,
            selective_pointers=_pointers(options, "selectivePointers"),
            contexts=contexts_of_suites(),
        )
        return {"verifiableCredential": derived}

    def require_proofs(self, document: Json, purpose: str, options: Json) -> None:
        """Raise unless there are proofs, each of them fit and right, one of them of this suite."""
        proofs = data_integrity.proofs_of(document)
        if not any(proof.get("cryptosuite") == self.cryptosuite for proof in proofs):
            raise MalformedError(f"there is no proof of {self.cryptosuite}", path="proof")
        for proof in proofs:
            rules.require_fit_proof(proof, purpose, datetime.now(UTC))
            rules.require_answer(proof, options)
            key = key_named(proof.get("verificationMethod"))
            if not data_integrity.is_proof_valid(
                document, proof, key, contexts=contexts_of_suites()
            ):
                raise MalformedError("the proof does not cover this document", path="proof")
