"""This room is for finding the credential or presentation in a JWT's payload.

Nothing of it is believed yet.
"""

from __future__ import annotations

from datetime import UTC, datetime

from insigne.credentials.reading import Json, as_object
from insigne.encoding import timestamps
from insigne.errors import MalformedError


def credential_in(claims: Json) -> Json:
    """Find the credential, or the presentation, in the payload of a JWT.

    With the VC Data Model 2.0, and with Open Badges 2.0, the payload is the credential. With 1.1
    it stands in the claim `vc`, and a registered claim gives what it leaves out (VC Data Model
    1.1, "JWT Decoding"). What both say must be equal, which is a question for verification.
    """
    if "vp" in claims and "vc" not in claims:
        return _presentation_in(claims)
    if "vc" not in claims:
        return claims
    if not isinstance(claims["vc"], dict):
        raise MalformedError("the claim vc is not a JSON object", path="vc")
    _require_one_document(claims)
    credential = {**_registered(claims), **claims["vc"]}
    subject = credential.get("credentialSubject")
    if isinstance(subject, dict) and "id" not in subject and isinstance(claims.get("sub"), str):
        credential["credentialSubject"] = {"id": claims["sub"], **as_object(subject)}
    return credential


def _presentation_in(claims: Json) -> Json:
    """Find a presentation of version 1.1, whose holder is who issued the token."""
    if not isinstance(claims["vp"], dict):
        raise MalformedError("the claim vp is not a JSON object", path="vp")
    _require_one_document(claims)
    named = {"id": claims.get("jti"), "holder": claims.get("iss")}
    return {name: value for name, value in named.items() if value is not None} | claims["vp"]


def _require_one_document(claims: Json) -> None:
    """Refuse a token in which two readers could find two documents."""
    if ("vc" in claims and "vp" in claims) or "@context" in claims:
        raise MalformedError("a document in the claim vc or vp, and another beside it", path="vc")


def _registered(claims: Json) -> dict[str, object]:
    """Write the registered claims under the names that they have in a credential."""
    found: dict[str, object] = {}
    if "jti" in claims:
        found["id"] = claims["jti"]
    if "iss" in claims:
        found["issuer"] = claims["iss"]
    for claim, name in (("nbf", "issuanceDate"), ("exp", "expirationDate")):
        if claim in claims:
            found[name] = _instant(claims[claim], claim)
    return found


def _instant(seconds: object, claim: str) -> str:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise MalformedError(f"the claim {claim} is not a number of seconds", path=claim)
    try:
        return timestamps.to_text(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError(f"the claim {claim} is not an instant", path=claim) from error
