"""Issuing many credentials that differ in nothing but named strings, such as the awards of a badge.

What `issue` would do with the same credential is what comes out, byte for byte. Where the template
cannot promise that for some values, `issue` itself is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Self

from insigne.canonicalization.canonical_document import OF_THE_BUNDLE, canonicalize
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form, Slot
from insigne.encoding import multibase, strict_json
from insigne.errors import UnsupportedError
from insigne.issuance.issuing import (
    Document,
    WritesItself,
    issue,
    require_settled_terms,
    require_sound_shape,
    require_sound_values,
)
from insigne.issuance.json_template import JsonTemplate
from insigne.issuance.slot_rules import SlotRules
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import data_integrity

__all__ = ["CompiledBadge", "Slot"]

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
class CompiledBadge:
    """A credential with slots, ready to be issued again and again (eddsa-rdfc-2022)."""

    _form: Form
    _canonical: CompiledDocument
    _json: JsonTemplate
    _rules: SlotRules
    _signer: Signer
    _verification_method: str
    _last_proof: _ProofAt | None = field(default=None, repr=False)

    @classmethod
    def compile(
        cls, credential: Document | WritesItself, *, signer: Signer, verification_method: str
    ) -> Self:
        """Prepare *credential*, the strings in which that will differ are each a `Slot`.

        Raises what `issue` raises for the credential of the examples; `UnsupportedError` if it has
        slots where more than a string would change, or parts that nothing but their surroundings
        tell apart; `ValueError` if there is no slot.
        """
        document = credential if isinstance(credential, Mapping) else credential.to_json()
        form = Form.of(document)
        example = form.filled(form.examples)
        require_sound_values(example)
        require_sound_shape(example, verification_method, signer)
        require_settled_terms(example, "eddsa-rdfc-2022")
        _require_fixed_issuer(document)
        canonical = CompiledDocument.compile(form, OF_THE_BUNDLE)
        rules = SlotRules.of(form, document)
        badge = cls(form, canonical, JsonTemplate.compile(form), rules, signer, verification_method)
        badge._proof_at(_ANY_INSTANT)
        return badge

    def issue(self, values: Mapping[str, str], *, at: datetime) -> bytes:
        """Secure the credential with *values* in its slots, as `issue` would.

        Raises `ValueError` if there is a value too many or too few, and what `issue` raises.
        """
        given = self._in_order(values)
        if not self._rules.are_strings(given):
            return self._issue_generally(given, at)
        answers = self._rules.answers(given)
        canonical = self._canonical.fill(given, iris=self._rules.identifiers if answers[0] else ())
        if canonical is None:
            return self._issue_generally(given, at)
        if not self._rules.are_settled(answers):
            require_sound_values(self._form.filled(given))
            self._rules.settle(answers)
        proof = self._proof_at(at)
        digest = sha256(canonical.encode()).digest()
        signature = self._signer.sign(proof.configuration_hash + digest)
        value = multibase.encode_base58btc(signature)
        text = f"{self._json.filled(given)}{proof.opening}{value}{proof.closing}"
        return text.encode()

    def _issue_generally(self, values: Sequence[str], at: datetime) -> bytes:
        document, method = self._form.filled(values), self._verification_method
        return issue(document, signer=self._signer, verification_method=method, at=at)

    def _in_order(self, values: Mapping[str, str]) -> list[str]:
        names = self._form.names
        if len(values) != len(names):
            raise ValueError(f"the slots are {', '.join(names)}")
        try:
            return [values[name] for name in names]
        except KeyError as error:
            raise ValueError(f"there is no value for the slot {error}") from None

    def _proof_at(self, at: datetime) -> _ProofAt:
        known = self._last_proof
        if known is None or known.at != at:
            known = self._last_proof = self._new_proof_at(at)
        return known

    def _new_proof_at(self, at: datetime) -> _ProofAt:
        """See what the general way signs and writes for the example, and keep what all share."""
        examples = self._form.examples
        document, listener = self._form.filled(examples), _Listener(self._signer.public_key)
        method = self._verification_method
        secured = data_integrity.secure(
            document, signer=listener, verification_method=method, created=at
        )
        text, value = (
            strict_json.to_bytes(secured).decode(),
            multibase.encode_base58btc(_NO_SIGNATURE),
        )
        unsecured = self._json.filled(examples)
        digest = sha256(canonicalize(document).encode()).digest()
        if not text.startswith(unsecured) or listener.message[HASH_SIZE:] != digest:
            raise UnsupportedError("proofs that are not made as a compiled badge makes them")
        opening, _, closing = text.removeprefix(unsecured).partition(value)
        return _ProofAt(at, listener.message[:HASH_SIZE], opening, closing)


def _require_fixed_issuer(document: Document) -> None:
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    if isinstance(identifier, Slot):
        raise UnsupportedError("a slot for the issuer, whose key signs")
