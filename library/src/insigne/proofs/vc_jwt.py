"""A credential as a JWT (Open Badges 3.0, "JSON Web Token Proof Format")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor, isfinite
from typing import Any, Final

from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError
from insigne.keys.signer import Signer
from insigne.proofs import jose

REGISTERED_CLAIMS: Final = ("iss", "jti", "sub", "nbf", "exp")


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


def registered_claim_problems(
    payload: Mapping[str, Any], credential: Mapping[str, Any], *, ignore_hidden: bool = False
) -> list[str]:
    """Say where a registered claim of *payload* differs from the *credential* that it repeats.

    A claim that is absent contradicts nothing: the credential says the same, and is signed too.
    With *ignore_hidden*, neither does what is absent in the credential: it may be kept back.
    """
    try:
        expected = _claims(credential)
    except MalformedError as error:
        return [str(error)]
    return [
        f"{claim} is not what the credential says"
        for claim in REGISTERED_CLAIMS
        if claim in payload
        and not (ignore_hidden and claim not in expected)
        and not _is_same(payload[claim], expected.get(claim))
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
