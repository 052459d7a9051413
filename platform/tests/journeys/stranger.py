"""A stranger who verifies with the library, and asks the service what anybody may ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from access.lane import ask
from insigne.adapters.gathering import examine
from insigne.verification import Report
from insigne.verification.evidence import Fetched, Need, NotFetched, Resource

BASE = "https://badges.example.org"
WANTED = "application/ld+json, application/json;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class ThroughTheLane:
    """Fetches from the service what it serves; every other address does not answer."""

    silent: str = "\0"

    def fetch(self, need: Need) -> Resource:
        """Ask the service; an address with *silent* in it gives no answer."""
        if not need.url.startswith(BASE) or self.silent in need.url:
            return NotFetched(need.url, "the server did not answer")
        answer = ask(need.url.removeprefix(BASE), accept=WANTED)
        kind = answer.headers.get("Content-Type", "")
        return Fetched(need.url, need.url, answer.status, answer.body, kind, datetime.now(UTC))


def verdict_on(source: bytes, *, recipient: str | None = None, silent: str = "\0") -> Report:
    """What a stranger is told of a file, knowing nothing but the file."""
    return examine(source, fetcher=ThroughTheLane(silent), recipient=recipient)


def not_passed(report: Report) -> list[str]:
    """The codes of the checks that did not say yes."""
    return [found.code for found in report.findings if found.outcome != "passed"]
