"""Signing claims so that the holder can show some of them (RFC 9901, "Issuer")."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from typing import Final

from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose
from insigne.proofs.sd_jwt.concealing import RandomBytes, conceal
from insigne.proofs.sd_jwt.disclosure import Writer
from insigne.proofs.sd_jwt.hash_algorithms import DEFAULT
from insigne.proofs.sd_jwt.token import SdJwt

CONFIRMATION: Final = "cnf"


def issue(
    claims: Mapping[str, object],
    *,
    signer: Signer,
    header: Mapping[str, object],
    disclosable: Collection[str] = (),
    holder_key: PublicKey | None = None,
    algorithm: str = DEFAULT,
    decoys: Mapping[str, int] | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
    write: Writer = strict_json.to_bytes,
) -> SdJwt:
    """Sign *claims*, with those at the JSON Pointers *disclosable* kept back.

    With *holder_key*, only who has its private half can show the token ("Key Binding"). What the
    rest means says `conceal`. Raises `MalformedError` for claims that cannot be written so.
    """
    if holder_key is not None:
        if CONFIRMATION in claims:
            raise MalformedError("the claims name a holder's key already", path=CONFIRMATION)
        claims = {**claims, CONFIRMATION: {"jwk": holder_key.to_jwk()}}
    concealed = conceal(
        claims,
        disclosable,
        algorithm=algorithm,
        decoys=decoys,
        random_bytes=random_bytes,
        write=write,
    )
    issuer_jwt = jose.sign_compact(write(concealed.payload), signer=signer, header=header)
    return SdJwt(issuer_jwt, tuple(disclosure.text for disclosure in concealed.disclosures))
