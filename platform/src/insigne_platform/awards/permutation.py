"""A keyed order of the places of a status list: random to look at, and no place comes twice."""

from __future__ import annotations

from insigne.status.allocation import IndexAllocation


def permuted(counter: int, *, key: bytes, size: int) -> int:
    """Answer the place of *counter* in a list of *size* places: a bijection for every key."""
    return IndexAllocation(key, size).index_of(counter)


def permuted_many(counters: range, *, key: bytes, size: int) -> list[int]:
    """Answer the places of many, as `permuted` does for one."""
    return IndexAllocation(key, size).indices_of(counters)
