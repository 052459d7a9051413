"""Looking addresses up: our own in our own store, those of others over the network."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from insigne.adapters.asking import ask
from insigne.adapters.fetcher import Fetcher
from insigne.verification.addresses import is_same_origin
from insigne.verification.evidence import Fetched, Need, NotFetched, Resource
from insigne_platform.core import publication
from insigne_platform.core.addresses import base_url, path_of

PATIENCE: Final = 20.0  # seconds for everything that one badge leads to


@dataclass(slots=True)
class OwnStoreFirst:
    """Answers for this instance from what it published, and asks *outside* for the rest.

    Nothing is asked twice, and when the patience is over nobody is asked any more.
    """

    outside: Fetcher
    at: datetime
    began: float = field(default_factory=time.monotonic)
    known: dict[str, Resource] = field(default_factory=dict)

    def fetch(self, need: Need) -> Resource:
        """Give what the address answers, or why it did not."""
        if need.url not in self.known:
            self.known[need.url] = self._look_up(need)
        return self.known[need.url]

    def fetch_all(self, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
        """Do as `fetch` for several addresses; those of others are asked at once."""
        elsewhere = [need for need in needs if need.url not in self.known and _is_outside(need.url)]
        left = min(seconds, PATIENCE - (time.monotonic() - self.began))
        answers = ask(self.outside, elsewhere, seconds=left)
        self.known |= {need.url: answer for need, answer in zip(elsewhere, answers, strict=True)}
        return [self.fetch(need) for need in needs]

    def _look_up(self, need: Need) -> Resource:
        path = path_of(need.url)
        if path is not None:
            return self._published(need.url, path)
        if is_same_origin(need.url, base_url()):  # ours, in a spelling that we never write
            return NotFetched(need.url, "it is not how this site writes its addresses")
        if time.monotonic() - self.began > PATIENCE:
            return NotFetched(need.url, "there was no time left to ask")
        return self.outside.fetch(need)

    def _published(self, url: str, path: str) -> Fetched:
        document = publication.document_at(path)
        if document is None:
            return Fetched(url, url, 404, b"", "", self.at)
        body = bytes(document.body)
        return Fetched(url, url, document.status, body, document.media_type, self.at)


def _is_outside(url: str) -> bool:
    return path_of(url) is None and not is_same_origin(url, base_url())
