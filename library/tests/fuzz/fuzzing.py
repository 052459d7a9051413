"""Throwing changed inputs at one function after the other, led by the lines that they reach.

An input that reaches a line that no input reached before is kept and changed further. Which lines
are reached, the interpreter itself says (`sys.monitoring`): each tells once and is then silent, so
that it costs nothing. The same seed gives the same inputs.
"""

import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from types import CodeType, FrameType

import insigne
from insigne.errors import InsigneError
from mutations import changed_bytes, changed_json, changed_jws

VECTORS = Path(__file__).parents[1] / "vectors" / "fuzz"
SOURCES = str(Path(insigne.__file__).parent)
MOST_SECONDS = 2.0
MOST_MEBIBYTES = 256
MOST_KEPT = 400
TOOL = 3

type Change = Callable[[bytes, Random], bytes]


@dataclass(frozen=True)
class Target:
    """One parser of untrusted bytes: how it is called, and what a good input looks like."""

    name: str
    run: Callable[[bytes], object]
    seeds: Sequence[bytes]
    changes: Sequence[Change] = (changed_bytes, changed_json)


class TooSlow(BaseException):
    """An input took longer than any input may."""


class TooLarge(Exception):  # noqa: N818
    """An input took more memory than any input may."""


@dataclass
class Fault:
    """An input on which something else than an `InsigneError` came out."""

    target: str
    source: bytes
    error: BaseException

    def write(self, folder: Path = VECTORS) -> Path:
        """Keep the input as a vector, which is tried at every run from now on."""
        path = folder / self.target / sha256(self.source).hexdigest()[:16]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.source)
        return path


@dataclass
class Round:
    """What came of fuzzing one target."""

    tried: int = 0
    lines: int = 0
    faults: list[Fault] = field(default_factory=list)


def attempt(target: Target, source: bytes) -> Fault | None:
    """Run one input, and say what is wrong about what came out, if anything is."""
    before = _peak_mebibytes()
    try:
        with _limited():
            target.run(source)
    except InsigneError:
        pass
    except (Exception, TooSlow) as error:
        return Fault(target.name, source, error)
    if _peak_mebibytes() - before > MOST_MEBIBYTES:
        return Fault(target.name, source, TooLarge(f"more than {MOST_MEBIBYTES} MiB"))
    return None


def fuzz(target: Target, *, seed: int, seconds: float, rounds: int | None = None) -> Round:
    """Try changed inputs for so long, or so often; one fault of a kind is enough."""
    random, kept, result = Random(f"{seed}/{target.name}"), list(target.seeds), Round()
    known: set[str] = set()
    forget_peak()
    ends = time.monotonic() + seconds
    with _Lines() as lines:
        for source in _inputs(target, kept, random):
            if time.monotonic() >= ends or (rounds is not None and result.tried >= rounds):
                break
            fault = attempt(target, source)
            result.tried += 1
            if fault is not None and _kind(fault) not in known:
                known.add(_kind(fault))
                result.faults.append(fault)
            if lines.took_new() and len(kept) < MOST_KEPT:
                kept.append(source)
        result.lines = lines.count
    return result


def _inputs(target: Target, kept: Sequence[bytes], random: Random) -> Iterator[bytes]:
    """Give the seeds as they are, then endless changes of what is kept."""
    yield from list(kept)
    while True:
        source = random.choice(kept)
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            source = random.choice(target.changes)(source, random)
        yield source


def _kind(fault: Fault) -> str:
    """Tell faults apart by where they came out."""
    trace, place = fault.error.__traceback__, ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(SOURCES):
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(fault.error).__name__} {place}"


class _Lines:
    """Counts the lines of the library that were reached."""

    def __init__(self) -> None:
        self.count = 0
        self._seen = 0

    def __enter__(self) -> "_Lines":
        monitoring = sys.monitoring
        monitoring.use_tool_id(TOOL, "fuzz")
        monitoring.register_callback(TOOL, monitoring.events.LINE, self._line)
        monitoring.set_events(TOOL, monitoring.events.LINE)
        monitoring.restart_events()
        return self

    def __exit__(self, *_: object) -> None:
        sys.monitoring.set_events(TOOL, 0)
        sys.monitoring.free_tool_id(TOOL)

    def took_new(self) -> bool:
        took, self._seen = self.count > self._seen, self.count
        return took

    def _line(self, code: CodeType, _number: int) -> object:
        self.count += code.co_filename.startswith(SOURCES)
        return sys.monitoring.DISABLE


@contextmanager
def _limited() -> Iterator[None]:
    """End what takes too long; processor time, so that a busy machine makes no fault."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {MOST_SECONDS} s of processor time")

    former = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def forget_peak() -> None:
    """Let the peak of memory be what is in use now, where the system can."""
    clear_refs = Path("/proc/self/clear_refs")
    if clear_refs.exists():
        clear_refs.write_text("5")


def _peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def spliced(others: Sequence[bytes]) -> Change:
    """Make a change that goes on as another input does from somewhere on."""

    def change(source: bytes, random: Random) -> bytes:
        other = random.choice(others)
        return (
            source[: random.randrange(len(source) + 1)] + other[random.randrange(len(other) + 1) :]
        )

    return change


JSON_CHANGES: Sequence[Change] = (changed_json, changed_json, changed_json, changed_bytes)
JWS_CHANGES: Sequence[Change] = (changed_jws, changed_jws, changed_bytes)
