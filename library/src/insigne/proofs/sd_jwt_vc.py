"""Credentials of a type (`vct`) as selectively disclosable claims (SD-JWT VC)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose, sd_jwt
from insigne.proofs.sd_jwt.concealing import RandomBytes
from insigne.proofs.sd_jwt.hash_algorithms import DEFAULT

TYPE: Final = "dc+sd-jwt"
READ_TYPES: Final = frozenset({TYPE, "vc+sd-jwt"})
"""Earlier drafts called the format `vc+sd-jwt`."""

ALWAYS_SHOWN: Final = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
"""Claims that "MUST NOT be included in the Disclosures" ("Registered JWT Claims")."""


def issue_sd_jwt_vc(
    claims: Mapping[str, object],
    *,
    signer: Signer,
    kid: str,
    disclosable: Collection[str] = (),
    holder_key: PublicKey | None = None,
    algorithm: str = DEFAULT,
    decoys: Mapping[str, int] | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> sd_jwt.SdJwt:
    """Sign *claims* as a credential of the type `vct`, those at *disclosable* kept back.

    *disclosable* holds JSON Pointers, *kid* names the key in the issuer's JWT VC Issuer Metadata,
    or in its DID document. Raises `MalformedError` for claims without a type or an issuer, and for
    a pointer to a claim that a verifier always has to see.
    """
    for name in ("vct", "iss"):
        if not isinstance(claims.get(name), str) or not claims[name]:
            raise MalformedError("an SD-JWT VC has a text here", path=name)
    for pointer in disclosable:
        if (name := sd_jwt.top_of(pointer)) in ALWAYS_SHOWN:
            raise MalformedError("this claim cannot be kept back", path=name)
    return sd_jwt.issue(
        claims,
        signer=signer,
        header={"kid": kid, "typ": TYPE},
        disclosable=disclosable,
        holder_key=holder_key,
        algorithm=algorithm,
        decoys=decoys,
        random_bytes=random_bytes,
    )


def issue_batch(
    claims: Mapping[str, object],
    *,
    signer: Signer,
    kid: str,
    holder_keys: Iterable[PublicKey],
    disclosable: Collection[str] = (),
    decoys: Mapping[str, int] | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> list[sd_jwt.SdJwt]:
    """Sign one copy for each of the holder's keys, to be shown once each ("Unlinkability").

    The copies share no salt, no digest and no key. What the claims say is in all of them, so leave
    an `id` or a `jti` out, and give no time of issue that is finer than the holder can share.
    """
    return [
        issue_sd_jwt_vc(
            claims,
            signer=signer,
            kid=kid,
            disclosable=disclosable,
            holder_key=holder_key,
            decoys=decoys,
            random_bytes=random_bytes,
        )
        for holder_key in holder_keys
    ]


def sd_jwt_vc_problems(read: sd_jwt.ReadSdJwt) -> list[str]:
    """Say where a token breaks the rules of an SD-JWT VC; whose it is, is another question."""
    claims = read.claims
    problems = [] if _has_type(read.header) else [f"typ: is not {TYPE}"]
    problems += [
        f"{name}: was disclosed, and may not be kept back"
        for name in ALWAYS_SHOWN
        if any(sd_jwt.top_of(place) == name for place in read.disclosed.places)
    ]
    if not isinstance(claims.get("vct"), str) or not claims["vct"]:
        problems.append("vct: is missing, or not a text")
    if "vct#integrity" in claims and not isinstance(claims["vct#integrity"], str):
        problems.append("vct#integrity: is not a text")
    if not isinstance(claims.get("iss"), str) and "x5c" not in read.header:
        problems.append("iss: is missing, or not a text")
    try:
        sd_jwt.holder_key_of(claims)
    except UnsupportedError:
        pass  # well formed, and of no use to whoever asks the holder
    except MalformedError as error:
        problems.append(str(error))
    return problems


def _has_type(header: Mapping[str, object]) -> bool:
    try:
        return jose.media_type_of(header) in READ_TYPES
    except MalformedError:
        return False
