"""The holder's own signature on what is shown (RFC 9901, "Key Binding JWT")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from insigne.encoding import strict_json
from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose
from insigne.proofs.sd_jwt.hash_algorithms import digest_of
from insigne.proofs.sd_jwt.token import SdJwt

TYPE: Final = "kb+jwt"


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """What a holder signed: for whom, in answer to what, when, and over which disclosures."""

    jws: jose.Jws
    nonce: str
    audience: str
    issued_at: datetime
    sd_hash: str
    ends_at: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> KeyBinding:
        """Read a Key Binding JWT. Raises `MalformedError` for what is none."""
        jws = jose.parse_compact(text)
        if jws.header.get("typ") != TYPE:
            raise MalformedError(f"a Key Binding JWT is of the type {TYPE}", path="typ")
        payload = strict_json.parse(jws.payload)
        if not isinstance(payload, dict):
            raise MalformedError("the payload of the Key Binding JWT is not a JSON object")
        return cls(
            jws=jws,
            nonce=_text(payload, "nonce"),
            audience=_text(payload, "aud"),
            issued_at=_instant(payload, "iat"),
            sd_hash=_text(payload, "sd_hash"),
            ends_at=_instant(payload, "exp") if "exp" in payload else None,
        )

    def has_ended(self, at: datetime) -> bool:
        """Say whether the holder signed for a time that is over."""
        return self.ends_at is not None and self.ends_at <= at

    def is_about(self, token: SdJwt, algorithm: str) -> bool:
        """Say whether the signature covers what *token* shows ("Binding to an SD-JWT")."""
        return self.sd_hash == digest_of(token.bound_text, algorithm)

    def is_signed_by(self, key: PublicKey) -> bool:
        """Say whether *key* signed. Raises `UnsupportedError` as `jose.is_signature_valid` does."""
        return jose.is_signature_valid(self.jws, key)


def bind(
    token: SdJwt, *, signer: Signer, nonce: str, audience: str, at: datetime, algorithm: str
) -> SdJwt:
    """Sign what *token* shows, as its holder, for *audience* and in answer to *nonce*."""
    payload = {
        "iat": int(at.timestamp()),
        "aud": audience,
        "nonce": nonce,
        "sd_hash": digest_of(token.bound_text, algorithm),
    }
    signed = jose.sign_compact(strict_json.to_bytes(payload), signer=signer, header={"typ": TYPE})
    return replace(token, key_binding=signed)


def holder_key_of(claims: Mapping[str, object]) -> PublicKey | None:
    """Give the key that the issuer confirmed for the holder (RFC 7800); `None` without one.

    Raises `MalformedError` for what is no public key, and `UnsupportedError` for a confirmation
    by anything else than the key itself.
    """
    confirmation = claims.get("cnf")
    if confirmation is None:
        return None
    if not isinstance(confirmation, Mapping) or not confirmation:
        raise MalformedError("not the confirmation of a key", path="cnf")
    jwk = confirmation.get("jwk")
    if jwk is None:
        raise UnsupportedError(f"a holder's key by {', '.join(sorted(confirmation))[:60]}")
    if len(confirmation) != 1:
        raise MalformedError("more than one way to the holder's key", path="cnf")
    if not isinstance(jwk, Mapping):
        raise MalformedError("a key is an object", path="cnf.jwk")
    try:
        return PublicKey.from_jwk(jwk)
    except MalformedError as error:
        path = f"cnf.jwk.{error.path}" if error.path else "cnf.jwk"
        raise MalformedError(error.message, path=path) from error


def _text(payload: Mapping[str, object], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not value:
        raise MalformedError("a Key Binding JWT has a text here", path=name)
    return value


def _instant(payload: Mapping[str, object], name: str) -> datetime:
    value = payload.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedError("a Key Binding JWT has a number of seconds here", path=name)
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError("not an instant", path=name) from error
