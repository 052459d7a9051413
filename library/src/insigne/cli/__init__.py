"""This room is for the command `insigne`: files in, reports out, exit codes to rely on.

Only what every command needs is imported here. A command's own module, and with it its part of the
library, is imported when that command is asked for: a verification is to start within a moment.
"""

import importlib
import io
import sys
from collections.abc import Mapping, Sequence

from insigne.cli import running
from insigne.cli.exit_codes import ExitCode, Refusal

OWN_COMMANDS: Mapping[str, tuple[str, str]] = {
    "verify": ("insigne.cli.verify", "Say whether a badge is valid, and why."),
    "report": ("insigne.cli.report", "Read a stored report, or check who signed it."),
    "issue": ("insigne.cli.issue", "Sign a credential."),
    "derive": ("insigne.cli.derive", "Show some of a credential, and no more."),
    "keys": ("insigne.cli.keys", "Generate a key to sign with."),
    "bake": ("insigne.cli.bake", "Put a credential into a PNG or SVG picture."),
    "extract": ("insigne.cli.extract", "Take the credential out of a picture."),
    "conformance": ("insigne.cli.conformance", "Answer the test suites of the standards."),
    "canonicalize": ("insigne.cli.canonicalize", "Write the canonical N-Quads of a document."),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and give the exit code; no other code ever leaves."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _write_what_can_be_written()
        return _run(given)
    except Refusal as refusal:
        return _say(refusal.sentence, refusal.code)
    except KeyboardInterrupt:
        return _say("Stopped.", ExitCode.STOPPED)
    except BrokenPipeError:
        # the reader has left; Python would complain about it once more when it closes the stream
        sys.stdout = None
        return ExitCode.STOPPED
    except Exception as error:
        return _say(
            f"This failed through a fault of ours ({type(error).__name__}: {_one_line(error)}).",
            ExitCode.FAULT,
        )


def _run(given: list[str]) -> int:
    if not given:
        print(_help(), file=sys.stderr)
        return ExitCode.USAGE
    name, rest = given[0], given[1:]
    if name in ("--help", "-h"):
        print(_help())
        return ExitCode.VALID
    if name == "--version":
        metadata = importlib.import_module("importlib.metadata")  # slow, and seldom needed
        print(f"insigne {metadata.version('insigne')}")
        return ExitCode.VALID
    if name in OWN_COMMANDS:
        module, what = OWN_COMMANDS[name]
        return running.run(module, name, what, rest)
    if (added := _plugins().get(name)) is None:
        raise Refusal(f"There is no command {name!r}. Try: insigne --help", ExitCode.USAGE)
    code: int = importlib.import_module("insigne.cli.added_commands").run(added, name, rest)
    return code


def _write_what_can_be_written() -> None:
    """Escape the letters that a terminal's encoding does not have, and carry on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _help() -> str:
    lines = ["Usage: insigne COMMAND [OPTIONS] [ARGUMENTS]", "", "Commands:"]
    lines += [f"  {name:14}{what}" for name, (_, what) in OWN_COMMANDS.items()]
    lines += [f"  {name}" for name in sorted(_plugins())]
    return "\n".join([*lines, "", "insigne COMMAND --help says more."])


def _plugins() -> Mapping[str, object]:
    """Give the commands that other packages add; the library's own do without this search."""
    found: Mapping[str, object] = importlib.import_module("insigne.cli.plugins").commands()
    return found


def _say(sentence: str, code: ExitCode) -> ExitCode:
    print(sentence, file=sys.stderr)
    return code


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
