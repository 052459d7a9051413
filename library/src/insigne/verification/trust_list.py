"""Lists of issuers that somebody vouches for, with their names, labels and keys, as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError
from insigne.identifiers.key_history import KeyHistory
from insigne.keys.public_key import PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import jose
from insigne.verification.addresses import is_same_id
from insigne.verification.anchors import Anchors

TYPE: Final = "InsigneTrustList"
JWT_TYPE: Final = "trust-list+jwt"
MOST_ISSUERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when something holds; what is left open has no end on that side."""

    start: datetime | None = None
    end: datetime | None = None

    def has(self, at: datetime) -> bool:
        """Say whether *at* falls into the period, whose end is not part of it."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    @classmethod
    def parse(cls, values: Mapping[str, object]) -> Period:
        """Read `validFrom` and `validUntil`."""
        return cls(_instant(values, "validFrom"), _instant(values, "validUntil"))

    def to_json(self) -> dict[str, object]:
        """Write `validFrom` and `validUntil`, where they are."""
        instants = {"validFrom": self.start, "validUntil": self.end}
        return {name: timestamps.to_text(at) for name, at in instants.items() if at is not None}


ALWAYS: Final = Period()


@dataclass(frozen=True, slots=True)
class QualityMark:
    """A label of quality that an issuer has, for as long as it has it."""

    label: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class ListedIssuer:
    """An issuer on a list: who it is, since when and until when it is vouched for.

    `former_ids` are identifiers that it had before; what was signed under them stays its own.
    `successor` is who took its duties over.
    """

    id: str
    name: str
    period: Period = ALWAYS
    labels: tuple[QualityMark, ...] = ()
    former_ids: tuple[str, ...] = ()
    successor: str | None = None
    keys: KeyHistory | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Every identifier that it has or had."""
        return (self.id, *self.former_ids)

    def has_label(self, label: str, at: datetime) -> bool:
        """Say whether it had the label at that instant."""
        return any(mark.label == label and mark.period.has(at) for mark in self.labels)

    @classmethod
    def parse(cls, entry: Mapping[str, object]) -> ListedIssuer:
        """Read an issuer as `to_json` writes it, or raise `MalformedError`."""
        keys = entry.get("keys")
        if keys is not None and not isinstance(keys, Mapping):
            raise MalformedError("is not an object", path="keys")
        successor = entry.get("successor")
        return cls(
            id=_text(entry, "id"),
            name=_text(entry, "name"),
            period=Period.parse(entry),
            labels=tuple(
                QualityMark(_text(mark, "label"), Period.parse(mark))
                for mark in _objects(entry, "labels")
            ),
            former_ids=_texts(entry, "formerIds"),
            successor=None if successor is None else _text(entry, "successor"),
            keys=None if keys is None else KeyHistory.parse(keys),
        )

    def to_json(self) -> dict[str, object]:
        """Write the issuer; what it does not have is left out."""
        written: dict[str, object] = {"id": self.id, "name": self.name, **self.period.to_json()}
        if self.labels:
            written["labels"] = [
                {"label": mark.label, **mark.period.to_json()} for mark in self.labels
            ]
        if self.former_ids:
            written["formerIds"] = list(self.former_ids)
        if self.successor is not None:
            written["successor"] = self.successor
        if self.keys is not None:
            written["keys"] = self.keys.to_json()
        return written


@dataclass(frozen=True, slots=True)
class TrustList:
    """The issuers that somebody vouches for, in one version of the list."""

    id: str
    version: int
    issued_at: datetime
    expires_at: datetime
    issuers: tuple[ListedIssuer, ...] = ()

    def has_expired(self, at: datetime) -> bool:
        """Say whether a newer version has to be fetched."""
        return self.expires_at <= at

    def listed(self, issuer_id: str, at: datetime) -> ListedIssuer | None:
        """Give the issuer if the list vouched for it at the instant *at*."""
        if not issuer_id:
            return None
        for issuer in self.issuers:
            if issuer.period.has(at) and any(is_same_id(issuer_id, known) for known in issuer.ids):
                return issuer
        return None

    @classmethod
    def parse(cls, document: Mapping[str, object]) -> TrustList:
        """Read a list as `to_json` writes it. Raises `MalformedError` if it is none."""
        if document.get("type") != TYPE:
            raise MalformedError(f"is not {TYPE}", path="type")
        version = document.get("version")
        if isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise MalformedError("is not a number from 1 on", path="version")
        issued_at, expires_at = _instant(document, "issued"), _instant(document, "expires")
        if issued_at is None or expires_at is None:
            raise MalformedError("a list says when it was made and until when it serves")
        issuers = tuple(map(ListedIssuer.parse, _objects(document, "issuers")))
        if len(issuers) > MOST_ISSUERS:
            raise MalformedError(f"has more than {MOST_ISSUERS} issuers", path="issuers")
        return cls(_text(document, "id"), version, issued_at, expires_at, issuers)

    def to_json(self) -> dict[str, object]:
        """Write the list, still to be signed."""
        return {
            "type": TYPE,
            "id": self.id,
            "version": self.version,
            "issued": timestamps.to_text(self.issued_at),
            "expires": timestamps.to_text(self.expires_at),
            "issuers": [issuer.to_json() for issuer in self.issuers],
        }


def sign(trust_list: TrustList, *, signer: Signer) -> str:
    """Sign a list as a compact JWS, whose type nothing else has."""
    payload = strict_json.to_bytes(trust_list.to_json())
    return jose.sign_compact(payload, signer=signer, header={"typ": JWT_TYPE})


def read_signed(
    text: str,
    *,
    keys: Collection[PublicKey],
    list_id: str,
    at: datetime,
    last_seen: int | None = None,
) -> TrustList:
    """Read a signed list, believing the *keys* that the verifier was given and no others.

    Raises `MalformedError` for a list that none of them signed, another list than *list_id*, one
    that has expired or is not of this time yet, and for an older version than *last_seen*: who
    shows yesterday's list would bring back whom it no longer vouches for.
    """
    jws = jose.parse_compact(text)
    if jws.header.get("typ") != JWT_TYPE:
        raise MalformedError("is not a trust list's", path="typ")
    if not any(jose.is_signature_valid(jws, key) for key in keys):
        raise MalformedError("none of the known keys signed the list")
    document = strict_json.parse(jws.payload)
    if not isinstance(document, dict):
        raise MalformedError("the list is not a JSON object")
    trust_list = TrustList.parse(document)
    if trust_list.id != list_id:
        raise MalformedError(f"is {trust_list.id[:200]}, another list", path="id")
    if trust_list.has_expired(at) or trust_list.issued_at > at:
        raise MalformedError("is not a list of now", path="expires")
    if last_seen is not None and trust_list.version < last_seen:
        raise MalformedError(f"is older than {last_seen}, which was seen before", path="version")
    return trust_list


def anchors_of(lists: Iterable[TrustList], *, roots: tuple[bytes, ...] = ()) -> Anchors:
    """Give what the lists say of the issuers' keys, the first that knows an issuer counting."""
    histories: dict[str, KeyHistory] = {}
    for trust_list in lists:
        for issuer in trust_list.issuers:
            if issuer.keys is not None:
                for issuer_id in issuer.ids:
                    histories.setdefault(issuer_id, issuer.keys)
    return Anchors(key_histories=histories, roots=roots)


def _objects(values: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    listed = values.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(item, Mapping) for item in listed):
        raise MalformedError("is not a list of objects", path=name)
    return listed


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    listed = values.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(item, str) and item for item in listed):
        raise MalformedError("is not a list of texts", path=name)
    return tuple(listed)


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise MalformedError("is missing", path=name)
    return value


def _instant(values: Mapping[str, object], name: str) -> datetime | None:
    value = values.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string", path=name)
    return timestamps.parse(value)
