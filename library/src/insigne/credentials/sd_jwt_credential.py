"""This room is for reading the credential that an SD-JWT says, as far as it was disclosed.

An Open Badge travels as its own members with the claims that SD-JWT VC requires beside them; other
types of credential have a subject's claims at the top. Both read as one kind of document here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from math import floor
from typing import TYPE_CHECKING, Final

from insigne.credentials.reading import Json, as_list, id_of
from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.proofs import jose

if TYPE_CHECKING:
    from insigne.proofs.sd_jwt import ReadSdJwt

OPEN_BADGE_TYPE: Final = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"
"""The type of credential (`vct`) that an Open Badge is: its class, as the vocabulary names it."""

STATUS_CLAIM: Final = "status"
STATUS_ENTRY_TYPE: Final = "TokenStatusList"
"""The type under which a status of SD-JWT VC stands among the others of a credential."""

ENVELOPE_CLAIMS: Final = frozenset(
    {
        "iss", "iat", "nbf", "exp", "aud", "jti", "sub", "cnf", "vct", "vct#integrity", "status",
    }
)  # fmt: skip
"""What SD-JWT VC says about the credential, rather than the credential about its subject."""


def is_sd_jwt_vc(read: ReadSdJwt) -> bool:
    """Say whether the token has a type of credential, rather than a W3C document as it is.

    Both call themselves `vc+sd-jwt`, the former in earlier drafts only.
    """
    is_on_the_data_model = "@context" in read.claims and "vct" not in read.claims
    return not (is_on_the_data_model and jose.media_type_of(read.header) == "vc+sd-jwt")


def credential_in_sd_jwt(read: ReadSdJwt) -> Json:
    """Write what *read* discloses as a document of the VC Data Model.

    Whether a claim and a member that repeats it are equal, is a question for verification. A
    status of SD-JWT VC stands among the others, under a type of ours.
    """
    document, claims = document_in_sd_jwt(read), read.claims
    if STATUS_CLAIM not in claims or not is_sd_jwt_vc(read):
        return document
    entry = {"type": STATUS_ENTRY_TYPE, STATUS_CLAIM: claims[STATUS_CLAIM]}
    return {**document, "credentialStatus": [*as_list(document.get("credentialStatus")), entry]}


def document_in_sd_jwt(read: ReadSdJwt) -> Json:
    """Write the members alone, as the issuer gave them."""
    claims = read.claims
    if not is_sd_jwt_vc(read):
        return {name: value for name, value in claims.items() if name != "cnf"}
    own = {name: value for name, value in claims.items() if name not in ENVELOPE_CLAIMS}
    return _envelope(claims) | (own if "@context" in own else _as_subject(own, claims))


def sd_jwt_claims_of(credential: Json, *, vct: str = OPEN_BADGE_TYPE) -> dict[str, object]:
    """Write an Open Badges 3.0 credential as the claims of an SD-JWT VC.

    They are its own members, and before them the claims by which the format knows type, issuer
    and period. Neither `sub` nor `jti` is written: both would give away what may be kept back.
    Raises `MalformedError` for a period that is none.
    """
    period = (("nbf", "validFrom"), ("exp", "validUntil"))
    return {
        "vct": vct,
        "iss": id_of(credential.get("issuer")),
        **{claim: _seconds(credential[name], name) for claim, name in period if name in credential},
        **credential,
    }


def _seconds(instant: object, name: str) -> int:
    if not isinstance(instant, str):
        raise MalformedError("an instant is written as a string", path=name)
    return floor(timestamps.parse(instant).timestamp())


def _envelope(claims: Json) -> dict[str, object]:
    """Write the registered claims under the names that they have in a credential."""
    found: dict[str, object] = {}
    for claim, name in (("jti", "id"), ("iss", "issuer")):
        if claim in claims:
            found[name] = claims[claim]
    for claim, name in (("iat", "validFrom"), ("nbf", "validFrom"), ("exp", "validUntil")):
        if claim in claims:
            found[name] = _instant(claims[claim], claim)
    return found


def _as_subject(own: Json, claims: Json) -> dict[str, object]:
    subject = {"id": claims["sub"], **own} if "sub" in claims else dict(own)
    return {"type": [claims.get("vct")], "credentialSubject": subject}


def _instant(seconds: object, claim: str) -> str:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise MalformedError(f"the claim {claim} is not a number of seconds", path=claim)
    try:
        return timestamps.to_text(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError(f"the claim {claim} is not an instant", path=claim) from error
