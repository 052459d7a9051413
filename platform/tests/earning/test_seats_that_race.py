"""The last seats, and more people at once than there are: nobody shares one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from earning.seat_racer import RACERS

HERE = Path(__file__).parent


def test_of_four_at_once_two_get_the_two_seats_and_two_are_told(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "insigne_platform.config.settings",
        "INSIGNE_DATA_DIR": str(tmp_path),
        "INSIGNE_BASE_URL": "https://badges.example.org",
        "INSIGNE_SECRET_KEY": "only-for-tests-" + "0" * 40,
        "INSIGNE_KEY_ENCRYPTION_KEY": "00" * 32,
        "PYTHONPATH": str(HERE.parent),
    }

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(HERE / "seat_racer.py"), *arguments],
            env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def answer(process: subprocess.Popen[str]) -> object:
        said, complaints = process.communicate(timeout=120)
        assert process.returncode == 0, complaints
        return json.loads(said.splitlines()[-1])

    assert answer(start("setup")) == "ready"
    racers = [start("race", f"racer-{number}@mail.example") for number in range(RACERS)]
    for racer in racers:
        assert racer.stdout.readline() == "at the line\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()

    outcomes = sorted(str(answer(racer)) for racer in racers)

    full = "This moment is full. Choose another one."
    assert outcomes == ["1", "2", full, full]
