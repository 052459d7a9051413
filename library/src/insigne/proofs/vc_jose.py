"""Credentials and presentations as the W3C secures them with JOSE (VC-JOSE-COSE).

The payload is the document itself. Open Badges 3.0 has a form of its own, see `vc_jwt`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from insigne.encoding import strict_json
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose

if TYPE_CHECKING:
    from insigne.proofs.sd_jwt import SdJwt
    from insigne.proofs.sd_jwt.concealing import RandomBytes

CREDENTIAL: Final = "vc+jwt"
PRESENTATION: Final = "vp+jwt"
CREDENTIAL_SD_JWT: Final = "vc+sd-jwt"
CONTEXT: Final = "https://www.w3.org/ns/credentials/v2"

ENVELOPES: Final[Mapping[str, str]] = {
    CREDENTIAL: "EnvelopedVerifiableCredential",
    CREDENTIAL_SD_JWT: "EnvelopedVerifiableCredential",
    "dc+sd-jwt": "EnvelopedVerifiableCredential",
    PRESENTATION: "EnvelopedVerifiablePresentation",
}
"""What a token of each media type is wrapped as (VCDM, "Enveloped Verifiable Credentials")."""

ALWAYS_SHOWN: Final = (
    "@context", "type", "issuer", "validFrom", "validUntil", "credentialStatus",
)  # fmt: skip
"""Without these nobody could say whose a credential is, and whether it still holds."""

_DATA_URL: Final = re.compile(r"data:application/([a-z+-]+),([A-Za-z0-9_.~-]+)\Z")


class Enveloped(NamedTuple):
    """A token as it stands in a document, and of which media type it is said to be."""

    media_type: str
    token: str


def secure(credential: Mapping[str, Any], *, signer: Signer, kid: str) -> str:
    """Sign *credential* ("Securing JSON-LD Verifiable Credentials with JOSE").

    *kid* is the address of the key in the issuer's controller document. Raises `MalformedError`
    for a document that has a member `vc` or `vp`, as these would be read in its place.
    """
    return _signed(credential, {"kid": kid, "typ": CREDENTIAL, "cty": "vc"}, signer)


def secure_presentation(
    presentation: Mapping[str, Any],
    *,
    signer: Signer,
    kid: str,
    nonce: str | None = None,
    audience: str | None = None,
) -> str:
    """Sign *presentation* as its holder, for *audience* and in answer to *nonce*, if given."""
    claims = {"aud": audience, "nonce": nonce}
    added = {claim: value for claim, value in claims.items() if value is not None}
    if taken := [claim for claim in added if claim in presentation]:
        raise MalformedError("the presentation uses the name of a claim", path=taken[0])
    return _signed(
        {**presentation, **added}, {"kid": kid, "typ": PRESENTATION, "cty": "vp"}, signer
    )


def secure_sd_jwt(
    credential: Mapping[str, Any],
    *,
    signer: Signer,
    kid: str,
    disclosable: Collection[str] = (),
    holder_key: PublicKey | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> SdJwt:
    """Sign *credential* so that its holder may keep parts back ("Securing … with SD-JWT").

    Raises `MalformedError` for a pointer to what a verifier always has to see.
    """
    from insigne.proofs import sd_jwt  # noqa: PLC0415  # a room that other tokens do without

    _require_plain(credential)
    for pointer in disclosable:
        if (name := sd_jwt.top_of(pointer)) in ALWAYS_SHOWN:
            raise MalformedError("this cannot be kept back", path=name)
    return sd_jwt.issue(
        credential,
        signer=signer,
        header={"kid": kid, "typ": CREDENTIAL_SD_JWT, "cty": "vc"},
        disclosable=disclosable,
        holder_key=holder_key,
        random_bytes=random_bytes,
    )


def enveloped(token: str, media_type: str = CREDENTIAL) -> dict[str, object]:
    """Wrap *token*, so that it can stand where a document is expected."""
    return {
        "@context": [CONTEXT],
        "id": f"data:application/{media_type},{token}",
        "type": ENVELOPES[media_type],
    }


def token_in(envelope: Mapping[str, object]) -> Enveloped:
    """Read the token in the `data:` URL of *envelope*, which has to be of the type that it says.

    Raises `MalformedError` for another scheme, for parameters such as `;base64`, for a token of
    another kind than the envelope's, and `UnsupportedError` for media types that we do not speak.
    """
    address = envelope.get("id")
    match = _DATA_URL.match(address) if isinstance(address, str) else None
    if match is None:
        raise MalformedError("not a data URL with a token in it", path="id")
    media_type, token = match.groups()
    if media_type not in ENVELOPES:
        raise UnsupportedError(f"enveloped credentials of type application/{media_type[:40]}")
    if envelope.get("type") not in (ENVELOPES[media_type], [ENVELOPES[media_type]]):
        raise MalformedError(f"application/{media_type} in an envelope of another type", path="id")
    signed_part, tilde, _ = token.partition("~")
    is_of_type = jose.media_type_of(jose.parse_compact(signed_part).header) == media_type
    if not is_of_type or bool(tilde) != media_type.endswith("sd-jwt"):
        raise MalformedError(f"the token in the envelope is not of type {media_type}", path="id")
    return Enveloped(media_type, token)


def _signed(payload: Mapping[str, Any], header: Mapping[str, object], signer: Signer) -> str:
    _require_plain(payload)
    return jose.sign_compact(strict_json.to_bytes(payload), signer=signer, header=header)


def _require_plain(document: Mapping[str, Any]) -> None:
    for name in ("vc", "vp"):
        if name in document:
            raise MalformedError("a member that would be read in the document's place", path=name)
