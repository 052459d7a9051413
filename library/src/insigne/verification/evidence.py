"""What was gathered from the world before the judging begins."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


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
    """What an address answered, whatever its HTTP status was."""

    url: str
    final_url: str
    status: int
    body: bytes
    media_type: str
    at: datetime


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

    `recipient` and `challenge` are what the verifier asked, and nothing if it did not ask. `noted`
    is scratch paper: for the time of one judgement, what one check worked out is written there for
    the next.
    """

    resources: Mapping[str, Resource] = field(default_factory=dict)
    recipient: str | None = None
    challenge: Challenge | None = None
    noted: dict[Hashable, Any] | None = field(default=None, compare=False, repr=False)

    def look_up(self, need: Need) -> Resource | None:
        """Give what is known of an address, or nothing if it was never asked."""
        return self.resources.get(need.url)

    def note[Answer](self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Give what is noted down under *question*, or work the *answer* out and note it down."""
        if self.noted is None:
            return answer()
        if question not in self.noted:
            self.noted[question] = answer()
        noted: Answer = self.noted[question]
        return noted
