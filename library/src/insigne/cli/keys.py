"""`insigne keys`: keys to sign with."""

import json
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.errors import UnsupportedError
from insigne.identifiers import did_key
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback()
def keys() -> None:
    """Make keys to sign with."""


@app.command()
def generate(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="KEY", help="the file to write")],
    type_: Annotated[KeyType, typer.Option("--type", help="which kind")] = KeyType.ED25519,
    controller: Annotated[
        str | None, typer.Option(metavar="ID", help="the issuer's id, if that is no did:key")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="replace a key that is there")] = False,
) -> int:
    """Write a new private key as a JWK that only you can read, and print what is public of it."""
    key = PrivateKey.generate(type_)
    method = _verification_method(key.public_key, controller)
    named = {"kid": method} if method else {}
    private = {**named, **key.to_jwk()}
    files.write_secret(out, json.dumps(private, indent=2).encode() + b"\n", force=force)
    print(json.dumps(_public(key.public_key, method), indent=2))
    return ExitCode.VALID


def _verification_method(key: PublicKey, controller: str | None) -> str | None:
    if controller is not None:
        if not urlsplit(controller).scheme or "#" in controller:
            raise Refusal(f"{controller!r} is not the id of an issuer.", ExitCode.USAGE)
        return f"{controller}#{_fragment(key)}"
    try:
        return did_key.verification_method_of_did_key(did_key.did_key_of(key))
    except UnsupportedError:
        return None


def _fragment(key: PublicKey) -> str:
    try:
        return key.to_multikey()
    except UnsupportedError:
        return "key-1"


def _public(key: PublicKey, method: str | None) -> dict[str, object]:
    shown: dict[str, object] = {"publicKeyJwk": key.to_jwk()}
    if method is None:
        return shown
    return {"issuer": method.partition("#")[0], "verificationMethod": method, **shown}
