"""Timing a call, and a row of the answer."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: times in microseconds per call, medians; *ratio* is theirs over ours."""

    name: str
    ours: float
    peer: str
    theirs: float | None

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer we are."""
        return None if self.theirs is None else self.theirs / self.ours

    def to_json(self) -> dict[str, object]:
        """The row as the JSON file has it."""
        return asdict(self) | {"ratio": self.ratio}


def microseconds(call: Callable[[], object], *, seconds: float = 0.6, rounds: int = 5) -> float:
    """The median time of one *call*, from *rounds* rounds of about *seconds* in all."""
    call()
    started = time.perf_counter()
    call()
    once = max(time.perf_counter() - started, 1e-7)
    repeats = max(1, int(seconds / rounds / once))
    times = []
    gc.collect()
    for _ in range(rounds):
        started = time.perf_counter()
        for _ in range(repeats):
            call()
        times.append((time.perf_counter() - started) / repeats * 1e6)
    return statistics.median(times)
