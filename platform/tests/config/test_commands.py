"""The commands, as an operator runs them: in processes of their own."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

RUN = [
    sys.executable,
    "-c",
    "import sys, typer\n"
    "from insigne_platform.config.commands import commands\n"
    "app = typer.Typer(add_completion=False)\n"
    "for name, command in commands.items(): app.command(name)(command)\n"
    "app()",
]


def _environment(folder):
    ours = {name: value for name, value in os.environ.items() if "INSIGNE" not in name}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return ours | {"INSIGNE_DATA_DIR": str(folder)}


def run(folder, *arguments):
    return subprocess.run(
        [*RUN, *arguments], env=_environment(folder), capture_output=True, text=True, timeout=60
    )


@contextmanager
def serving(folder, port):
    """Serve until the block ends; gives the file with what was said."""
    said = folder.parent / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen(
            [*RUN, "serve", "--port", str(port)], env=_environment(folder), stderr=out, stdout=out
        )
        try:
            _wait_for(port, process)
            yield said
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0


def _wait_for(port, process):
    for _ in range(150):
        if process.poll() is not None:
            raise AssertionError("it ended")
        try:
            return get(port, "/healthz")
        except OSError:
            time.sleep(0.2)
    raise AssertionError("it does not answer")


def get(port, path, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@pytest.fixture
def port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_an_instance_serves_itself_and_keeps_its_address(tmp_path, port):
    folder = tmp_path / "data"

    with serving(folder, port) as said:
        status, headers, body = get(port, "/readyz")
        assert (status, json.loads(body)) == (200, {"status": "ok"})
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'; img-src 'self' data:; object-src 'none'")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert get(port, "/healthz", Host="evil.example")[0] == 400
        assert get(port, "/public/badges/none")[0] == 404
        assert get(port, "/static/insigne/tokens.css")[0] == 200
        assert get(port, "/claim/somebodys-token")[0] == 404
        taken = run(tmp_path / "other", "serve", "--port", str(port))
    first = said.read_text()

    assert taken.returncode == 78
    assert "in use" in taken.stderr
    assert len(re.findall(r"administrator@localhost with the password \S{20}", first)) == 1
    assert "somebodys-token" not in first
    assert '"route": "healthz"' in first
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"secret.key", "keys.secret", "insigne.sqlite3"} <= set(modes)

    moved = run(folder, "serve", "--port", str(port + 1))
    assert moved.returncode == 78
    assert f"This data belongs to http://localhost:{port}: the badges in it" in moved.stderr
    assert "Traceback" not in moved.stderr

    with serving(folder, port) as said:
        pass
    assert "password" not in said.read_text()


def test_a_worker_of_its_own_ends_when_told(tmp_path):
    run(tmp_path, "migrate")
    process = subprocess.Popen(
        [*RUN, "worker"], env=_environment(tmp_path), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = process.stdout.readline()

    process.send_signal(signal.SIGTERM)

    assert (said, process.wait(timeout=30)) == ("working\n", 0)
    process.stdout.close()


def test_two_that_migrate_at_once_both_succeed(tmp_path):
    both = [
        subprocess.Popen([*RUN, "migrate"], env=_environment(tmp_path), stderr=subprocess.PIPE)
        for _ in range(2)
    ]

    ended = [process.communicate(timeout=60)[1] for process in both]

    assert [process.returncode for process in both] == [0, 0], ended


def test_a_demo_like_configuration_is_refused_for_production(tmp_path):
    run(tmp_path, "migrate")
    (tmp_path / "secret.key").chmod(0o644)

    answer = run(tmp_path, "check", "--deploy")

    assert answer.returncode == 78
    assert "INSIGNE_BASE_URL does not start with https://" in answer.stderr
    assert "secret.key can be read by others" in answer.stderr
