"""A presentation taken apart: who holds it, what was asked of them, and what it holds.

Nothing of it is believed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from insigne.credentials.data_model import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    envelope_problems,
    enveloped_token,
    has_type,
)
from insigne.credentials.reading import as_list, id_of, strings_of
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.identifiers import verification_method
from insigne.proofs import data_integrity, jose
from insigne.verification.checks.inner import embedded, token_as_credential
from insigne.verification.secured import Secured

TOKENS_OF_CREDENTIALS = frozenset(
    {"application/vc+jwt", "application/vc-ld+jwt", "application/jwt"}
)
TOKENS_OF_PRESENTATIONS = frozenset(
    {"application/vp+jwt", "application/vp-ld+jwt", "application/jwt"}
)


@dataclass(frozen=True, slots=True)
class Presented(Secured):
    """A presentation that is to be checked: its holder stands where an issuer stands elsewhere."""

    @property
    def proof_purpose(self) -> str:
        """Give what its proofs have to be for (VC Data Integrity, "Proof Purposes")."""
        return "authentication"

    @property
    def issuer_id(self) -> str:
        """Give the id of the holder: as it says, else whose key it says signed."""
        return id_of(self.document.get("holder")) or self._controller()

    @property
    def has_holder(self) -> bool:
        """Say whether it names its holder."""
        return "holder" in self.document

    def _controller(self) -> str:
        try:
            return verification_method.controller_of(self._address())
        except InsigneError:
            return ""

    def _address(self) -> str:
        if self.jws_text is not None:
            return str(jose.parse_compact(self.jws_text).header.get("kid"))
        spoken = filter(data_integrity.is_spoken, data_integrity.proofs_of(self.document))
        return str(next(spoken, {}).get("verificationMethod"))


def presentation_in(source: ReceivedCredential) -> ReceivedCredential:
    """Take a presentation out of its wrapping, if it is in one.

    Raises `MalformedError` for a wrapping without one, `UnsupportedError` for other tokens.
    """
    if not has_type(source.document, ENVELOPED_PRESENTATION):
        return source
    if problems := envelope_problems(source.document, ENVELOPED_PRESENTATION):
        raise MalformedError("; ".join(problems))
    return _token_in(source.document, TOKENS_OF_PRESENTATIONS)


def credentials_in(presentation: ReceivedCredential) -> list[object]:
    """Give what stands under `verifiableCredential`, whatever it is."""
    return as_list(presentation.document.get("verifiableCredential"))


def credential_of(item: object) -> ReceivedCredential:
    """Read one credential of a presentation: an object, one in a wrapping, or (1.1) a token.

    Raises `MalformedError` or `UnsupportedError`.
    """
    if isinstance(item, str):
        return token_as_credential(item)
    if not isinstance(item, Mapping):
        raise MalformedError("this is no credential")
    if not has_type(item, ENVELOPED_CREDENTIAL):
        return embedded(item)
    if problems := envelope_problems(item, ENVELOPED_CREDENTIAL):
        raise MalformedError("; ".join(problems))
    return _token_in(item, TOKENS_OF_CREDENTIALS)


def challenges_of(presented: Presented, claims: Mapping[str, object] | None) -> list[object]:
    """Give the challenge of each proof that counts; of a token, its nonce."""
    if claims is not None:
        return [claims.get("nonce")]
    return [proof.get("challenge") for proof in _counted(presented)]


def domains_of(presented: Presented, claims: Mapping[str, object] | None) -> list[list[str]]:
    """Give the domains of each proof that counts; of a token, its audience."""
    if claims is not None:
        return [strings_of(claims.get("aud"))]
    return [strings_of(proof.get("domain")) for proof in _counted(presented)]


def _counted(presented: Presented) -> list[Mapping[str, object]]:
    try:
        proofs = data_integrity.proofs_of(presented.document)
    except MalformedError:
        return []
    return [proof for proof in proofs if data_integrity.is_spoken(proof)] or list(proofs)


def _token_in(envelope: Mapping[str, object], kinds: frozenset[str]) -> ReceivedCredential:
    media_type, token = enveloped_token(envelope) or ("", "")
    if media_type not in kinds:
        raise UnsupportedError(f"a wrapping with {media_type} in it")
    return token_as_credential(token)
