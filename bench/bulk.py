"""Verifying a folder of files on two cores, beside one."""

import statistics
import tempfile
import time
from pathlib import Path

from bench.command import COMMAND, as_installed, run
from bench.materials import compiled_with
from bench.sample import KEY, NOON
from bench.timing import Row
from insigne.identifiers.did_key import did_key_of

FILES = 40_000
"""As many as make the start of two processes small beside the work: for fewer, one is enough."""
ROUNDS = 2


def measure() -> list[Row]:
    """A row whose peer is ourselves: the same command in one process."""
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(ROUNDS):
            for jobs, found in times.items():
                started = time.perf_counter()
                run([str(COMMAND), "verify", folder, "--offline", "--csv", f"--jobs={jobs}"])
                found.append((time.perf_counter() - started) / FILES * 1e6)
        one, two = (statistics.median(found) for found in times.values())
    return [Row("bulk verify, two processes over one", two, "insigne", one, "in one process")]


def _fill(folder: Path) -> None:
    """Write files that need nothing from elsewhere: a did:key, and no status."""
    badge, following = compiled_with(did_key_of(KEY.public_key))
    for number in range(FILES):
        (folder / f"{number}.json").write_bytes(badge.issue(following(), at=NOON))
