"""The command line: start and verify one file."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.sample import KEY, METHOD, NOON, credential
from bench.timing import Row, microseconds
from insigne.issuance import issue


def measure() -> list[Row]:
    """A whole process, beside an interpreter that does nothing."""
    command = Path(sys.executable).parent / "insigne"
    unsigned = credential()
    del unsigned["credentialStatus"]
    with tempfile.TemporaryDirectory() as folder:
        badge = Path(folder) / "badge.json"
        badge.write_bytes(issue(unsigned, signer=KEY, verification_method=METHOD, at=NOON))
        ours = microseconds(
            lambda: subprocess.run(
                [command, "verify", badge, "--offline"], capture_output=True, check=True
            ),
            seconds=3,
        )
        bare = microseconds(
            lambda: subprocess.run([sys.executable, "-c", "pass"], capture_output=True, check=True)
        )
    return [Row("insigne verify FILE, whole process", ours, "python -c pass", bare)]
