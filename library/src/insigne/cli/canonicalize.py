"""`insigne canonicalize`: one document, one sequence of bytes."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from insigne.canonicalization import canonicalize
from insigne.canonicalization.rdfc10 import canonicalize_n_quads
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode
from insigne.encoding import strict_json
from insigne.errors import MalformedError

N_QUADS = frozenset({".nq", ".nt"})


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="JSON-LD, or N-Quads in .nq")


def run(options: Namespace) -> int:
    """Write the canonical N-Quads of a document (RDFC-1.0) to standard output."""
    file: Path = options.file
    files.print_bytes(_canonical_form(file.suffix.lower(), files.read(file)).encode())
    return ExitCode.VALID


def _canonical_form(suffix: str, content: bytes) -> str:
    if suffix not in N_QUADS:
        document = strict_json.parse(content)
        if not isinstance(document, dict):
            raise MalformedError("the document is not a JSON object")
        return canonicalize(document)
    try:
        return canonicalize_n_quads(content.decode())
    except UnicodeDecodeError as error:
        raise MalformedError("the N-Quads are not UTF-8 text") from error
