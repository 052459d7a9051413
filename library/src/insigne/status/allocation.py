"""This room is for places in a status list that look random and that nobody gets twice.

Who takes the places of a list one after the other tells everybody when each credential was made
(Bitstring Status List 1.0, "Bitstring Correlation").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ROUNDS: Final = 6
MANY: Final = 256
"""From so many places on, the rounds are written down in advance (lists of up to 2²⁰ places)."""
LONGEST_TABLE: Final = 1 << 10
MOST_WRITTEN_DOWN: Final = 8


@dataclass(frozen=True, slots=True)
class IndexAllocation:
    """A keyed order of the places of one list: a permutation of a counter.

    A Feistel network over the counter, walking on while the result lies outside the list ("cycle
    walking"): no place tells when it was given, none comes twice, and finding a free one takes no
    search. The *key* stays with the issuer; with it, the order can be told again.
    """

    key: bytes
    length: int

    def __post_init__(self) -> None:
        if not self.key or len(self.key) > hashlib.blake2b.MAX_KEY_SIZE:
            raise ValueError("a key has between 1 and 64 bytes")
        if self.length < 1:
            raise ValueError("a list has at least one place")

    def index_of(self, counter: int) -> int:
        """Give the place of the credential that was the *counter*th, counted from nought."""
        if not 0 <= counter < self.length:
            raise ValueError(f"{counter} is not among {self.length} places")
        half = self._half
        place = self._shuffled(counter, half)
        while place >= self.length:
            place = self._shuffled(place, half)
        return place

    def indices_of(self, counters: range) -> list[int]:
        """Give the places of many credentials, each as `index_of` does, in less time."""
        half = self._half
        if len(counters) < MANY or 1 << half > LONGEST_TABLE:
            return [self.index_of(counter) for counter in counters]
        if counters.start < 0 or counters.stop > self.length or counters.step != 1:
            raise ValueError(f"{counters} is not among {self.length} places")
        tables = self._tables()
        return [self._walked(counter, half, tables) for counter in counters]

    def _tables(self) -> Sequence[Sequence[int]]:
        """Write the rounds down; lists are filled by the thousand, so those of a few are kept."""
        known = _written_down.get(self)
        if known is None:
            half = self._half
            mask = (1 << half) - 1
            known = [
                [self._round(turn, value) & mask for value in range(1 << half)]
                for turn in range(ROUNDS)
            ]
            if len(_written_down) >= MOST_WRITTEN_DOWN:
                _written_down.clear()
            _written_down[self] = known
        return known

    @property
    def _half(self) -> int:
        return max(1, ((self.length - 1).bit_length() + 1) // 2)

    def _walked(self, place: int, half: int, tables: Sequence[Sequence[int]]) -> int:
        """Shuffle as `_shuffled` does, by tables, until the place lies in the list."""
        mask = (1 << half) - 1
        while True:
            left, right = place >> half, place & mask
            for table in tables:
                left, right = right, left ^ table[right]
            place = left << half | right
            if place < self.length:
                return place

    def _shuffled(self, value: int, half: int) -> int:
        """Shuffle the numbers of twice *half* bits; every step of it can be undone."""
        mask = (1 << half) - 1
        left, right = value >> half, value & mask
        for turn in range(ROUNDS):
            left, right = right, left ^ (self._round(turn, right) & mask)
        return left << half | right

    def _round(self, turn: int, value: int) -> int:
        message = turn.to_bytes(1, "big") + value.to_bytes(8, "big")
        digest = hashlib.blake2b(message, key=self.key, digest_size=8).digest()
        return int.from_bytes(digest, "big")


_written_down: Final[dict[IndexAllocation, Sequence[Sequence[int]]]] = {}
