"""Starting, migrating and serving this installation; used once Django is set up."""

from __future__ import annotations

import fcntl
import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

import waitress
from django.conf import settings
from django.core.management import CommandError, call_command

from insigne_platform.config.reactions import SWEEPERS
from insigne_platform.config.worker import Worker
from insigne_platform.core.instance import open_instance
from insigne_platform.demo import building, growing
from insigne_platform.demo.size import Size
from insigne_platform.people.services import make_first_administrator
from insigne_platform.statistics.services import recount_all

LARGEST_REQUEST = 40 * 1024 * 1024  # beyond what any page accepts; pages say so in words
THREADS = 8


def migrate() -> None:
    """Bring the tables to this version; two processes that start at once do it once."""
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)


def prepare(*, is_demo: bool = False) -> None:
    """Migrate, fix or check the base address, and make the first administrator."""
    migrate()
    open_instance(is_demo=is_demo)
    if not is_demo:
        _first_administrator()


def build_demo(size: str = "small") -> None:
    """Make the demo's people, badges and awards if they are not there, and say how to begin."""
    with _alone():
        if not building.is_built():
            print("Making the demo, a moment…", flush=True)
            building.build()
        if size != Size.SMALL:
            growing.grow(_size(size))
    print(f"\nInsigne's demo is at {settings.INSIGNE_BASE_URL}\n{building.summary()}\n", flush=True)


def _size(name: str) -> Size:
    try:
        return Size(name)
    except ValueError:
        names = ", ".join(Size)
        raise CommandError(f"There is no size {name}: choose one of {names}.") from None


def serve(*, host: str, port: int) -> None:
    """Serve until the process is told to stop; its own worker works beside it."""
    from insigne_platform.config.wsgi import application  # noqa: PLC0415 - made after migrating

    server = waitress.create_server(
        application,
        host=host,
        port=port,
        threads=THREADS,
        ident="",
        max_request_body_size=LARGEST_REQUEST,
        **_proxy(),
    )
    signal.signal(signal.SIGTERM, _stop)
    worker = Worker(SWEEPERS)
    worker.start()
    try:
        server.run()
    finally:
        server.close()
        worker.stop()


def work() -> None:
    """Work until the process is told to stop, without serving."""
    open_instance()
    worker = Worker(SWEEPERS)
    for told_to_stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told_to_stop, lambda *_: worker.stop())
    print("working", flush=True)  # from here on, being told to stop ends it in good order
    worker.run()


def recount() -> None:
    """Count the figures of every badge anew."""
    open_instance()
    print(f"{recount_all()} badges counted", flush=True)


def check(*, deploy: bool) -> None:
    """Say what is wrong with the configuration; exits with 1 if anything is."""
    call_command("check", deploy=deploy, databases=["default"] if deploy else None)


def check_migrations() -> None:
    """Say whether the tables and the models agree; exits with 1 if not."""
    call_command("makemigrations", check_changes=True, dry_run=True)


@contextmanager
def _alone() -> Iterator[None]:
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.DATA_DIR / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _first_administrator() -> None:
    email = f"administrator@{urlsplit(settings.INSIGNE_BASE_URL).hostname}"
    password = secrets.token_urlsafe(15)
    if make_first_administrator(email, password) is not None:
        print(
            f"The first administrator is {email} with the password {password}\n"
            "This is shown once. Change it after signing in.",
            file=sys.stderr,
        )


def _proxy() -> dict[str, object]:
    if not settings.INSIGNE_TRUSTED_PROXY:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": settings.INSIGNE_TRUSTED_PROXY,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
