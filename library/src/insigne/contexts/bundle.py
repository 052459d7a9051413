"""The bundled JSON-LD contexts, by the address under which documents name them.

The files in `data/` are unchanged copies of what was published; `data/SOURCES.toml` says from
where, under which licence, and with which hash.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Source:
    """Where one bundled context comes from."""

    url: str
    file: str
    origin: str
    licence: str
    sha256: str
    note: str = ""

    def read(self) -> bytes:
        """Give the bytes of the file as they were published."""
        return (files("insigne.contexts") / "data" / self.file).read_bytes()


class _Bundle(Mapping[str, Mapping[str, object]]):
    """The contexts, each parsed when it is first asked for."""

    def __init__(self) -> None:
        self._parsed: dict[str, Mapping[str, object]] = {}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Give the table of `SOURCES.toml`, by address."""
        table = tomllib.loads(
            (files("insigne.contexts") / "data" / "SOURCES.toml").read_text("utf-8")
        )
        return {entry["url"]: Source(**entry) for entry in table["context"]}

    def __getitem__(self, url: str) -> Mapping[str, object]:
        document = self._parsed.get(url)
        if document is None:
            document = self._parsed[url] = json.loads(self.sources[url].read())
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


_BUNDLE = _Bundle()

BUNDLE: Mapping[str, Mapping[str, object]] = _BUNDLE
"""Every bundled context document, by its address; read-only."""


def is_bundled(url: str) -> bool:
    """Say whether the context at *url* is one that we ship."""
    return url in _BUNDLE.sources


def source_of(url: str) -> Source:
    """Give the origin, licence and hash of the bundled context at *url*."""
    return _BUNDLE.sources[url]


def sources() -> tuple[Source, ...]:
    """Give the origin, licence and hash of every bundled context."""
    return tuple(_BUNDLE.sources.values())
