"""A memory of parts of documents: what was written of an equal part before is written again.

What a part says depends on nothing but its JSON and the active context in which it stands, and
what stands around it can touch only its root: every other blank node in it is out of reach.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from dataclasses import dataclass
from sys import getsizeof
from threading import Lock
from typing import Any, Final

from insigne.canonicalization.emission import Emission
from insigne.canonicalization.n_quads import Term
from insigne.canonicalization.ranking import first_degree_hashes

MOST_BYTES: Final = 8 * 1024 * 1024
"""How much may be remembered under one set of contexts; what came first is forgotten first."""

_SHARE: Final = 16  # no part may take more than this share of it
_WITHOUT_REFERENCES: Final = 2  # the version of marshal in which equal values have equal bytes

type Key = tuple[int, bytes]


def content_of(part: dict[str, Any]) -> bytes | None:
    """Give bytes that are equal for equal JSON and for nothing else; None for what is not JSON.

    Unlike JSON's own text they keep apart what the walk keeps apart: 1, 1.0 and true, a list and
    a tuple, null and NaN. They are the value itself, whoever changes it afterwards.
    """
    try:
        return marshal.dumps(part, _WITHOUT_REFERENCES)
    except ValueError:
        return None


def part_of(content: bytes) -> dict[str, Any]:
    """Give the part whose content this is: a copy that nobody else can change."""
    part: dict[str, Any] = marshal.loads(content)  # noqa: S302  # ours, and never kept on disk
    return part


@dataclass(frozen=True, slots=True)
class Subtree:
    """What was written of a part."""

    root: Term
    emission: Emission
    credentials: frozenset[str]
    """The identifiers in it of what calls itself a credential."""

    @classmethod
    def of(cls, root: Term, emission: Emission, credentials: Iterable[str]) -> Subtree:
        """Prepare what a walk over the part alone has written."""
        emission.drop_repetitions()
        hashes = first_degree_hashes(emission)
        emission.known_hashes = [
            None if blank == root else digest for blank, digest in enumerate(hashes)
        ]
        return cls(root, emission, frozenset(credentials))


class SubtreeMemory:
    """The parts that were written lately, up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._subtrees: dict[Key, tuple[Subtree, int]] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """How many bytes are remembered, about."""
        return self._bytes

    def get(self, key: Key) -> Subtree | None:
        """Give what was written of an equal part."""
        known = self._subtrees.get(key)
        return None if known is None else known[0]

    def remember(self, key: Key, subtree: Subtree) -> None:
        """Keep *subtree*, which is not changed any more, and forget others to make room."""
        size = getsizeof(key[1]) + _size_of(subtree.emission)
        if size > self._most_bytes // _SHARE:
            return
        with self._lock:
            if key in self._subtrees:
                return
            self._subtrees[key] = (subtree, size)
            self._bytes += size
            while self._bytes > self._most_bytes:
                oldest = next(iter(self._subtrees))
                self._bytes -= self._subtrees.pop(oldest)[1]


def _size_of(emission: Emission) -> int:
    """Estimate the bytes of *emission*, its text counted exactly."""
    texts = [*emission.blocks, *filter(None, emission.known_hashes)]
    texts += [text for text, _ in emission.heads] + [text for _, text, _ in emission.links]
    for tails in emission.tails:
        texts += tails
    return 1000 + sum(map(getsizeof, texts)) + 100 * (len(texts) + len(emission.tails))
