"""The examples of the handbook, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection

from insigne_platform.awards.models import Award
from insigne_platform.core import outbox

HANDBOOK = Path(__file__).parents[3] / "docs" / "developer-api.md"


def example(language: str) -> str:
    """The one example in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", HANDBOOK.read_text("utf-8"), re.DOTALL)
    return found


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
