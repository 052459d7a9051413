"""The examples of the handbook, run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from api.conftest import Program
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox

HANDBOOK = Path(__file__).parents[3] / "docs" / "developer-api.md"


def example(language: str, number: int = 1) -> str:
    """The example in this language that stands there first, or second."""
    found = re.findall(rf"```{language}\n(.*?)```", HANDBOOK.read_text("utf-8"), re.DOTALL)
    assert len(found) == 2
    return str(found[number - 1])


@pytest.fixture
def surroundings(live_server, program, published) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "INSIGNE_URL": live_server.url,
        "INSIGNE_TOKEN": program().secret,
        "BADGE": published.achievement.public_id,
    }


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
@pytest.mark.django_db(transaction=True)
def test_curl_awards_once(surroundings):
    command = ["sh", "-c", example("sh")]
    answers = [
        subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True).stdout
        for _each in range(2)
    ]

    assert '"email":"amina@example.org"' in answers[0]
    assert answers[0] == answers[1]
    assert Award.objects.get().grade == "8"


@pytest.mark.django_db(transaction=True)
def test_python_awards_a_list_and_waits_for_it(surroundings):
    working = threading.Event()

    def work() -> None:
        while not working.wait(0.1):
            outbox.deliver_all()
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", example("python")],
            env=surroundings, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    finally:
        working.set()
        worker.join()

    assert done.stdout.splitlines() == [
        "amina@example.org waiting",
        "jesse@example.org waiting",
    ]


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
@pytest.mark.django_db(transaction=True)
def test_curl_sends_results_and_looks_whom_a_rule_would_award(surroundings):
    done = subprocess.run(
        ["sh", "-c", example("sh", 2)],
        env=surroundings, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    made, sent, looked = done.stdout.splitlines()
    assert '"is_on":false' in made
    assert '"value":8.0' in sent
    assert json.loads(looked) == {
        "total": 1, "people": [{"email": "amina@example.org", "name": "Amina"}],
    }  # fmt: skip
    assert Award.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_python_takes_a_list_back_and_reads_who_did_it(surroundings, published):
    award = {"badge": published.achievement.public_id, "email": "amina@example.org"}
    asking = Program(surroundings["INSIGNE_TOKEN"])
    batch = asking.post("awards", award).json()["batch"]
    outbox.deliver_all()

    done = subprocess.run(
        [sys.executable, "-c", example("python", 2)],
        env={**surroundings, "BATCH": batch},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert done.stdout.splitlines() == ["1 of 1", "change.revoke", "award.revoked"]
    assert Award.objects.get().state == "revoked"
