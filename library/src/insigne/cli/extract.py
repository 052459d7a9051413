"""`insigne extract`: the credential out of a picture."""

from pathlib import Path
from typing import Annotated

import typer

from insigne import baking
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def extract(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="a PNG or SVG picture")],
) -> int:
    """Write the credential in a picture to standard output, exactly as it is in there."""
    picture = files.read(image)
    baked = baking.extract(picture) if baking.image_type(picture) else None
    if baked is None:
        raise Refusal(f"There is no credential in {image}.", ExitCode.NO_CREDENTIAL)
    files.print_bytes(baked.text.encode())
    return ExitCode.VALID
