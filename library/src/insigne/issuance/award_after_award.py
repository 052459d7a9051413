"""Securing one credential after another, of which many are awards of one badge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from insigne.canonicalization.form_memory import FormMemory, family_of
from insigne.encoding import strict_json
from insigne.issuance.compiled_awards import CompiledAwards
from insigne.issuance.issuing import Document, WritesItself, issue_by_itself
from insigne.keys.signer import Signer

_MEMORY = FormMemory[CompiledAwards]()


def issue(
    credential: Document | WritesItself,
    *,
    signer: Signer,
    verification_method: str,
    at: datetime,
    proof: str = "eddsa-rdfc-2022",
) -> bytes:
    """Secure an Open Badges 3.0 credential: the bytes to keep, to give, and never to rewrite.

    *proof* is a name in `PROOFS`. A JWT carries its key in the header: there a `kid` has to be
    the address of a bare JWK, which no method of a controller document is. What awards of one
    achievement have in common is remembered: the bytes are the same, and sooner there.

    Raises `MalformedError` for a credential that breaks its schema, that loses data when its
    contexts are applied, or whose issuer is not the controller of *verification_method*;
    `SigningError` if the key cannot sign this.
    """
    document = credential if isinstance(credential, Mapping) else credential.to_json()
    family = family_of(document) if proof == "eddsa-rdfc-2022" else None
    text = None if family is None else strict_json.plain_bytes(document)
    if text is None:
        return issue_by_itself(
            document, signer=signer, verification_method=verification_method, at=at, proof=proof
        )
    public_key = signer.public_key
    kin = family, verification_method, public_key
    recognised = _MEMORY.recognised(kin, text)
    if recognised is not None:
        awards, values = recognised
        return awards.issue(values, signer, at)
    issued = issue_by_itself(
        document, signer=signer, verification_method=verification_method, at=at
    )

    def prepare(template: dict[str, Any]) -> CompiledAwards:
        return CompiledAwards.compile(template, public_key, verification_method)

    _MEMORY.learn(kin, text, prepare)
    return issued
