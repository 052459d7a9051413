"""`insigne issue`: a signature under a credential."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.key_files import read_key, read_public_key
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.issuance import PROOFS, issue, issue_open_badges_2, issue_sd_jwt_vc

SD_JWT = "sd-jwt-vc"
OPEN_BADGES_2 = "open-badges-2"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("credential", metavar="CREDENTIAL.json", type=Path)
    parser.add_argument("--key", metavar="KEY", type=Path, required=True, help="a private JWK")
    parser.add_argument(
        "--proof",
        choices=sorted([*PROOFS, SD_JWT, OPEN_BADGES_2]),
        default="eddsa-rdfc-2022",
        help="how it is signed; ECDSA suites need a key of p256 or p384 (default: %(default)s)",
    )
    parser.add_argument(
        "--disclosable",
        metavar="POINTER",
        action="append",
        default=[],
        help=f"with {SD_JWT}: what the holder may keep back, as a JSON Pointer; may be repeated",
    )
    parser.add_argument(
        "--holder", metavar="KEY", type=Path, help=f"with {SD_JWT}: the holder's public JWK"
    )
    parser.add_argument("-o", "--out", metavar="OUT", type=Path, required=True, help="to write")


def run(options: Namespace) -> int:
    """Sign an Open Badges credential, or a learner record."""
    if options.proof != SD_JWT and (options.disclosable or options.holder):
        raise Refusal(f"--disclosable and --holder are for --proof {SD_JWT}.", ExitCode.USAGE)
    document = strict_json.parse(files.read(options.credential))
    if not isinstance(document, dict):
        raise MalformedError(f"{options.credential} is not a JSON object")
    files.write(options.out, _signed(document, options))
    return ExitCode.VALID


def _signed(document: Mapping[str, object], options: Namespace) -> bytes:
    signer, method = read_key(options.key)
    if options.proof == OPEN_BADGES_2:
        return issue_open_badges_2(document, signer=signer)
    if options.proof == SD_JWT:
        return issue_sd_jwt_vc(
            document,
            signer=signer,
            verification_method=method,
            disclosable=options.disclosable,
            holder_key=None if options.holder is None else read_public_key(options.holder),
        )
    return issue(
        document,
        signer=signer,
        verification_method=method,
        proof=options.proof,
        at=datetime.now(UTC),
    )
