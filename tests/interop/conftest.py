"""Fixtures that run software of others: each skips, with the reason, where it is absent."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOOLS = HERE.parent.parent / ".tools"
Run = Callable[..., dict[str, object]]


def answer_of(command: list[str], request: Mapping[str, object]) -> dict[str, object]:
    """Give *request* to *command* as JSON, and read its answer as JSON."""
    done = subprocess.run(
        command, input=json.dumps(request), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run one of the drivers on Node with the npm peers beside it."""
    modules = TOOLS / "node" / "node_modules"
    if not (TOOLS / "node" / ".ready").exists():
        pytest.skip(
            "the npm peers are not installed (./dev check installs them where Node is present)"
        )
    drivers = tmp_path_factory.mktemp("drivers")
    (drivers / "node_modules").symlink_to(modules)
    (drivers / "package.json").write_text('{"type": "module"}')
    for driver in (HERE / "drivers").glob("*.mjs"):
        (drivers / driver.name).write_text(driver.read_text())

    def run(driver: str, **request: object) -> dict[str, object]:
        return answer_of(["node", str(drivers / f"{driver}.mjs")], request)

    return run


@pytest.fixture(scope="session")
def reference_validator() -> Run:
    """Run 1EdTech's Open Badges 2.0 validator."""
    python = TOOLS / "openbadges" / "bin" / "python"
    if not (TOOLS / "openbadges" / ".ready").exists():
        pytest.skip("the Open Badges 2.0 reference validator needs Python 3.8 or 3.9")

    def run(**request: object) -> dict[str, object]:
        return answer_of([str(python), str(HERE / "drivers" / "openbadges_verify.py")], request)

    return run
