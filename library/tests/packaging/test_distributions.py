"""The wheel and the sdist: each is whole, and works alone in an empty environment."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2]
PINS = LIBRARY.parent / "requirements" / "library.txt"
GOLDEN = LIBRARY / "tests" / "vectors" / "golden" / "0.1.0" / "3-did-key"
UV = Path(sys.executable).with_name("uv")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not UV.exists(), reason="uv installs into the empty environment"),
]

IMPORT_ALL = """
import importlib, json, pkgutil, sys
import insigne
names = [module.name for module in pkgutil.walk_packages(insigne.__path__, "insigne.")]
for name in names:
    importlib.import_module(name)
print(json.dumps({"names": names, "file": insigne.__file__}))
"""


def run(*command, **options):
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory):
    """Build both from a copy, so that nothing is written among the sources."""
    folder = tmp_path_factory.mktemp("library")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(LIBRARY / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(LIBRARY / "src", folder / "src", ignore=ignored)
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", cwd=folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    return wheel, sdist


def files_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def sources():
    root = LIBRARY / "src"
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_source_and_data_file_and_no_test(distributions):
    wheel, _ = distributions

    held = {name for name in files_in(wheel) if ".dist-info/" not in name}
    assert held == sources()
    assert "insigne/py.typed" in held
    assert any(name.endswith("licenses/LICENSE") for name in files_in(wheel))


def test_the_wheel_of_the_sdist_is_the_same(distributions, tmp_path):
    wheel, sdist = distributions
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()

    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=folder)

    (again,) = (folder / "dist").glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_works_alone_in_an_empty_environment(distributions, tmp_path, kind):
    place, environment = tmp_path / "empty", {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    file = distributions[0] if kind == "wheel" else distributions[1]
    # what builds it is here already; what it needs to run comes at the pinned versions
    more = ["--no-build-isolation"] if kind == "sdist" else []
    if more:
        run(UV, "pip", "install", "-q", "--python", python, "-c", PINS, "hatchling")
    run(UV, "pip", "install", "-q", "--python", python, "-c", PINS, *more, file)

    said = json.loads(run(python, "-I", "-c", IMPORT_ALL, cwd=tmp_path, env=environment))
    report = run(
        place / "bin" / "insigne", "verify", GOLDEN / "credential.json", "--offline", "--json",
        "--at", "2026-06-01T12:00:00Z", cwd=tmp_path, env=environment,
    )  # fmt: skip

    assert said["file"].startswith(str(place))
    assert len(said["names"]) > 100
    assert json.loads(report)["verdict"] == "valid"
