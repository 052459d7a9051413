"""What was gathered from the world before the judging begins."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from insigne.verification.anchors import NO_ANCHORS, Anchors


class Purpose(StrEnum):
    """What an address is looked up for; a fetcher sets its limits and its wishes by it."""

    KEYS = "keys"
    STATUS_LIST = "status list"
    REVOCATION_LIST = "revocation list"
    ASSERTION = "assertion"
    BADGE = "badge"
    ISSUER = "issuer"
    CREDENTIAL = "credential"
    SCHEMA = "schema"
    RELATED = "related resource"


@dataclass(frozen=True, slots=True)
class Need:
    """An address that must be looked up before a question can be answered."""

    url: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, whatever its HTTP status was.

    `max_age` is for how long the server said that the answer may be kept (RFC 9111,
    "Cache-Control"), nothing if it did not say. An answer that *is_stale* was kept beyond its time
    because the address did not answer again; `at` says from when it is.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    media_type: str
    at: datetime
    max_age: timedelta | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class NotFetched:
    """An address that gave no answer, and why: no fact about any credential."""

    url: str
    reason: str


Resource = Fetched | NotFetched


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a verifier asked a holder to sign: for whom, and a value used this once."""

    nonce: str
    audience: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything beside the credential itself that the checks may look at.

    `recipient` and `challenge` are what the verifier asked, and nothing if it did not ask.
    `witnessed_at` is an instant at which somebody whom the verifier believes had seen these very
    bytes, so that they were signed before it. `noted` is scratch paper: for the time of one
    judgement, what one check worked out is written there for the next.
    """

    resources: Mapping[str, Resource] = field(default_factory=dict)
    recipient: str | None = None
    challenge: Challenge | None = None
    anchors: Anchors = NO_ANCHORS
    witnessed_at: datetime | None = None
    noted: dict[Hashable, Any] | None = field(default=None, compare=False, repr=False)

    def look_up(self, need: Need) -> Resource | None:
        """Give what is known of an address, or nothing if it was never asked."""
        return self.resources.get(need.url)

    def note[Answer](
        self, question: Hashable, about: object, answer: Callable[[], Answer]
    ) -> Answer:
        """Give what is noted down of *question*, or work the *answer* out and note it down.

        What it is *about* is known by its identity, and kept as long, so that this stays its own.
        """
        if self.noted is None:
            return answer()
        place = question, id(about)
        noted: tuple[object, Answer] | None = self.noted.get(place)
        if noted is None:
            noted = self.noted[place] = about, answer()
        return noted[1]
