"""`insigne keys`: keys to sign with."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from urllib.parse import urlsplit

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.identifiers import did_key
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    generate = parser.add_subparsers(required=True, metavar="generate").add_parser(
        "generate", allow_abbrev=False, help="make a key, and print what is public of it"
    )
    kinds = [kind.value for kind in KeyType if kind is not KeyType.RSA_PSS]  # has no did:key
    generate.add_argument("--type", choices=kinds, default=KeyType.ED25519.value)
    generate.add_argument("-o", "--out", metavar="KEY", type=Path, required=True, help="to write")
    generate.add_argument("--controller", metavar="ID", help="the issuer's id, if no did:key")
    generate.add_argument("--force", action="store_true", help="replace a key that is there")


def run(options: Namespace) -> int:
    """Write a new private key as a JWK that only you can read, and print what is public of it."""
    key = PrivateKey.generate(KeyType(options.type))
    method = _verification_method(key.public_key, options.controller)
    private = {"kid": method, **key.to_jwk()}
    content = json.dumps(private, indent=2).encode() + b"\n"
    files.write_secret(options.out, content, force=options.force)
    print(json.dumps(_public(key.public_key, method), indent=2))
    return ExitCode.VALID


def _verification_method(key: PublicKey, controller: str | None) -> str:
    if controller is None:
        return did_key.verification_method_of_did_key(did_key.did_key_of(key))
    if not urlsplit(controller).scheme or "#" in controller:
        raise Refusal(f"{controller!r} is not the id of an issuer.", ExitCode.USAGE)
    return f"{controller}#{key.to_multikey()}"


def _public(key: PublicKey, method: str) -> dict[str, object]:
    return {
        "issuer": method.partition("#")[0],
        "verificationMethod": method,
        "publicKeyMultibase": key.to_multikey(),
        "publicKeyJwk": key.to_jwk(),
    }
