"""Exactly once, though workers are killed without warning (SIGKILL) and lists race."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from awards.batch_worker import ROWS, ROWS_IN_PARTS

HERE = Path(__file__).parent
KILLS, KILLS_IN_PARTS = 12, 4

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path):
    """Start the worker's commands on a fresh database in a file."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "insigne_platform.config.settings",
        "INSIGNE_DATA_DIR": str(tmp_path),
        "INSIGNE_BASE_URL": "https://badges.example.org",
        "INSIGNE_SECRET_KEY": "only-for-tests-" + "0" * 40,
        "INSIGNE_KEY_ENCRYPTION_KEY": "00" * 32,
        "PYTHONPATH": str(HERE.parent),
    }

    def start(command: str) -> subprocess.Popen[str]:
        arguments = [sys.executable, str(HERE / "batch_worker.py"), command]
        return subprocess.Popen(
            arguments, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    answer(start("setup"))
    return start


def answer(process: subprocess.Popen[str]) -> object:
    said, complaints = process.communicate(timeout=600)
    assert process.returncode == 0, complaints
    return json.loads(said.splitlines()[-1])


def work_until_killed(run, chance: random.Random, *, most_chunks: int) -> None:
    """Let a worker make some chunks, and kill it without warning in the middle of the next."""
    worker = run("work")
    for _ in range(chance.randint(0, most_chunks)):
        worker.stdout.readline()
    time.sleep(chance.uniform(0.0, 0.06))
    worker.kill()
    worker.communicate()


def once(rows: int) -> dict[str, int]:
    """What there is when every row became one award, whole, and that was told."""
    return {
        "issued": rows, "ids": rows, "places": rows, "bodies": rows, "documents": rows,
        "hosted": rows, "cursor": rows, "told": 1,
    }  # fmt: skip


def test_every_award_is_made_exactly_once(run):
    assert answer(run("award")) == ROWS
    chance = random.Random(7)
    for _ in range(KILLS):
        work_until_killed(run, chance, most_chunks=4)

    halfway = answer(run("count"))
    assert 0 < halfway["issued"] < ROWS
    assert halfway["issued"] == halfway["bodies"] == halfway["hosted"]

    workers = [run("work"), run("work")]
    assert [answer(worker) for worker in workers] == ["done", "done"]

    assert answer(run("count")) == once(ROWS)
    assert answer(run("award")) == "already"


def test_every_part_of_a_list_is_awarded_exactly_once(run):
    """The same as `./dev bench bulk-kill` with 10,000 rows and 20 kills, in a size for each day."""
    assert answer(run("offer")) == {"ready": ROWS_IN_PARTS, "already": 0}
    answer(run("confirm"))
    chance = random.Random(11)
    for _ in range(KILLS_IN_PARTS):
        work_until_killed(run, chance, most_chunks=3)

    halfway = answer(run("count"))
    assert 0 < halfway["issued"] < ROWS_IN_PARTS
    assert halfway["issued"] == halfway["bodies"] == halfway["hosted"]

    assert answer(run("work")) == "done"

    assert answer(run("count")) == once(ROWS_IN_PARTS)
    assert answer(run("offer")) == {"ready": 0, "already": ROWS_IN_PARTS}


def test_a_list_that_is_confirmed_four_times_at_once_is_one_batch(run):
    answer(run("offer"))

    batches = {answer(process) for process in [run("confirm") for _ in range(4)]}
    workers = [run("work"), run("work")]

    assert len(batches) == 1
    assert [answer(worker) for worker in workers] == ["done", "done"]
    assert answer(run("count")) == once(ROWS_IN_PARTS)


def test_of_four_lists_that_race_one_awards(run):
    outcomes = [answer(process) for process in [run("award") for _ in range(4)]]

    assert sorted(outcomes, key=str) == [ROWS, "already", "already", "already"]
