"""`insigne conformance` as a person runs it: not beside production, on a port of this machine."""

import json
import os
import signal
import ssl
import subprocess
import sys
import urllib.request

import pytest

from insigne import cli
from insigne.conformance.production import DATABASE, signs_of_production
from program import PROGRAM


def test_no_settings_and_no_database_are_no_production(tmp_path):
    assert signs_of_production({"PATH": "/bin", "INSIGNE_BASE_URL": ""}, tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "DATABASE_URL",
        "DJANGO_SETTINGS_MODULE",
        "INSIGNE_BASE_URL",
        "INSIGNE_DATA_DIR",
        "INSIGNE_SECRET_KEY",
        "INSIGNE_SECRET_KEY_FILE",
        "INSIGNE_KEY_ENCRYPTION_KEY",
    ],
)
def test_a_setting_of_production_is_a_sign(tmp_path, name):
    assert signs_of_production({name: "x"}, tmp_path) == [name]


@pytest.mark.parametrize("folder", [".local/share/insigne", "data/insigne"])
def test_a_database_is_a_sign(tmp_path, folder):
    place = tmp_path / folder
    place.mkdir(parents=True)
    (place / DATABASE).touch()

    signs = signs_of_production({"XDG_DATA_HOME": str(tmp_path / "data")}, tmp_path)

    assert signs == [str(place / DATABASE)]


@pytest.mark.parametrize("action", [["serve", "--port", "0"], ["jose", "verify"]])
def test_it_refuses_beside_production(monkeypatch, capsys, tmp_path, action):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgres://production")
    files = [f"--{name}={tmp_path / name}" for name in ("input", "key", "output")]
    more = [] if action[0] == "serve" else [*files, "--feature", "credential_jose"]

    code = cli.main(["conformance", *action, *more])

    captured = capsys.readouterr()
    assert (code, captured.out) == (64, "")
    assert "production installation (DATABASE_URL)" in captured.err
    assert "postgres" not in captured.err
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("port", ["70000", "-1", "a"])
def test_a_port_that_there_is_not(monkeypatch, capsys, port):
    monkeypatch.setattr("insigne.cli.conformance.signs_of_production", lambda *where: [])

    assert cli.main(["conformance", "serve", "--port", port]) == 64
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="stopped by a signal")
@pytest.mark.parametrize("tls", [True, False])
def test_it_serves_until_it_is_stopped(tmp_path, tls):
    certificate = tmp_path / "certificate.pem"
    command = [sys.executable, "-c", PROGRAM, "conformance", "serve", "--port", "0"]
    command += ["--tls", "--certificate", str(certificate)] if tls else []
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[2]
        context = ssl.create_default_context(cafile=str(certificate)) if tls else None
        with urllib.request.urlopen(url, context=context, timeout=20) as response:
            manifest = json.load(response)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)

    assert url.startswith("https://localhost:" if tls else "http://localhost:")
    assert len(manifest) > 5
    assert (process.returncode, err) == (130, "Stopped.\n")
