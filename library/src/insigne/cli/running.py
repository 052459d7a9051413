"""Running a command of the CLI framework, and turning what it raises into our exit codes."""

import sys
from collections.abc import Callable

import typer
import typer.main

from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.errors import FetchError, InsigneError, MalformedError, UnsupportedError

CODES: tuple[tuple[type[InsigneError], ExitCode], ...] = (
    (MalformedError, ExitCode.INVALID),
    (UnsupportedError, ExitCode.UNKNOWN),
    (FetchError, ExitCode.UNKNOWN),
    (InsigneError, ExitCode.USAGE),
)


def run(app: typer.Typer | Callable[..., object], name: str, arguments: list[str]) -> int:
    """Run *app* with *arguments*, and give its exit code.

    Raises `Refusal` for wrong use, and for what the library refuses.
    """
    command = typer.main.get_command(app if isinstance(app, typer.Typer) else _app_of(app))
    try:
        code = command.main(args=arguments, prog_name=f"insigne {name}", standalone_mode=False)
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None  # the framework has a code of its own for this
        raise
    except typer.Abort as error:
        raise Refusal("Stopped.", ExitCode.STOPPED) from error
    except typer.TyperException as error:
        sentence = f"{error.format_message().rstrip('.')}. Try: insigne {name} --help"
        raise Refusal(sentence, ExitCode.USAGE) from error
    except InsigneError as error:
        raise Refusal(_sentence(error), _code_of(error)) from error
    sys.stdout.flush()
    return code if isinstance(code, int) else ExitCode.VALID


def _app_of(function: Callable[..., object]) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(function)
    return app


def _code_of(error: InsigneError) -> ExitCode:
    return next(code for kind, code in CODES if isinstance(error, kind))


def _sentence(error: InsigneError) -> str:
    text = " ".join(str(error).split())
    return text.rstrip(".") + "."
