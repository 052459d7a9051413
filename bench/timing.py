"""Timing calls against each other, and the row that comes of it."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

ROUNDS = 7
SECONDS_A_ROUND = 0.12

type Timer = Callable[[int], float]
"""Does something so many times, and says in how many seconds."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: times in microseconds per call, medians; *ratio* is theirs over ours.

    *peer* is the name of a package, *what* says what it does here; *memory* is ours, in megabytes.
    """

    name: str
    ours: float
    peer: str
    theirs: float | None
    what: str = ""
    memory: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer we are."""
        return None if self.theirs is None else self.theirs / self.ours

    def to_json(self) -> dict[str, object]:
        """The row as the JSON file has it."""
        return asdict(self) | {"ratio": self.ratio}


@dataclass(frozen=True, slots=True)
class Peer:
    """What we run beside: the name of its package, what it does here, and how to time it."""

    package: str
    timer: Timer | None
    what: str = ""


def timer(call: Callable[[], object]) -> Timer:
    """Time a call of this process."""

    def timed(repeats: int) -> float:
        started = time.perf_counter()
        for _ in range(repeats):
            call()
        return time.perf_counter() - started

    return timed


def race(
    name: str, ours: Timer, peers: list[Peer], *, seconds: float = SECONDS_A_ROUND
) -> list[Row]:
    """Time all in alternating rounds, so that what slows the machine slows everybody."""
    running: dict[str, Timer] = {"": ours}
    running |= {_key(peer): peer.timer for peer in peers if peer.timer is not None}
    medians = _medians(running, seconds)
    return [
        Row(name, medians[""], peer.package, medians.get(_key(peer)), peer.what) for peer in peers
    ] or [Row(name, medians[""], "none", None)]


def _key(peer: Peer) -> str:
    return f"{peer.package} {peer.what}"


def _medians(running: Mapping[str, Timer], seconds: float) -> dict[str, float]:
    repeats = {name: _enough(timed, seconds) for name, timed in running.items()}
    rounds: dict[str, list[float]] = {name: [] for name in running}
    gc.collect()
    gc.freeze()  # what the benchmarks keep ready is nobody's work to walk through
    for _ in range(ROUNDS):
        for name, timed in running.items():
            rounds[name].append(timed(repeats[name]) / repeats[name] * 1e6)
    gc.unfreeze()
    return {name: statistics.median(times) for name, times in rounds.items()}


def _enough(timed: Timer, seconds: float) -> int:
    """How many calls take about as long as a round; it warms everything up on the way."""
    repeats = 1
    while (took := timed(repeats)) < seconds / 3 and repeats < 1_000_000:
        repeats *= 2 if took > seconds / 50 else 8
    return max(1, int(repeats * seconds / max(took, 1e-9)))
