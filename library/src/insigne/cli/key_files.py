"""Reading the keys that `insigne keys generate` writes and prints."""

from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import PublicKey


def read_key(path: Path) -> tuple[PrivateKey, str]:
    """Read a private JWK and the verification method that it names, or refuse with a sentence."""
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


def read_public_key(path: Path) -> PublicKey:
    """Read a public JWK, alone or in what `insigne keys generate` prints."""
    try:
        value = strict_json.parse(files.read(path))
        jwk = value.get("publicKeyJwk", value) if isinstance(value, dict) else None
        if not isinstance(jwk, dict):
            raise MalformedError("it is not a JSON object")
        return PublicKey.from_jwk(jwk)
    except InsigneError as error:
        raise Refusal(f"{path} is not a public key: {error}.", ExitCode.USAGE) from error
