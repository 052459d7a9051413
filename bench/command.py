"""The command line: start and verify one file, with what it takes of time and memory."""

import os
import sys
import tempfile
from pathlib import Path

from bench.materials import compiled_with
from bench.sample import KEY, NOON
from bench.timing import Peer, Row, race, timer
from insigne.identifiers.did_key import did_key_of

COMMAND = Path(sys.executable).parent / "insigne"


def measure() -> list[Row]:
    """A whole process, beside an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        badge = Path(folder) / "badge.json"
        badge.write_bytes(_badge())
        ours = [str(COMMAND), "verify", str(badge), "--offline"]
        bare = Peer("python", timer(lambda: run([sys.executable, "-c", "pass"])), "-c pass")
        [row] = race("command: start and verify one file", timer(lambda: run(ours)), [bare])
        return [Row(row.name, row.ours, row.peer, row.theirs, row.what, run(ours))]


def _badge() -> bytes:
    """One that needs nothing from elsewhere: a did:key, and no status."""
    badge, following = compiled_with(did_key_of(KEY.public_key))
    return badge.issue(following(), at=NOON)


def run(command: list[str]) -> float:
    """Run to the end, and give the most memory that it had, in megabytes."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if status != 0:
        raise AssertionError(f"{command} ended with {status}")
    return usage.ru_maxrss / 1024
