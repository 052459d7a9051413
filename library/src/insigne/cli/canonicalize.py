"""`insigne canonicalize`: one document, one sequence of bytes."""

from pathlib import Path
from typing import Annotated

import typer

from insigne.canonicalization import canonicalize as canonical_form_of
from insigne.canonicalization.rdfc10 import canonicalize_n_quads
from insigne.cli import files
from insigne.encoding import strict_json
from insigne.errors import MalformedError

app = typer.Typer(add_completion=False, rich_markup_mode=None)

N_QUADS = frozenset({".nq", ".nt"})


@app.command()
def canonicalize(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON-LD, or N-Quads in a .nq file")],
) -> int:
    """Write the canonical N-Quads of a document (RDFC-1.0) to standard output."""
    files.print_bytes(_canonical_form(file.suffix.lower(), files.read(file)).encode())
    return 0


def _canonical_form(suffix: str, content: bytes) -> str:
    if suffix not in N_QUADS:
        document = strict_json.parse(content)
        if not isinstance(document, dict):
            raise MalformedError("the document is not a JSON object")
        return canonical_form_of(document)
    try:
        return canonicalize_n_quads(content.decode())
    except UnicodeDecodeError as error:
        raise MalformedError("the N-Quads are not UTF-8 text") from error
