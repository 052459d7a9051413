"""The examples of the README do what they say, in the order in which they stand there."""

import contextlib
import io
import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```(python|text)\n(.*?)```", re.DOTALL)
MOST_LINES = 10


def examples():
    """Give each piece of code with what is said to come out of it."""
    blocks = BLOCK.findall(README.read_text())
    for position, (kind, content) in enumerate(blocks):
        if kind == "python":
            following = blocks[position + 1] if position + 1 < len(blocks) else ("", "")
            yield content, following[1] if following[0] == "text" else ""


def test_the_examples_run_and_say_what_stands_there():
    names: dict[str, object] = {}

    for code, expected in examples():
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, str(README), "exec"), names)
        assert said.getvalue() == expected


def test_there_is_one_for_each_of_the_four_and_none_is_long():
    pieces = [code for code, _ in examples()]

    assert len(pieces) == 4
    assert all(len(_without_imports(code)) <= MOST_LINES for code in pieces)


def _without_imports(code):
    lines = code.splitlines()
    return [line for line in lines if line and not line.startswith(("from ", "import "))]
