"""Showing some of the claims, and no more (RFC 9901, "Holder")."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from insigne.errors import MalformedError, SigningError
from insigne.keys.signer import Signer
from insigne.proofs.sd_jwt import key_binding
from insigne.proofs.sd_jwt.pointers import ancestors_of, path_of, steps_of
from insigne.proofs.sd_jwt.reading import read
from insigne.proofs.sd_jwt.token import SdJwt


def present(
    token: SdJwt | str,
    show: Collection[str],
    *,
    key: Signer | None = None,
    audience: str = "",
    nonce: str = "",
    at: datetime | None = None,
) -> SdJwt:
    """Show the claims at the JSON Pointers *show*, with what they stand in, and nothing else.

    Showing a claim shows all that is in it, except for what in turn is disclosed on its own.
    With *key*, the holder signs for *audience* in answer to *nonce*; a token that names a holder's
    key is of little use without. Raises `MalformedError` for a pointer that leads to nothing, and
    `SigningError` if *key* is not the one that the issuer confirmed.
    """
    held = read(token)
    whole, found = held.token, held.disclosed
    wanted = {ancestor for pointer in show for ancestor in ancestors_of(pointer)}
    _require_all_there(show, found.claims)
    texts = {found.places[place].text for place in wanted if place in found.places}
    shown = whole.with_disclosures([text for text in whole.disclosures if text in texts])
    if key is None:
        return shown
    if not nonce or not audience or at is None:
        raise ValueError("whoever signs says for whom, in answer to what, and when")
    if key_binding.holder_key_of(found.claims) != key.public_key:
        raise SigningError("the issuer confirmed another holder's key, or none")
    return key_binding.bind(
        shown, signer=key, nonce=nonce, audience=audience, at=at, algorithm=found.algorithm
    )


def _require_all_there(pointers: Collection[str], claims: Mapping[str, object]) -> None:
    for pointer in pointers:
        value: object = claims
        for step in steps_of(pointer):
            if isinstance(value, Mapping) and step in value:
                value = value[step]
            elif isinstance(value, list) and step in map(str, range(len(value))):
                value = value[int(step)]
            else:
                raise MalformedError("there is nothing here to show", path=path_of(pointer))
