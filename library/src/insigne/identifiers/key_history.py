"""Who was allowed to sign with which key, from when until when, and why it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from insigne.errors import MalformedError, UnsupportedError
from insigne.keys.public_key import PublicKey

MOST_KEYS: Final = 1000


class EndReason(StrEnum):
    """Why a key ended before its time (OpenID Federation 1.0, "Historical Keys").

    `ceased` is ours beside the reasons of the specification: the issuer itself ended.
    """

    UNSPECIFIED = "unspecified"
    COMPROMISED = "compromised"
    SUPERSEDED = "superseded"
    CEASED = "ceased"


class Standing(StrEnum):
    """What a history says of a signature that one of its keys made."""

    GOOD = "good"
    NOT_YET = "not yet"
    ENDED = "ended"
    COMPROMISED = "compromised"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class RegisteredKey:
    """A key in the time for which its owner signed with it.

    `valid_until` is the end that was planned, `revoked_at` one that came before.
    """

    key: PublicKey
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    revoked_at: datetime | None = None
    reason: EndReason = EndReason.UNSPECIFIED

    def standing(
        self, *, signed_at: datetime | None, witnessed_at: datetime | None, at: datetime
    ) -> Standing:
        """Say what a signature by this key is worth at the instant *at*.

        *signed_at* is the signer's own word. An owner who put a key away in good order is believed
        as to when; of a key that somebody stole it proves nothing, as a thief writes whichever day
        is good. What another witnessed before the theft, at *witnessed_at*, was there before it.
        """
        revoked_at = self.revoked_at if self.revoked_at and self.revoked_at <= at else None
        if revoked_at is not None and (witnessed_at is None or witnessed_at >= revoked_at):
            if self.reason is EndReason.COMPROMISED:
                return Standing.COMPROMISED
            if self.reason is EndReason.UNSPECIFIED:
                is_later = signed_at is not None and signed_at >= revoked_at
                return Standing.ENDED if is_later else Standing.DOUBTFUL
        return self._by_date(signed_at, revoked_at)

    def _by_date(self, signed_at: datetime | None, revoked_at: datetime | None) -> Standing:
        ends = [end for end in (self.valid_until, revoked_at) if end is not None]
        if signed_at is None:
            return Standing.DOUBTFUL if ends or self.valid_from else Standing.GOOD
        if any(end <= signed_at for end in ends):
            return Standing.ENDED
        if self.valid_from is not None and signed_at < self.valid_from:
            return Standing.NOT_YET
        return Standing.GOOD

    @classmethod
    def parse(cls, entry: Mapping[str, object]) -> RegisteredKey:
        """Read a key as `to_json` writes it.

        Raises `MalformedError` for what is none, `UnsupportedError` for types of key that we do
        not know.
        """
        revoked = entry.get("revoked")
        if revoked is not None and not isinstance(revoked, Mapping):
            raise MalformedError("is not an object", path="revoked")
        revoked_at = None if revoked is None else _instant(revoked, "revoked_at")
        if revoked is not None and revoked_at is None:
            raise MalformedError("does not say when", path="revoked.revoked_at")
        return cls(
            key=PublicKey.from_jwk(entry),
            valid_from=_instant(entry, "nbf") or _instant(entry, "iat"),
            valid_until=_instant(entry, "exp"),
            revoked_at=revoked_at,
            reason=_reason(revoked or {}),
        )

    def to_json(self) -> dict[str, object]:
        """Write the key as a JWK with its times (OpenID Federation 1.0, "Historical Keys")."""
        written: dict[str, object] = dict(self.key.to_jwk())
        for name, instant in (("nbf", self.valid_from), ("exp", self.valid_until)):
            if instant is not None:
                written[name] = int(instant.timestamp())
        if self.revoked_at is not None:
            seconds = int(self.revoked_at.timestamp())
            written["revoked"] = {"revoked_at": seconds, "reason": self.reason.value}
        return written


_WORST_FIRST: Final = (Standing.COMPROMISED, Standing.GOOD, Standing.DOUBTFUL, Standing.ENDED)


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """The keys that somebody signed with, as a register that the verifier believes has them.

    A history that *is_complete* has all of them: a key that it does not have is none, whatever
    the owner's own address says.
    """

    keys: tuple[RegisteredKey, ...]
    is_complete: bool = False

    def standing_of(
        self,
        key: PublicKey,
        *,
        signed_at: datetime | None,
        witnessed_at: datetime | None = None,
        at: datetime,
    ) -> Standing | None:
        """Say what a signature by *key* is worth; nothing if the history does not have the key.

        A key may be there for several times. That it was stolen once outweighs them all.
        """
        found = {
            registered.standing(signed_at=signed_at, witnessed_at=witnessed_at, at=at)
            for registered in self.keys
            if registered.key == key
        }
        if not found:
            return None
        return next((wanted for wanted in _WORST_FIRST if wanted in found), Standing.NOT_YET)

    @classmethod
    def parse(cls, document: Mapping[str, object]) -> KeyHistory:
        """Read a history as `to_json` writes it; keys of types that we do not know are left out.

        Raises `MalformedError` if it is none.
        """
        entries = document.get("keys")
        if not isinstance(entries, list) or len(entries) > MOST_KEYS:
            raise MalformedError(f"is not a list of at most {MOST_KEYS} keys", path="keys")
        is_complete = document.get("complete", False)
        if not isinstance(is_complete, bool):
            raise MalformedError("is neither true nor false", path="complete")
        return cls(tuple(_registered(entries)), is_complete)

    def to_json(self) -> dict[str, object]:
        """Write the history as a JWK Set."""
        written: dict[str, object] = {"keys": [key.to_json() for key in self.keys]}
        return written | ({"complete": True} if self.is_complete else {})


def _registered(entries: Sequence[object]) -> Sequence[RegisteredKey]:
    keys = []
    for entry in entries:
        if not isinstance(entry, Mapping):
            raise MalformedError("has an entry that is no object", path="keys")
        try:
            keys.append(RegisteredKey.parse(entry))
        except UnsupportedError:
            continue
    return keys


def _reason(revoked: Mapping[str, object]) -> EndReason:
    """Read why; a word that we do not know says as little as none."""
    try:
        return EndReason(str(revoked.get("reason", EndReason.UNSPECIFIED)))
    except ValueError:
        return EndReason.UNSPECIFIED


def _instant(values: Mapping[str, object], name: str) -> datetime | None:
    """Read a number of seconds since 1970 (RFC 7519, "NumericDate")."""
    seconds = values.get(name)
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise MalformedError("is not a number of seconds", path=name)
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError("is not an instant", path=name) from error
