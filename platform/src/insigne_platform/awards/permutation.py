"""A keyed order of the places of a status list: random to look at, and no place comes twice.

The places are given out in the order of a Feistel network over the counter, walking on while the
result lies outside the list ("cycle walking"). So no place tells when it was given, and finding a
free one takes no search.
"""

from __future__ import annotations

import hashlib

ROUNDS = 6


def permuted(counter: int, *, key: bytes, size: int) -> int:
    """Answer the place of *counter* in a list of *size* places: a bijection for every key."""
    if not 0 <= counter < size:
        raise ValueError(f"{counter} is not among {size} places")
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    place = _shuffled(counter, key, half)
    while place >= size:
        place = _shuffled(place, key, half)
    return place


def _shuffled(value: int, key: bytes, half: int) -> int:
    """Shuffle the numbers of twice *half* bits (a Feistel network, which can be undone)."""
    mask = (1 << half) - 1
    left, right = value >> half, value & mask
    for turn in range(ROUNDS):
        left, right = right, left ^ (_round(turn, right, key) & mask)
    return left << half | right


def _round(turn: int, value: int, key: bytes) -> int:
    message = turn.to_bytes(1, "big") + value.to_bytes(8, "big")
    return int.from_bytes(hashlib.blake2b(message, key=key, digest_size=8).digest(), "big")
