"""Signing a presentation: by the holder's own key, for whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.empty_members import empty_members
from insigne.credentials.reading import id_of
from insigne.credentials.structure import structure_problems
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.identifiers import own_key
from insigne.identifiers.verification_method import controller_of
from insigne.issuance.issuing import Document, WritesItself
from insigne.keys.signer import Signer
from insigne.proofs import data_integrity, vc_jose

TOKENS: Final = frozenset({"vc-jose"})


def sign_presentation(
    presentation: Document | WritesItself,
    *,
    signer: Signer,
    verification_method: str,
    at: datetime,
    domain: str | None = None,
    challenge: str | None = None,
    proof: str = "eddsa-rdfc-2022",
) -> bytes:
    """Secure a presentation as its holder (VCDM, "Verifiable Presentations").

    *domain* and *challenge* are what the verifier asked for; in a token they are its audience and
    nonce. *proof* is a cryptosuite, or `vc-jose` for a token.

    Raises `MalformedError` for what is no presentation, for one that is signed already, and for a
    holder who does not control *verification_method*; `SigningError` if the key cannot sign this.
    """
    document = presentation if isinstance(presentation, Mapping) else presentation.to_json()
    _require_sound(document)
    _require_own_key(document, verification_method, signer)
    if proof in TOKENS:
        return vc_jose.secure_presentation(
            document, signer=signer, kid=verification_method, nonce=challenge, audience=domain
        ).encode("ascii")
    secured = data_integrity.secure(
        document,
        signer=signer,
        verification_method=verification_method,
        created=at,
        cryptosuite=proof,
        proof_purpose="authentication",
        domain=domain,
        challenge=challenge,
    )
    return strict_json.to_bytes(secured)


def _require_sound(document: Document) -> None:
    if dialect_of(document) is not Dialect.PRESENTATION:
        raise MalformedError("not a presentation", path="type")
    if "proof" in document:
        raise MalformedError("the presentation has a proof already", path="proof")
    problems = structure_problems(document, Dialect.PRESENTATION) + empty_members(document)
    if problems:
        raise MalformedError("; ".join(problems))


def _require_own_key(document: Document, method: str, signer: Signer) -> None:
    """Refuse to sign with a key that a verifier would not find to be the holder's."""
    controller, holder = controller_of(method), id_of(document.get("holder"))
    if holder and holder != controller:
        raise MalformedError(f"{controller} would sign for {holder}", path="holder")
    if own_key.is_own_key(controller):
        is_own = own_key.key_of(controller) == signer.public_key
        if not is_own or method != own_key.verification_method_of(controller):
            raise MalformedError(f"the signer's key is not {method}", path="holder")
