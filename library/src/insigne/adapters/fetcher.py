"""What a fetcher is, and the fetchers that open no sockets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from insigne.verification.evidence import Fetched, Need, NotFetched, Resource


class Fetcher(Protocol):
    """Looks addresses up, and never raises because of what the world does."""

    def fetch(self, need: Need) -> Resource:
        """Give what the address of *need* answers, or why it did not."""
        ...


@runtime_checkable
class RecallingFetcher(Fetcher, Protocol):
    """A fetcher that has some answers at hand, for which nobody need be asked."""

    def recall(self, need: Need) -> Resource | None:
        """Give the answer if it is at hand, at once."""
        ...


@runtime_checkable
class FetchesMany(Protocol):
    """A fetcher that looks up several addresses at once."""

    def fetch_all(self, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
        """Give for each of *needs*, in their order, what `fetch` gives, within *seconds*."""
        ...


@dataclass(frozen=True, slots=True)
class OfflineFetcher:
    """Asks nobody."""

    def fetch(self, need: Need) -> Resource:
        """Say that nobody was asked."""
        return NotFetched(need.url, "we are working offline")


@dataclass(frozen=True, slots=True)
class MappingFetcher:
    """Answers from what it was given, and asks *otherwise* for the rest."""

    answers: Mapping[str, bytes | Resource]
    otherwise: Fetcher = OfflineFetcher()

    def fetch(self, need: Need) -> Resource:
        """Give the answer that it has, or pass the question on."""
        return self.recall(need) or self.otherwise.fetch(need)

    def recall(self, need: Need) -> Resource | None:
        """Give the answer that it has."""
        answer = self.answers.get(need.url)
        if isinstance(answer, bytes):
            now = datetime.now(UTC)
            return Fetched(need.url, need.url, 200, answer, "application/json", now)
        return answer
