"""`insigne extract`: the credential out of a picture or a PDF."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from insigne import baking
from insigne.baking import pdf
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("image", metavar="IMAGE", type=Path, help="a PNG or SVG picture, or a PDF")


def run(options: Namespace) -> int:
    """Write the credential in a picture to standard output, exactly as it is in there."""
    text = _text_in(files.read(options.image))
    if text is None:
        raise Refusal(f"There is no credential in {options.image}.", ExitCode.NO_CREDENTIAL)
    files.print_bytes(text.encode())
    return ExitCode.VALID


def _text_in(source: bytes) -> str | None:
    if pdf.is_pdf(source):
        attached = pdf.extract(source)
        return None if attached is None else attached.text
    baked = baking.extract(source) if baking.image_type(source) else None
    return None if baked is None else baked.text
