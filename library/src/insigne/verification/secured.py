"""A document together with what secures it, be it a proof inside or a signature around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from insigne.credentials.jwt_payload import credential_in
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.sd_jwt_credential import is_sd_jwt_vc
from insigne.encoding import strict_json
from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey
from insigne.proofs import jose

if TYPE_CHECKING:
    from insigne.proofs.sd_jwt import ReadSdJwt


@dataclass(frozen=True, slots=True)
class Secured:
    """A credential, or a status list credential, that is to be checked.

    `answers` are for `signatures` to write down: which key made which proof.
    """

    document: Mapping[str, object]
    jws_text: str | None
    sd_jwt: ReadSdJwt | None = None
    answers: dict[tuple[int, PublicKey], bool] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(cls, credential: ReceivedCredential) -> Secured:
        """Take the document and its securing from a credential."""
        return cls(credential.document, credential.jws_text, credential.sd_jwt)

    @classmethod
    def parse(cls, source: bytes) -> Secured:
        """Read a secured JSON document or a compact JWS, or raise `MalformedError`.

        Nobody changes what is read: it may be shared.
        """
        return _parsed(source)

    @property
    def is_sd_jwt_vc(self) -> bool:
        """Say whether the keys are to be had as SD-JWT VC says."""
        return self.sd_jwt is not None and is_sd_jwt_vc(self.sd_jwt)

    @property
    def proof_purpose(self) -> str:
        """Give what its proofs have to be for."""
        return "assertionMethod"

    @property
    def issuer_id(self) -> str:
        """Give the id of whoever the document says issued it, or an empty text."""
        issuer = self.document.get("issuer")
        issuer_id = issuer.get("id") if isinstance(issuer, dict | Mapping) else issuer
        return issuer_id if isinstance(issuer_id, str) else ""


@remembered(entries=64, longest=128 * 1024)
def _parsed(source: bytes) -> Secured:
    if source.lstrip()[:1] == b"{":
        return Secured(_object(strict_json.parse(source)), None)
    try:
        text = source.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise MalformedError("neither a JSON object nor a compact JWS") from error
    payload = _object(strict_json.parse(jose.parse_compact(text).payload))
    return Secured(credential_in(payload), text)


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise MalformedError("not a JSON object")
    return value
