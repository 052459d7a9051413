"""Status lists whose proof was checked and found to be their issuer's, kept for the next question.

Thousands of credentials point into one list; checking its signature and expanding it once is
enough. What is kept is found by the bytes of the list. Only lists that are believed are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Final, NamedTuple

from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError
from insigne.proofs import jose
from insigne.status.status_list import StatusList
from insigne.verification.decisions import Decision, decide
from insigne.verification.evidence import Evidence
from insigne.verification.issuer_binding import binding
from insigne.verification.outcome import Outcome
from insigne.verification.proof_integrity import integrity
from insigne.verification.secured import Secured

MOST_BYTES: Final = 64 * 1024 * 1024
_OVERHEAD: Final = 4096  # bytes that a kept list takes beside its text and its bits
_NAMED_TWICE: Final = {"iss": "issuer", "jti": "id"}


@dataclass(frozen=True, slots=True)
class BelievedList:
    """A status list that is authentic; whether it is the right one, and current, is still open."""

    status_list: StatusList
    issuer_id: str
    valid_from: datetime | None
    valid_until: datetime | None


class _Kept(NamedTuple):
    """A list that is believed, and how many bytes it takes to keep it."""

    decision: Decision[BelievedList]
    size: int


@dataclass(slots=True)
class BelievedLists:
    """The lists that were believed last, as many as fit into *most_bytes*."""

    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[bytes, _Kept] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Lock = field(default_factory=Lock)

    def believe(self, body: bytes, evidence: Evidence, at: datetime) -> BelievedList:
        """Give the list in *body* if its proof is right and a key of its issuer made it.

        Raises `MalformedError` if not, or if there is no list.
        """
        with self._lock:
            kept = self._kept.get(body)
            if kept is not None:
                self._kept.move_to_end(body)
        if kept is not None and kept.decision.holds(evidence, at):
            return kept.decision.answer
        decision = decide(lambda given, then: believed_list(body, given, then), evidence, at)
        if decision.window is not None:
            size = len(body) + len(decision.answer.status_list.bits.data) + _OVERHEAD
            self._keep(body, _Kept(decision, size))
        return decision.answer

    def _keep(self, body: bytes, kept: _Kept) -> None:
        with self._lock:
            if (earlier := self._kept.pop(body, None)) is not None:
                self._size -= earlier.size
            self._kept[body] = kept
            self._size += kept.size
            while self._size > self.most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size


def believed_list(body: bytes, evidence: Evidence, at: datetime) -> BelievedList:
    """Read a list and check its proof and its issuer.

    Raises `MalformedError` unless both are right.
    """
    listed = Secured.parse(body)
    document, claims = listed.document, _claims_of(listed)
    starts = _instant(document, "validFrom", "issuanceDate"), _instant_of_claim(claims, "nbf")
    ends = _instant(document, "validUntil", "expirationDate"), _instant_of_claim(claims, "exp")
    believed = BelievedList(
        status_list=StatusList.parse(document),
        issuer_id=listed.issuer_id,
        valid_from=max((start for start in starts if start is not None), default=None),
        valid_until=min((end for end in ends if end is not None), default=None),
    )
    for finding in (integrity(listed, evidence, at), binding(listed, evidence, at)):
        if finding.outcome is not Outcome.PASSED:
            raise MalformedError(finding.detail)
    return believed


def _claims_of(listed: Secured) -> Mapping[str, object]:
    """Read what a token says around the list, and hold it to what it says twice."""
    if listed.jws_text is None:
        return {}
    payload = strict_json.parse(jose.parse_compact(listed.jws_text).payload)
    claims = payload if isinstance(payload, dict) else {}  # it is: it was read as one before
    said = {"issuer": listed.issuer_id, "id": listed.document.get("id")}
    for claim, name in _NAMED_TWICE.items():
        if claim in claims and claims[claim] != said[name]:
            raise MalformedError(f"its {claim} is not its {name}")
    return claims


def _instant_of_claim(claims: Mapping[str, object], name: str) -> datetime | None:
    """Read a number of seconds since 1970 (RFC 7519, "NumericDate")."""
    seconds = claims.get(name)
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise MalformedError(f"its {name} is not a number of seconds")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise MalformedError(f"its {name} is not an instant") from error


def _instant(document: Mapping[str, object], *names: str) -> datetime | None:
    value = next((document[name] for name in names if name in document), None)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedError(f"its {names[0]} is not a date")
    return timestamps.parse(value)
