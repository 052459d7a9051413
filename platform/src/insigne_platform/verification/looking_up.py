"""Looking addresses up: our own in our own store, those of others over the network."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

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
