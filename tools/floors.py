"""Prove that each import contract bites: break it on purpose in a copy, and see it reported."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Contract → the module that sins, and the line it gets.
VIOLATIONS = {
    "Library: the floors": ("insigne/encoding/base58.py", "import insigne.verification"),
    "Library: no framework, no database, no network below the adapters": (
        "insigne/proofs/jose.py",
        "import httpx2",
    ),
    "Platform: the floors": (
        "insigne_platform/people/selectors.py",
        "import insigne_platform.awards",
    ),
    "Platform: the shelves of every room": (
        "insigne_platform/awards/models.py",
        "import insigne_platform.awards.selectors",
    ),
    "Platform: only signing touches private keys": (
        "insigne_platform/awards/selectors.py",
        "import insigne_platform.signing.models",
    ),
    "No circles, anywhere": (
        "insigne/encoding/base58.py",
        "import insigne.encoding.multibase",
    ),
    "Platform: doors talk to rooms, not to the library": (
        "insigne_platform/web/urls.py",
        "import insigne.proofs",
    ),
}


def reported(sources: Path) -> str:
    """Run the import linter over *sources* and return what it says."""
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(str(sources / house) for house in ("library", "platform"))
    }
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "lint-imports"),
            "--config",
            str(ROOT / "importlinter.toml"),
            "--no-cache",
        ],
        env=environment,
        cwd=sources,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def is_caught(contract: str, module: str, line: str) -> bool:
    """Say whether the linter calls *contract* broken once *module* has *line*."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder)
        for house in ("library", "platform"):
            shutil.copytree(
                ROOT / house / "src", sources / house, ignore=shutil.ignore_patterns("__pycache__")
            )
        sinner = next(path for path in sources.glob(f"*/{module}"))
        sinner.write_text(sinner.read_text() + f"\n{line}\n")
        return f"{contract} BROKEN" in reported(sources)


def main() -> int:
    """Try every violation; the exit code is the number of contracts that did not bite."""
    missed = 0
    for contract, (module, line) in VIOLATIONS.items():
        caught = is_caught(contract, module, line)
        print(f"{'bites' if caught else 'MISSED'}: {contract}")
        missed += not caught
    return missed


if __name__ == "__main__":
    raise SystemExit(main())
