import stat
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from insigne_platform.config.secret_files import secret

NAME = "INSIGNE_TEST_SECRET"


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    file = tmp_path / "data" / "secret.key"

    made = secret(NAME, file, may_make=True)

    assert len(bytes.fromhex(made)) == 32
    assert secret(NAME, file, may_make=False) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["secret.key"]


def test_of_many_who_come_at_once_all_get_the_same(tmp_path):
    file, answers = tmp_path / "secret.key", []

    threads = [
        threading.Thread(target=lambda: answers.append(secret(NAME, file, may_make=True)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 8
    assert len(set(answers)) == 1


def test_a_lost_secret_is_not_made_anew(tmp_path):
    with pytest.raises(ImproperlyConfigured):
        secret(NAME, tmp_path / "keys.secret", may_make=False)


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    other = tmp_path / "other"
    other.write_text("from a file\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(other))
    assert secret(NAME, tmp_path / "secret.key", may_make=True) == "from a file"

    monkeypatch.setenv(NAME, "from the environment")
    assert secret(NAME, tmp_path / "secret.key", may_make=True) == "from the environment"
