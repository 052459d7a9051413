"""`insigne issue`: a signature under a credential."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError
from insigne.issuance import PROOFS, issue
from insigne.keys.private_key import PrivateKey


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
    signer, method = _read_key(options.key)
    content = issue(
        document,
        signer=signer,
        verification_method=method,
        proof=options.proof,
        at=datetime.now(UTC),
    )
    files.write(options.out, content)
    return ExitCode.VALID


def _read_key(path: Path) -> tuple[PrivateKey, str]:
    try:
        jwk = strict_json.parse(files.read(path))
        if not isinstance(jwk, dict):
            raise MalformedError("it is not a JSON object")
        method = jwk.get("kid")
        signer = PrivateKey.from_jwk(jwk)
    except InsigneError as error:
        raise Refusal(f"{path} is not a private key: {error}.", ExitCode.USAGE) from error
    if not isinstance(method, str) or not method:
        raise Refusal(f"{path} does not say which verification method it is (kid).", ExitCode.USAGE)
    return signer, method
