"""The bundled JSON-LD contexts, by the address under which documents name them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from insigne.contexts.sources import SOURCES, Source


class _Bundle(Mapping[str, Mapping[str, object]]):
    """The contexts, each parsed when it is first asked for."""

    def __init__(self) -> None:
        self._parsed: dict[str, Mapping[str, object]] = {}

    def __getitem__(self, url: str) -> Mapping[str, object]:
        document = self._parsed.get(url)
        if document is None:
            document = self._parsed[url] = json.loads(SOURCES[url].read())
        return document

    def __contains__(self, url: object) -> bool:
        return url in SOURCES

    def __iter__(self) -> Iterator[str]:
        return iter(SOURCES)

    def __len__(self) -> int:
        return len(SOURCES)


BUNDLE: Mapping[str, Mapping[str, object]] = _Bundle()
"""Every bundled context document, by its address; read-only."""


def is_bundled(url: str) -> bool:
    """Say whether the context at *url* is one that we ship."""
    return url in SOURCES


def source_of(url: str) -> Source:
    """Give the origin, licence and hash of the bundled context at *url*."""
    return SOURCES[url]


def sources() -> tuple[Source, ...]:
    """Give the origin, licence and hash of every bundled context."""
    return tuple(SOURCES.values())
