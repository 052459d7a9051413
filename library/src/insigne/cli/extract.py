"""`insigne extract`: the credential out of a picture."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from insigne import baking
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a PNG or SVG picture")


def run(options: Namespace) -> int:
    """Write the credential in a picture to standard output, exactly as it is in there."""
    picture = files.read(options.image)
    baked = baking.extract(picture) if baking.image_type(picture) else None
    if baked is None:
        raise Refusal(f"There is no credential in {options.image}.", ExitCode.NO_CREDENTIAL)
    files.print_bytes(baked.text.encode())
    return ExitCode.VALID
