"""Running one of the library's own commands, and turning what it raises into our exit codes.

The standard library reads the arguments here: a command-line framework alone would take longer to
load than a badge takes to verify.
"""

import importlib
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import NoReturn

from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.errors import FetchError, InsigneError, MalformedError, UnsupportedError

CODES: tuple[tuple[type[InsigneError], ExitCode], ...] = (
    (MalformedError, ExitCode.INVALID),
    (UnsupportedError, ExitCode.UNKNOWN),
    (FetchError, ExitCode.UNKNOWN),
    (InsigneError, ExitCode.USAGE),
)


class _Helped(Exception):  # noqa: N818  it is no error: the help that was asked for is printed
    """The reader asked for help, and has it."""


class _Parser(ArgumentParser):
    """A parser that leaves the leaving to us."""

    def error(self, message: str) -> NoReturn:
        """Refuse wrong use."""
        sentence = f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help"
        raise Refusal(sentence, ExitCode.USAGE)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End after the help."""
        raise _Helped


def run(module_name: str, name: str, what: str, arguments: list[str]) -> int:
    """Run the command in *module_name* with *arguments*, and give its exit code."""
    module = importlib.import_module(module_name)  # only the command that was asked for
    parser = _Parser(prog=f"insigne {name}", description=what, allow_abbrev=False)
    module.add_arguments(parser)
    try:
        options = parser.parse_args(arguments)
    except _Helped:
        return ExitCode.VALID
    return with_our_codes(lambda: module.run(options))


def with_our_codes(act: Callable[[], object]) -> int:
    """Run *act* and give its exit code; what the library refuses becomes a `Refusal`."""
    try:
        code = act()
    except InsigneError as error:
        raise Refusal(_sentence(error), _code_of(error)) from error
    sys.stdout.flush()
    return code if isinstance(code, int) else ExitCode.VALID


def _code_of(error: InsigneError) -> ExitCode:
    return next(code for kind, code in CODES if isinstance(error, kind))


def _sentence(error: InsigneError) -> str:
    return " ".join(str(error).split()).rstrip(".") + "."
