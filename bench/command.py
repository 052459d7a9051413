"""The command line: start and verify one file, with what it takes of time and memory."""

import compileall
import subprocess
import sys
import tempfile
from pathlib import Path

import insigne
from bench.materials import compiled_with
from bench.sample import KEY, NOON
from bench.timing import Peer, Row, race, timer
from insigne.identifiers.did_key import did_key_of

COMMAND = Path(sys.executable).parent / "insigne"


def as_installed() -> None:
    """Compile the library as an installer does: a checkout may be run without, for tests."""
    compileall.compile_dir(Path(insigne.__file__).parent, quiet=1)


def measure() -> list[Row]:
    """A whole process, beside an interpreter that does nothing."""
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        badge = Path(folder) / "badge.json"
        badge.write_bytes(_badge())
        ours = [str(COMMAND), "verify", str(badge), "--offline"]
        bare = Peer("python", timer(lambda: run([sys.executable, "-c", "pass"])), "-c pass")
        [row] = race("command: start and verify one file", timer(lambda: run(ours)), [bare])
        return [Row(row.name, row.ours, row.peer, row.theirs, row.what, _memory_of(ours))]


def _badge() -> bytes:
    """One that needs nothing from elsewhere: a did:key, and no status."""
    badge, following = compiled_with(did_key_of(KEY.public_key))
    return badge.issue(following(), at=NOON)


def run(command: list[str]) -> None:
    """Run to the end; what it says is not read."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _memory_of(command: list[str]) -> float:
    """Give the most memory that *command* had, in megabytes.

    A small process starts it: the kernel counts what a parent had before its child began.
    """
    measure = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    asked = [sys.executable, "-c", measure, *command]
    return int(subprocess.run(asked, capture_output=True, check=True).stdout) / 1024
