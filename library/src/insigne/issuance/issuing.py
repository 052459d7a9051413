"""Securing a credential, a status list or an assertion: checked first, then signed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple, Protocol

from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.empty_members import empty_members
from insigne.credentials.newer_terms import newer_term
from insigne.credentials.sd_jwt_credential import OPEN_BADGE_TYPE, sd_jwt_claims_of
from insigne.credentials.structure import context_problem, structure_problems, unknown_context
from insigne.encoding import strict_json
from insigne.errors import MalformedError, UnsupportedError
from insigne.identifiers import own_key, verification_method
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import data_integrity, jose, sd_jwt_vc, vc_jose, vc_jwt
from insigne.proofs.ecdsa_sd_2023 import usual_pointers
from insigne.proofs.sd_jwt import top_of

type Document = Mapping[str, Any]

ISSUED_DIALECTS: Final = frozenset({Dialect.OPEN_BADGES_3, Dialect.ENDORSEMENT_3, Dialect.CLR_2})
STATUS_LIST_TYPE: Final = "BitstringStatusListCredential"
READ_BY_CONTEXT: Final = frozenset({"eddsa-rdfc-2022", "ecdsa-rdfc-2019", "ecdsa-sd-2023"})
"""Proofs over what a document says once its contexts are applied."""
SIGNED_BADGE_TYPES: Final = frozenset({"SignedBadge", "signed"})


class WritesItself(Protocol):
    """A credential as a value, which knows its own JSON."""

    def to_json(self) -> dict[str, object]:
        """Write the credential in the specification's own terms."""


def issue_by_itself(
    document: Document,
    *,
    signer: Signer,
    verification_method: str,
    at: datetime,
    proof: str = "eddsa-rdfc-2022",
) -> bytes:
    """Do as `issue`, without a thought of other awards."""
    secure = PROOFS.get(proof)
    if secure is None:
        raise UnsupportedError(f"proofs of the kind {proof[:60]}")
    require_sound_values(document)
    written = strict_json.to_bytes(document)
    require_sound_shape(document, verification_method, signer.public_key, written)
    require_settled_terms(document, proof, written)
    return secure(_Sound(document, written), signer, verification_method, at)


def require_settled_terms(document: Document, proof: str, written: bytes | None = None) -> None:
    """Refuse terms that a verifier with an earlier context would not find under the proof.

    *written* is the document's compact text, if that is at hand.
    """
    if proof in READ_BY_CONTEXT and (place := newer_term(document, written)):
        raise MalformedError("a term that verifiers with the earlier context drop", path=place)


def require_sound_values(document: Document) -> None:
    """Refuse a credential for what its strings say; a compiled badge asks this of every award."""
    _require_structure(document, ISSUED_DIALECTS)


def require_sound_shape(
    document: Document, method: str, public_key: PublicKey, written: bytes | None = None
) -> None:
    """Refuse what is wrong whatever the strings say, the issuer's own identifier aside.

    A compiled badge asks this once: nothing that differs between its awards can change the answer.
    *written* is the document's compact text, if that is at hand.
    """
    if empty := empty_members(document, written):
        raise MalformedError("; ".join(empty))
    _require_unsigned(document)
    _require_own_key(document, method, public_key)


def issue_sd_jwt_vc(
    credential: Document | WritesItself,
    *,
    signer: Signer,
    verification_method: str,
    disclosable: Collection[str] = (),
    holder_key: PublicKey | None = None,
    vct: str = OPEN_BADGE_TYPE,
    decoys: Mapping[str, int] | None = None,
) -> bytes:
    """Secure an Open Badges 3.0 credential so that its holder can keep parts of it back.

    *disclosable* holds JSON Pointers to those parts; what a verifier needs to tell whose badge it
    is and whether it holds is never among them. The issuer publishes the key in its JWT VC Issuer
    Metadata, or its DID document, under the name *verification_method*. *decoys* says how many
    digests of nothing stand among those at a pointer, so that they do not tell how much there is.

    Raises as `issue` does.
    """
    document = credential if isinstance(credential, Mapping) else credential.to_json()
    _require_structure(document, frozenset({Dialect.OPEN_BADGES_3}))
    _require_unsigned(document)
    _require_own_key(document, verification_method, signer.public_key)
    for pointer in disclosable:
        if (name := top_of(pointer)) in vc_jose.ALWAYS_SHOWN:
            raise MalformedError("this cannot be kept back", path=name)
    token = sd_jwt_vc.issue_sd_jwt_vc(
        sd_jwt_claims_of(document, vct=vct),
        signer=signer,
        kid=verification_method,
        disclosable=disclosable,
        holder_key=holder_key,
        decoys=decoys,
    )
    return token.to_text().encode("ascii")


def issue_with_base_proof(
    document: Document,
    *,
    signer: Signer,
    verification_method: str,
    at: datetime,
    mandatory_pointers: Collection[str],
) -> bytes:
    """Secure with `ecdsa-sd-2023`, where the issuer says itself what is never left out.

    What comes back has a base proof: it is for whoever derives from it, and for no reader.
    Raises as `issue` does.
    """
    require_sound_values(document)
    written = strict_json.to_bytes(document)
    require_sound_shape(document, verification_method, signer.public_key, written)
    require_settled_terms(document, "ecdsa-sd-2023", written)
    secured = data_integrity.secure(
        document,
        signer=signer,
        verification_method=verification_method,
        created=at,
        cryptosuite="ecdsa-sd-2023",
        mandatory_pointers=tuple(mandatory_pointers),
    )
    return _Sound(document, written).with_proof_of(secured)


def sign_status_list(
    document: Document, *, signer: Signer, verification_method: str, at: datetime
) -> bytes:
    """Secure a status list credential, as its issuer (Bitstring Status List)."""
    types = document.get("type")
    if STATUS_LIST_TYPE not in (types if isinstance(types, list) else [types]):
        raise MalformedError(f"not a {STATUS_LIST_TYPE}", path="type")
    _require_unsigned(document)
    _require_own_key(document, verification_method, signer.public_key)
    secured = data_integrity.secure(
        document, signer=signer, verification_method=verification_method, created=at
    )
    return strict_json.to_bytes(secured)


def issue_open_badges_2(assertion: Document | WritesItself, *, signer: Signer) -> bytes:
    """Sign an Open Badges 2.0 assertion ("Signed Badges").

    Whose key it is, says the document that the issuer publishes at `verification.creator`.
    """
    document = assertion if isinstance(assertion, Mapping) else assertion.to_json()
    _require_structure(document, frozenset({Dialect.OPEN_BADGES_2}))
    verification = document.get("verification")
    if not isinstance(verification, Mapping) or verification.get("type") not in SIGNED_BADGE_TYPES:
        raise MalformedError("the assertion is to be verified as SignedBadge", path="verification")
    payload = strict_json.to_bytes(document)
    return jose.sign_compact(payload, signer=signer, header={}).encode("ascii")


class _Sound(NamedTuple):
    """A document without a proof, which may be signed, and its compact text."""

    document: Document
    written: bytes

    def with_proof_of(self, secured: Document) -> bytes:
        """Write the document with the proof that it has in *secured*, as its last member."""
        proof = strict_json.to_bytes(secured["proof"])
        return b'%s,"proof":%s}' % (self.written[:-1], proof)


def _with_proof(sound: _Sound, signer: Signer, method: str, at: datetime) -> bytes:
    return sound.with_proof_of(
        data_integrity.secure(sound.document, signer=signer, verification_method=method, created=at)
    )


def _as_jwt(sound: _Sound, signer: Signer, method: str, at: datetime) -> bytes:
    return vc_jwt.secure(sound.document, signer=signer).encode("ascii")


def _by(cryptosuite: str, sound: _Sound, signer: Signer, method: str, at: datetime) -> bytes:
    """Secure with one of the other suites; a base proof says what may never be left out."""
    document = sound.document
    is_selective = data_integrity.CRYPTOSUITES[cryptosuite].is_selective
    secured = data_integrity.secure(
        document,
        signer=signer,
        verification_method=method,
        created=at,
        cryptosuite=cryptosuite,
        mandatory_pointers=usual_pointers(document) if is_selective else (),
    )
    return sound.with_proof_of(secured)


def _as_w3c_jwt(sound: _Sound, signer: Signer, method: str, at: datetime) -> bytes:
    return vc_jose.secure(sound.document, signer=signer, kid=method).encode("ascii")


PROOFS: Final[Mapping[str, Callable[[_Sound, Signer, str, datetime], bytes]]] = {
    "eddsa-rdfc-2022": _with_proof,
    "eddsa-jcs-2022": partial(_by, "eddsa-jcs-2022"),
    "ecdsa-rdfc-2019": partial(_by, "ecdsa-rdfc-2019"),
    "ecdsa-jcs-2019": partial(_by, "ecdsa-jcs-2019"),
    "ecdsa-sd-2023": partial(_by, "ecdsa-sd-2023"),
    "vc-jwt": _as_jwt,
    "vc-jose": _as_w3c_jwt,
}


def _require_structure(document: Document, dialects: frozenset[Dialect]) -> None:
    dialect = dialect_of(document)
    if dialect not in dialects:
        raise UnsupportedError(f"issuing in the dialect {dialect}")
    if problem := context_problem(document, dialect):
        raise MalformedError(problem, path="@context")
    if context := unknown_context(document, dialect):
        raise UnsupportedError(f"we do not have the context {context}")
    if problems := structure_problems(document, dialect):
        raise MalformedError("; ".join(problems))


def _require_unsigned(document: Document) -> None:
    if "proof" in document:
        raise MalformedError("the credential has a proof already", path="proof")


def _require_own_key(document: Document, method: str, public_key: PublicKey) -> None:
    """Refuse to sign with a key that a verifier would not find to be the issuer's."""
    issuer = document.get("issuer")
    issuer_id = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    controller = verification_method.controller_of(method)
    if controller != issuer_id:
        raise MalformedError(f"{controller} would sign for {issuer_id}", path="issuer")
    if own_key.is_own_key(controller):
        is_own = own_key.key_of(controller) == public_key
        if not is_own or method != own_key.verification_method_of(controller):
            raise MalformedError(f"the signer's key is not {method}", path="issuer")
