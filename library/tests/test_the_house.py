"""What holds for every file of the library."""

from pathlib import Path

import insigne

SOURCES = sorted(Path(insigne.__file__).parent.rglob("*.py"))
MOST_LINES = 500


def test_every_file_can_be_read_in_one_sitting():
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in SOURCES}

    assert [name for name, count in lines.items() if count > MOST_LINES] == []


def test_there_are_files():
    assert len(SOURCES) > 100
