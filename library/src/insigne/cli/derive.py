"""`insigne derive`: showing some of a badge, and no more."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.key_files import read_key
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.proofs import data_integrity, sd_jwt


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "credential",
        metavar="CREDENTIAL",
        type=Path,
        help="an SD-JWT, or JSON with a base proof of ecdsa-sd-2023",
    )
    parser.add_argument(
        "--show",
        metavar="POINTER",
        action="append",
        default=[],
        help="a place to show, as a JSON Pointer (/credentialSubject/achievement); may be repeated",
    )
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="to write")
    parser.add_argument("--key", metavar="KEY", type=Path, help="the holder's, to sign an SD-JWT")
    parser.add_argument("--audience", metavar="WHO", default="", help="for whom it is shown")
    parser.add_argument("--nonce", metavar="TEXT", default="", help="what they asked to be signed")


def run(options: Namespace) -> int:
    """Write what is to be shown of a credential; what its issuer made mandatory comes along."""
    content = files.read(options.credential)
    asked = (options.key is not None, bool(options.audience), bool(options.nonce))
    if any(asked) and not all(asked):
        raise Refusal("--key, --audience and --nonce belong together.", ExitCode.USAGE)
    if content.lstrip()[:1] == b"{":
        if any(asked):
            raise Refusal("Only an SD-JWT is signed by its holder.", ExitCode.USAGE)
        derived = _derived(content, options.show)
    else:
        derived = _presented(content, options)
    files.write(options.out, derived)
    return ExitCode.VALID


def _derived(content: bytes, pointers: list[str]) -> bytes:
    document = strict_json.parse(content)
    if not isinstance(document, dict):
        raise MalformedError("the credential is not a JSON object")
    derived = data_integrity.derive(document, selective_pointers=pointers)
    return strict_json.to_bytes(derived)


def _presented(content: bytes, options: Namespace) -> bytes:
    try:
        text = content.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise MalformedError("neither JSON nor an SD-JWT") from error
    if options.key is None:
        shown = sd_jwt.present(text, options.show)
    else:
        holder, _ = read_key(options.key)
        shown = sd_jwt.present(
            text,
            options.show,
            key=holder,
            audience=options.audience,
            nonce=options.nonce,
            at=datetime.now(UTC),
        )
    return shown.to_text().encode("ascii")
