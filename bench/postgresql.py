"""A PostgreSQL server that is thrown away: made in a folder, spoken to through a socket in it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_AS_ROOT = "postgres"


def binaries() -> Path | None:
    """Where the server's programs are: of Debian, or on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str | None]:
    """Run a server and give its address, as settings have it; None where there is no server."""
    programs = binaries()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="insigne-pg-"))
    _give_away(folder)
    data = folder / "data"
    try:
        _run([programs / "initdb", "-D", data, "-U", "insigne", "-A", "trust", "--no-sync"])
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_wal_size=2GB"
        start = ["-D", data, "-w", "-l", folder / "log", "-o", options]
        _run([programs / "pg_ctl", *start, "start"])
        try:
            yield f"postgresql://insigne@/postgres?host={folder}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[object]) -> None:
    """Run a program of the server, which refuses to be run by root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = [
            "setpriv",
            f"--reuid={NOT_AS_ROOT}",
            f"--regid={NOT_AS_ROOT}",
            "--clear-groups",
            *words,
        ]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, NOT_AS_ROOT, NOT_AS_ROOT)
    folder.chmod(0o755)


if __name__ == "__main__":
    with server() as address:
        print(address, flush=True)
        input()
