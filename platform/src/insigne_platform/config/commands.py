"""The platform's commands: what `insigne` finds under the entry point `insigne.commands`.

Nothing of Django is imported until a command runs, so that `insigne verify` starts at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

REFUSED = 78  # sysexits' EX_CONFIG: something in the configuration or the data is in the way
SETTINGS = "insigne_platform.config.settings"

Data = Annotated[Path | None, typer.Option("--data", help="The folder with this instance's data.")]


def serve(
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    data: Data = None,
) -> None:
    """Serve this instance: migrates, serves, and works its own jobs, in one process."""
    _take(data)
    os.environ.setdefault("INSIGNE_BASE_URL", f"http://localhost:{port}")
    with refusals():
        serving = set_up()
        serving.prepare()
        serving.serve(host=host, port=port)


def demo(
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    data: Data = None,
    size: Annotated[str, typer.Option(help="small, medium or large: a million awards.")] = "small",
) -> None:
    """Serve the demo: a small university to try things in, made at the first start."""
    _take(data or Path("demo-data"))
    os.environ["INSIGNE_DEMO"] = "1"
    os.environ["INSIGNE_BASE_URL"] = f"http://localhost:{port}"
    with refusals():
        serving = set_up()
        serving.prepare(is_demo=True)
        serving.build_demo(size)
        serving.serve(host="127.0.0.1", port=port)


def worker(data: Data = None) -> None:
    """Work the jobs of this instance, in a process of its own."""
    _take(data)
    with refusals():
        set_up().work()


def migrate(data: Data = None) -> None:
    """Bring the tables of this instance to this version."""
    _take(data)
    with refusals():
        set_up().migrate()


def check(
    deploy: Annotated[bool, typer.Option(help="Also what is unsafe in production.")] = False,
    migrations: Annotated[bool, typer.Option(help="Only whether migrations are missing.")] = False,
    data: Data = None,
) -> None:
    """Check the configuration of this instance."""
    _take(data)
    with refusals():
        if migrations:
            set_up("insigne_platform.config.settings_test").check_migrations()
        else:
            set_up().check(deploy=deploy)


def recount(data: Data = None) -> None:
    """Count the figures of every badge anew, as after an import."""
    _take(data)
    with refusals():
        set_up().recount()


commands: Mapping[str, Callable[..., None]] = {
    "demo": demo,
    "serve": serve,
    "worker": worker,
    "migrate": migrate,
    "check": check,
    "recount": recount,
}


def set_up(settings: str = SETTINGS) -> Any:
    """Start Django, and answer the module that does the work."""
    os.umask(0o077)  # whatever is written here is read by its owner only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    importlib.import_module("django").setup()
    return importlib.import_module("insigne_platform.config.serving")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal into one sentence and an exit code, without a traceback."""
    try:
        yield
    except Exception as error:
        if not _is_refusal(error):
            raise
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from None


def _is_refusal(error: Exception) -> bool:
    """Say whether an error is an answer; its classes are known only when Django was loaded."""
    known = ("insigne_platform.core.errors", "ServiceError"), (
        "django.core.exceptions", "ImproperlyConfigured",
    ), ("django.core.management.base", "CommandError")  # fmt: skip
    classes = tuple(
        getattr(sys.modules[module], name) for module, name in known if module in sys.modules
    )
    return isinstance(error, (OSError, *classes))


def _take(data: Path | None) -> None:
    if data is not None:
        os.environ["INSIGNE_DATA_DIR"] = str(data)
