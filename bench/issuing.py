"""A list of recipients through the whole product, on SQLite and PostgreSQL, and killed halfway.

From the bytes of the file to queued mails: read, checked, written down, signed, stored, published.
Every run is a process of its own on a fresh database.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.postgresql import server
from bench.timing import Row

SIZES = (("sqlite", 10_000), ("postgresql", 10_000), ("sqlite", 100_000), ("postgresql", 100_000))
ROUNDS = 3
KILLED_ROWS, KILLS = 10_000, 20
LONGEST_LIFE = 0.3  # seconds before a worker is killed; everything takes several

type Environment = Mapping[str, str]


def measure() -> list[Row]:
    """A row for each size and database; the peer is nobody, the goals are in the documentation."""
    return [row for database, rows in SIZES if (row := _row(database, rows))]


def _row(database: str, rows: int) -> Row | None:
    runs = [_run(database, rows) for _ in range(ROUNDS if rows <= 10_000 else 1)]
    found = sorted((run for run in runs if run), key=lambda run: run["whole"])
    if not found:
        print(f"bulk {rows} {database}: left out, for want of a PostgreSQL server")
        return None
    median = found[len(found) // 2]
    rate, busy = rows / median["whole"], rows / median["processor"]
    what = (
        f"{rate:,.0f} awards/s ({busy:,.0f} per second of our processor time); "
        f"reading and checking {median['checked']:.2f} s, issuing {median['issued']:.2f} s"
    )
    name = f"bulk {rows} {database}"
    return Row(name, median["whole"] * 1e6, "none", None, what, median["memory"])


def _run(database: str, rows: int) -> dict[str, float] | None:
    with _fresh(database) as environment:
        if environment is None:
            return None
        _answer(_start(environment, "setup", 0))
        found: dict[str, float] = _answer(_start(environment, "run", rows))
        _require_whole(_answer(_start(environment, "count", rows)), rows)
        return found


def kill() -> list[Row]:
    """Kill the worker again and again (SIGKILL): every award is made once, and wholly."""
    return [row for database in ("sqlite", "postgresql") if (row := _killed(database))]


def _killed(database: str) -> Row | None:
    chance = random.Random(20)
    with _fresh(database) as environment:
        if environment is None:
            print(f"bulk killed {database}: left out, for want of a PostgreSQL server")
            return None
        _answer(_start(environment, "setup", 0))
        _answer(_start(environment, "award", KILLED_ROWS))
        started, halfway = time.perf_counter(), 0
        for _ in range(KILLS):
            halfway += _work_until_killed(environment, chance)
        ended = _answer(_start(environment, "work", 0))
        took = time.perf_counter() - started
        found = _answer(_start(environment, "count", 0))
        _require_whole(found, KILLED_ROWS)
        again = _answer(_start(environment, "award", KILLED_ROWS))
        if (ended, again) != ("done", 0):
            raise SystemExit(f"the same list awarded {again} more")
    what = (
        f"{KILLS} kills, {halfway} of them before it was done; {found['issued']:,} awards, "
        f"{found['places']:,} places, the same list again: {again}"
    )
    return Row(f"bulk {KILLED_ROWS} killed {database}", took * 1e6, "none", None, what)


def _work_until_killed(environment: Environment, chance: random.Random) -> bool:
    """Whether the worker was killed before it had made everything."""
    worker = _start(environment, "work", 0)
    assert worker.stdout is not None
    worker.stdout.readline()  # AT_WORK
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    worker.kill()
    said, _complaints = worker.communicate()
    return not said


def _require_whole(found: Mapping[str, int], rows: int) -> None:
    """Speed counts only if every award is there, once and whole."""
    expected = dict.fromkeys(
        ("awards", "issued", "ids", "places", "bodies", "documents", "hosted"), rows
    )
    if found != expected | {"told": 1}:
        raise SystemExit(f"not everything is there once: {found}")


@contextmanager
def _fresh(database: str) -> Iterator[Environment | None]:
    with tempfile.TemporaryDirectory(prefix="insigne-bench-") as folder:
        environment = {
            **os.environ,
            "INSIGNE_DATA_DIR": folder,
            "INSIGNE_BASE_URL": "https://badges.example.org",
            "INSIGNE_SECRET_KEY": "only-for-tests-" + "0" * 40,
            "INSIGNE_KEY_ENCRYPTION_KEY": "00" * 32,
        }
        environment.pop("INSIGNE_DATABASE_URL", None)
        if database == "sqlite":
            yield environment
            return
        with server() as address:
            yield {**environment, "INSIGNE_DATABASE_URL": address} if address else None


def _start(environment: Environment, command: str, rows: int) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-m", "bench.issuing_worker", command, str(rows)]
    return subprocess.Popen(
        arguments,
        env=dict(environment),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )


def _answer(process: "subprocess.Popen[str]") -> object:
    said, complaints = process.communicate()
    if process.returncode:
        raise SystemExit(complaints)
    return json.loads(said.splitlines()[-1])
