"""`insigne bake`: a credential into a picture."""

from pathlib import Path
from typing import Annotated

import typer

from insigne import baking
from insigne.adapters.files import read_credential
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.credentials.dialect import Dialect
from insigne.errors import MalformedError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def bake(
    image: Annotated[Path, typer.Argument(metavar="IMAGE", help="a PNG or SVG picture")],
    credential: Annotated[Path, typer.Argument(metavar="CREDENTIAL", help="JSON or JWT")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="the picture to write")],
) -> int:
    """Put a credential into a picture; one that is in it already is replaced."""
    received = read_credential(files.read(credential))
    if received is None:
        raise Refusal(f"There is no credential in {credential}.", ExitCode.NO_CREDENTIAL)
    is_older = received.dialect in (Dialect.OPEN_BADGES_2, Dialect.OPEN_BADGES_1)
    standard = baking.Standard.OPEN_BADGES_2 if is_older else baking.Standard.OPEN_BADGES_3
    picture = files.read(image)
    if baking.image_type(picture) is None:
        raise Refusal(f"{image} is neither a PNG nor an SVG picture.", ExitCode.USAGE)
    text = received.jws_text or received.source.decode()
    try:
        baked = baking.bake(picture, text, standard=standard)
    except MalformedError as error:
        raise Refusal(f"{image} cannot be baked: {error}.", ExitCode.USAGE) from error
    files.write(out, baked)
    return ExitCode.VALID
