"""`insigne issue`: a signature under a credential."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError
from insigne.issuance import issue as issued
from insigne.keys.private_key import PrivateKey

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Proof(StrEnum):
    """The ways to secure a credential."""

    EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
    VC_JWT = "vc-jwt"


@app.command()
def issue(
    credential: Annotated[Path, typer.Argument(metavar="CREDENTIAL.json")],
    key: Annotated[Path, typer.Option("--key", metavar="KEY", help="a private key as JWK")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="the file to write")],
    proof: Annotated[Proof, typer.Option("--proof")] = Proof.EDDSA_RDFC_2022,
) -> int:
    """Sign an Open Badges 3.0 credential."""
    document = strict_json.parse(files.read(credential))
    if not isinstance(document, dict):
        raise MalformedError(f"{credential} is not a JSON object")
    signer, method = _read_key(key)
    content = issued(
        document,
        signer=signer,
        verification_method=method,
        proof=proof.value,
        at=datetime.now(UTC),
    )
    files.write(out, content)
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
