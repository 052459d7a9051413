"""Awards that differ in nothing but some strings, prepared so that little is left to do for each.

Whose key signs is known here; the key itself is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, Self

from insigne.canonicalization.canonical_document import OF_THE_BUNDLE, canonicalize
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form, Slot
from insigne.canonicalization.text_template import Piece
from insigne.credentials.slot_rules import SlotRules
from insigne.encoding import multibase, strict_json
from insigne.errors import UnsupportedError
from insigne.issuance.issuing import (
    Document,
    issue_by_itself,
    require_settled_terms,
    require_sound_shape,
    require_sound_values,
)
from insigne.issuance.json_template import JsonTemplate
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import data_integrity
from insigne.proofs.rdfc_hashing import configuration_hash

HASH_SIZE: Final = 32
_NO_SIGNATURE: Final = bytes(64)
_ANY_INSTANT: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Listener:
    """A signer that notes what it was asked to sign, and signs nothing."""

    public_key: PublicKey
    message: bytes = b""

    def sign(self, message: bytes) -> bytes:
        """Note *message*."""
        self.message = message
        return _NO_SIGNATURE


@dataclass(frozen=True, slots=True)
class _ProofAt:
    """What is the same in all proofs that are made at one instant."""

    at: datetime
    configuration_hash: bytes
    opening: str
    closing: str


@dataclass(slots=True, eq=False)
class CompiledAwards:
    """A credential with slots, ready to be signed with one key again and again."""

    _form: Form
    _canonical: CompiledDocument
    _json: JsonTemplate
    _rules: SlotRules
    _verification_method: str
    _context: Any
    _last_proof: _ProofAt | None = field(default=None, repr=False)

    @classmethod
    def compile(cls, document: Document, public_key: PublicKey, verification_method: str) -> Self:
        """Prepare *document* and its slots. Raises as `CompiledBadge.compile` does."""
        form = Form.of(document)
        example = form.filled(form.examples)
        require_sound_values(example)
        require_sound_shape(example, verification_method, public_key)
        require_settled_terms(example, "eddsa-rdfc-2022")
        _require_fixed_issuer(document)
        canonical = CompiledDocument.compile(form, OF_THE_BUNDLE)
        rules = SlotRules.of(form, document)
        awards = cls(
            form,
            canonical,
            JsonTemplate.compile(form),
            rules,
            verification_method,
            example.get("@context"),
        )
        awards._require_usual_proof(example, public_key)
        return awards

    @property
    def names(self) -> Sequence[str]:
        """The names of the slots."""
        return self._form.names

    def issue(self, values: Sequence[str], signer: Signer, at: datetime) -> bytes:
        """Secure the credential with *values*, in the order of the names."""
        if not self._rules.are_strings(values):
            return self._issue_by_itself(values, signer, at)
        answers = self._rules.answers(values)
        canonical = self._canonical.fill(values, iris=self._rules.identifiers if answers[0] else ())
        if canonical is None:
            return self._issue_by_itself(values, signer, at)
        if not self._rules.are_settled(answers):
            require_sound_values(self._form.filled(values))
            self._rules.settle(answers)
        proof = self._proof_at(at)
        digest = sha256(canonical.encode()).digest()
        value = multibase.encode_base58btc(signer.sign(proof.configuration_hash + digest))
        return f"{self._json.filled(values)}{proof.opening}{value}{proof.closing}".encode()

    def pieces(self) -> list[Piece]:
        """What `unsecured` writes, as text and the numbers of the slots in turn."""
        *others, last = self._json.pieces()
        return [*others, f"{last}}}"]

    def unsecured(self, values: Sequence[str]) -> bytes:
        """Write the credential with *values* as it is before it is secured."""
        return f"{self._json.filled(values)}}}".encode()

    def _issue_by_itself(self, values: Sequence[str], signer: Signer, at: datetime) -> bytes:
        document, method = self._form.filled(values), self._verification_method
        return issue_by_itself(document, signer=signer, verification_method=method, at=at)

    def _proof_at(self, at: datetime) -> _ProofAt:
        known = self._last_proof
        if known is None or known.at != at:
            known = self._last_proof = self._new_proof_at(at)
        return known

    def _new_proof_at(self, at: datetime) -> _ProofAt:
        proof = data_integrity.options(
            "eddsa-rdfc-2022", verification_method=self._verification_method, created=at
        )
        opening = strict_json.to_bytes(proof).decode()[:-1]
        return _ProofAt(
            at,
            configuration_hash({"@context": self._context}, proof),
            f',"proof":{opening},"proofValue":"',
            '"}}',
        )

    def _require_usual_proof(self, example: Mapping[str, Any], public_key: PublicKey) -> None:
        """See that the general way signs and writes for the example what would be here.

        Raises `UnsupportedError` if it does not.
        """
        listener, proof = _Listener(public_key), self._proof_at(_ANY_INSTANT)
        secured = data_integrity.secure(
            example,
            signer=listener,
            verification_method=self._verification_method,
            created=_ANY_INSTANT,
        )
        value = multibase.encode_base58btc(_NO_SIGNATURE)
        unsecured = self._json.filled(self._form.examples)
        text = f"{unsecured}{proof.opening}{value}{proof.closing}"
        digest = sha256(canonicalize(example).encode()).digest()
        if (
            strict_json.to_bytes(secured) != text.encode()
            or listener.message != proof.configuration_hash + digest
        ):
            raise UnsupportedError("proofs that are not made as a compiled badge makes them")


def _require_fixed_issuer(document: Document) -> None:
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if isinstance(identifier, Slot):
        raise UnsupportedError("a slot for the issuer, whose key signs")
