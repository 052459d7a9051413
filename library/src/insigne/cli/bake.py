"""`insigne bake`: a credential into a picture."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from insigne import baking
from insigne.adapters.files import read_credential
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.credentials.dialect import Dialect
from insigne.errors import MalformedError

STANDARDS: Mapping[Dialect, baking.Standard] = {
    Dialect.OPEN_BADGES_0_5: baking.Standard.OPEN_BADGES_2,
    Dialect.OPEN_BADGES_1: baking.Standard.OPEN_BADGES_2,
    Dialect.OPEN_BADGES_2: baking.Standard.OPEN_BADGES_2,
    Dialect.CLR_2: baking.Standard.CLR_2,
}
"""Which standard bakes which dialect; Open Badges 3.0 all others."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a PNG or SVG picture")
    parser.add_argument("credential", metavar="CREDENTIAL", type=Path, help="JSON or JWT")
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="to write")


def run(options: Namespace) -> int:
    """Put a credential into a picture; one that is in it already is replaced."""
    image, credential = options.image, options.credential
    received = read_credential(files.read(credential))
    if received is None:
        raise Refusal(f"There is no credential in {credential}.", ExitCode.NO_CREDENTIAL)
    standard = STANDARDS.get(received.dialect, baking.Standard.OPEN_BADGES_3)
    picture = files.read(image)
    if baking.image_type(picture) is None:
        raise Refusal(f"{image} is neither a PNG nor an SVG picture.", ExitCode.USAGE)
    text = received.source.decode()
    try:
        # what is no JSON is a token or an address, to which the line's end does not belong
        baked = baking.bake(
            picture, text if text.lstrip().startswith("{") else text.strip(), standard=standard
        )
    except MalformedError as error:
        raise Refusal(f"{image} cannot be baked: {error}.", ExitCode.USAGE) from error
    files.write(options.out, baked)
    return ExitCode.VALID
