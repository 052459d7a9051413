"""A credential as a JWT (Open Badges 3.0, "JSON Web Token Proof Format")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import floor, isfinite
from typing import Any, Final

from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError
from insigne.keys.signer import Signer
from insigne.proofs import jose

REGISTERED_CLAIMS: Final = ("iss", "jti", "sub", "nbf", "exp")
_INSTANTS_OF_VERSION_1: Final = {"nbf": "issuanceDate", "exp": "expirationDate"}


def secure(
    credential: Mapping[str, Any], *, signer: Signer, kid: str | None = None, typ: str = "JWT"
) -> str:
    """Sign *credential* with the claims that repeat it ("Create the JWT Payload").

    *kid* is an address at which the key is to be had as a JWK; without it the header carries
    the key itself. Raises `MalformedError` if the credential has members of the claims' names.
    """
    if taken := [claim for claim in REGISTERED_CLAIMS if claim in credential]:
        raise MalformedError("the credential uses the name of a registered claim", path=taken[0])
    header: dict[str, object] = {"typ": typ}
    header |= {"kid": kid} if kid is not None else {"jwk": signer.public_key.to_jwk()}
    payload = {**credential, **_claims(credential)}
    return jose.sign_compact(strict_json.to_bytes(payload), signer=signer, header=header)


def credential_of(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the credential in *payload*.

    With version 2.0 of the data model the payload is the credential, and its registered claims
    repeat it. With 1.1 it is the claim `vc`, and a registered claim stands for what `vc` leaves
    out (VC Data Model 1.1, "JWT Decoding").
    """
    if "vc" not in payload:
        return payload
    inner = payload["vc"]
    if not isinstance(inner, Mapping):
        raise MalformedError("the claim is not an object", path="vc")
    credential = {**dict(_left_out(payload)), **inner}
    subject = credential.get("credentialSubject")
    if "sub" in payload and isinstance(subject, Mapping):
        credential["credentialSubject"] = {"id": payload["sub"], **subject}
    return credential


def registered_claim_problems(payload: Mapping[str, Any]) -> list[str]:
    """Say where a registered claim differs from the credential that it repeats.

    A claim that is absent contradicts nothing: the credential says the same, and is signed too.
    """
    try:
        credential = credential_of(payload)
        expected = _claims(credential)
    except MalformedError as error:
        return [str(error)]
    return [
        f"{claim} is not what the credential says"
        for claim in REGISTERED_CLAIMS
        if claim in payload and not _is_same(payload[claim], expected.get(claim))
    ]


def _claims(credential: Mapping[str, Any]) -> dict[str, object]:
    return dict(_registered_claims(credential))


def _registered_claims(credential: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    subject = credential.get("credentialSubject")
    texts = (
        ("iss", _id_of(credential.get("issuer"))),
        ("jti", credential.get("id")),
        ("sub", subject.get("id") if isinstance(subject, Mapping) else None),
    )
    instants = (
        ("nbf", credential.get("validFrom", credential.get("issuanceDate"))),
        ("exp", credential.get("validUntil", credential.get("expirationDate"))),
    )
    yield from ((claim, value) for claim, value in texts if value is not None)
    yield from ((claim, _seconds(value)) for claim, value in instants if value is not None)


def _id_of(entity: object) -> object:
    return entity.get("id") if isinstance(entity, Mapping) else entity


def _seconds(instant: object) -> int:
    if not isinstance(instant, str):
        raise MalformedError("an instant is written as a string")
    return floor(timestamps.parse(instant).timestamp())


def _is_same(claim: object, expected: object) -> bool:
    """Compare; an instant to the second, since the claim may have left the parts of one out."""
    if isinstance(claim, bool) or isinstance(claim, str) != isinstance(expected, str):
        return False
    if isinstance(claim, float) and isfinite(claim):
        claim = floor(claim)
    return claim == expected


def _left_out(payload: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for claim, name in (("iss", "issuer"), ("jti", "id")):
        if claim in payload:
            yield name, payload[claim]
    for claim, name in _INSTANTS_OF_VERSION_1.items():
        if claim in payload:
            yield name, _instant(payload[claim], claim)


def _instant(seconds: object, claim: str) -> str:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise MalformedError("the claim is not a number of seconds", path=claim)
    try:
        return timestamps.to_text(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError("the claim is not an instant", path=claim) from error
