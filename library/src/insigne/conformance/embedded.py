"""Implementations whose proofs stand in the document: one for each cryptosuite and type of key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from insigne.conformance import rules
from insigne.conformance.enveloping import require_token
from insigne.conformance.own_keys import OwnKey, issued_by, key_named
from insigne.conformance.service import (
    DERIVE,
    ISSUE,
    VERIFIED,
    VERIFY,
    VERIFY_PRESENTATION,
    Implementation,
    Json,
    Operate,
)
from insigne.conformance.suite_contexts import contexts_of_suites
from insigne.credentials.data_model import ENVELOPED_CREDENTIAL, has_type, is_version_1
from insigne.credentials.reading import id_of
from insigne.errors import MalformedError
from insigne.proofs import data_integrity, vc_jose

DATA_INTEGRITY_CONTEXT: Final = "https://w3id.org/security/data-integrity/v2"
MOST_POINTERS: Final = 200


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
        self._require_own_proof(credential)
        require_proofs(credential, rules.FIT_FOR_CREDENTIALS, {})
        return VERIFIED

    def verify_presentation(self, presentation: Json, options: Json) -> Json:
        """The same for a presentation, and for each credential in it."""
        rules.require_presentation(presentation)
        self._require_own_proof(presentation)
        require_proofs(presentation, rules.FIT_FOR_PRESENTATIONS, options)
        credentials = presentation.get("verifiableCredential", [])
        for each in credentials if isinstance(credentials, list) else [credentials]:
            require_presented(each, presentation)
        return VERIFIED

    def derive(self, credential: Json, options: Json) -> Json:
        """Show parts of a credential (VC-API, "Derive Credential")."""
        rules.require_credential(credential)
        self._require_own_proof(credential)
        derived = data_integrity.derive(
            credential,
            selective_pointers=_pointers(options, "selectivePointers"),
            contexts=contexts_of_suites(),
        )
        return {"verifiableCredential": derived}

    def implementation(self, name: str, tags: Sequence[str]) -> Implementation:
        """Offer what this suite can do."""
        operations: dict[str, Operate] = {
            ISSUE: self.issue,
            VERIFY: self.verify,
            VERIFY_PRESENTATION: self.verify_presentation,
        }
        if data_integrity.CRYPTOSUITES[self.cryptosuite].is_selective:
            operations[DERIVE] = self.derive
        return Implementation(name, tuple(tags), self.own.did, operations)

    def _require_own_proof(self, document: Json) -> None:
        names = [proof.get("cryptosuite") for proof in data_integrity.proofs_of(document)]
        if self.cryptosuite not in names:
            raise MalformedError(f"there is no proof of {self.cryptosuite}", path="proof")


def require_proofs(document: Json, purpose: str, options: Json) -> None:
    """Raise unless there are proofs, and each of them is fit for *purpose* and right."""
    proofs = data_integrity.proofs_of(document)
    if not proofs:
        raise MalformedError("there is no proof", path="proof")
    for proof in proofs:
        rules.require_fit_proof(proof, purpose, datetime.now(UTC))
        rules.require_answer(proof, options)
        key = key_named(proof.get("verificationMethod"))
        if not data_integrity.is_proof_valid(document, proof, key, contexts=contexts_of_suites()):
            raise MalformedError("is not one over this document", path="proof.proofValue")


def require_presented(credential: Json, presentation: Json) -> None:
    """Look at one credential of a presentation: secured by itself, or the holder's own words.

    What the holder says of itself is secured by the presentation (VCDM, "Presentations Including
    Holder Claims").
    """
    if has_type(credential, ENVELOPED_CREDENTIAL):
        require_token(credential, vc_jose.CREDENTIAL)
    elif "proof" in credential:
        require_proofs(credential, rules.FIT_FOR_CREDENTIALS, {})
    elif id_of(presentation.get("holder")) != id_of(credential.get("issuer")):
        raise MalformedError("is neither secured nor the holder's own", path="verifiableCredential")


def _with_proof_context(credential: Mapping[str, Any]) -> dict[str, Any]:
    """Add the context that version 1.1 of the data model needs for such a proof."""
    contexts = credential.get("@context")
    if not is_version_1(credential) or not isinstance(contexts, list):
        return dict(credential)
    has_it = DATA_INTEGRITY_CONTEXT in contexts
    added = [] if has_it else [DATA_INTEGRITY_CONTEXT]
    return {**credential, "@context": [*contexts, *added]}


def _pointers(options: Json, name: str) -> list[str]:
    """Read JSON Pointers (RFC 6901)."""
    pointers = options.get(name, [])
    if not isinstance(pointers, list) or not all(isinstance(each, str) for each in pointers):
        raise MalformedError("is not a list of JSON Pointers", path=f"options.{name}")
    if len(pointers) > MOST_POINTERS:
        raise MalformedError(f"more than {MOST_POINTERS} pointers", path=f"options.{name}")
    return pointers
