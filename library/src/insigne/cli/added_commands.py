"""Running a command that another package adds: a typer app, or a function of which to make one."""

from collections.abc import Callable

import typer
import typer.main

from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.running import with_our_codes

Command = typer.Typer | Callable[..., object]


def run(added: Command, name: str, arguments: list[str]) -> int:
    """Run *added* with *arguments*, and give its exit code; the framework's own never leak."""
    command = typer.main.get_command(added if isinstance(added, typer.Typer) else _app_of(added))
    try:
        return with_our_codes(
            lambda: command.main(args=arguments, prog_name=f"insigne {name}", standalone_mode=False)
        )
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None  # the framework has a code of its own for this
        raise
    except typer.Abort as error:
        raise Refusal("Stopped.", ExitCode.STOPPED) from error
    except typer.TyperException as error:
        sentence = f"{error.format_message().rstrip('.')}. Try: insigne {name} --help"
        raise Refusal(sentence, ExitCode.USAGE) from error


def _app_of(function: Callable[..., object]) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(function)
    return app
