"""`insigne issue`: a signature under a credential."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode
from insigne.cli.key_files import read_key
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.issuance import PROOFS, issue


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("credential", metavar="CREDENTIAL.json", type=Path)
    parser.add_argument("--key", metavar="KEY", type=Path, required=True, help="a private JWK")
    parser.add_argument("--proof", choices=sorted(PROOFS), default="eddsa-rdfc-2022")
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="to write")


def run(options: Namespace) -> int:
    """Sign an Open Badges 3.0 credential."""
    document = strict_json.parse(files.read(options.credential))
    if not isinstance(document, dict):
        raise MalformedError(f"{options.credential} is not a JSON object")
    signer, method = read_key(options.key)
    content = issue(
        document,
        signer=signer,
        verification_method=method,
        proof=options.proof,
        at=datetime.now(UTC),
    )
    files.write(options.out, content)
    return ExitCode.VALID
