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

from awards.batch_worker import ROWS

HERE = Path(__file__).parent
KILLS = 12

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
    said, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints
    return json.loads(said.splitlines()[-1])


def test_every_award_is_made_exactly_once(run):
    assert answer(run("award")) == ROWS
    chance = random.Random(7)
    for _ in range(KILLS):
        worker = run("work")
        for _ in range(chance.randint(0, 4)):
            worker.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.06))
        worker.kill()
        worker.communicate()

    halfway = answer(run("count"))
    assert 0 < halfway["issued"] < ROWS
    assert halfway["issued"] == halfway["bodies"] == halfway["hosted"]

    workers = [run("work"), run("work")]
    assert [answer(worker) for worker in workers] == ["done", "done"]

    assert answer(run("count")) == {
        "issued": ROWS, "ids": ROWS, "places": ROWS, "bodies": ROWS, "documents": ROWS,
        "hosted": ROWS, "cursor": ROWS, "told": 1,
    }  # fmt: skip
    assert answer(run("award")) == "already"


def test_of_four_lists_that_race_one_awards(run):
    outcomes = [answer(process) for process in [run("award") for _ in range(4)]]

    assert sorted(outcomes, key=str) == [ROWS, "already", "already", "already"]
