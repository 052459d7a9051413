"""The types as a user of the installed library sees them: `py.typed` works, mistakes are found."""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOUND = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: .*\[(?P<code>[a-z-]+)\]$", re.MULTILINE)
EXPECTED = re.compile(r"# E: (?P<codes>[a-z -]+)$")


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Check both programs far from our own settings, so that only what is installed counts."""
    folder = tmp_path_factory.mktemp("user")
    for name in ("right.py", "wrong.py"):
        shutil.copy(HERE / name, folder)
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "right.py", "wrong.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = defaultdict(lambda: defaultdict(set))
    for match in FOUND.finditer(done.stdout):
        found[match["file"]][int(match["line"])].add(match["code"])
    return done.stdout, found


def test_a_right_program_has_no_errors(checked):
    said, found = checked

    assert found["right.py"] == {}, said
    assert "py.typed" not in said


def test_each_mistake_is_found_and_nothing_else(checked):
    said, found = checked
    lines = (HERE / "wrong.py").read_text().splitlines()
    expected = {
        number: set(match["codes"].split())
        for number, line in enumerate(lines, 1)
        if (match := EXPECTED.search(line))
    }

    assert len(expected) > 15
    missing = {
        number: codes for number, codes in expected.items() if not found["wrong.py"][number] & codes
    }
    assert missing == {}, said
    assert {number for number, codes in found["wrong.py"].items() if codes} == set(expected), said
