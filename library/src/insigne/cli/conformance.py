"""`insigne conformance`: the doors at which outside test suites knock."""

import importlib
import json
import os
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.conformance.production import signs_of_production

FEATURES = (
    "credential_jose",
    "credential_sdjwt",
    "presentation_jose",
    "credential_cose",
    "presentation_cose",
    "presentation_sdjwt",
)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(required=True, metavar="serve|jose", dest="action")
    serve = commands.add_parser(
        "serve",
        allow_abbrev=False,
        help="serve VC-API on this machine, with keys that are thrown away",
    )
    serve.add_argument("--port", type=int, default=40443, help="0 for any that is free")
    serve.add_argument("--tls", action="store_true", help="https, with a certificate of its own")
    serve.add_argument(
        "--certificate", metavar="OUT", type=Path, help="to write that certificate, for clients"
    )
    jose = commands.add_parser(
        "jose", allow_abbrev=False, help="answer one test of the W3C's suite for VC-JOSE-COSE"
    )
    jose.add_argument("function", choices=("issue", "verify"))
    jose.add_argument("--input", metavar="F", type=Path, required=True)
    jose.add_argument("--key", metavar="F", type=Path, required=True, help="a verification method")
    jose.add_argument("--feature", choices=FEATURES, required=True)
    jose.add_argument("--output", metavar="F", type=Path, required=True, help="to write")
    jose.add_argument(
        "--disclosable", metavar="POINTER", action="append", default=[], help="with SD-JWT"
    )


def run(options: Namespace) -> int:
    """Serve until stopped, or answer one test."""
    if signs := signs_of_production(os.environ, Path.home()):
        sentence = (
            f"This is beside a production installation ({', '.join(signs)}): "
            "conformance tests sign with keys that nobody keeps. Run them elsewhere."
        )
        raise Refusal(sentence, ExitCode.USAGE)
    return _serve(options) if options.action == "serve" else _jose(options)


def _serve(options: Namespace) -> ExitCode:
    # a server, TLS and every cryptosuite take a while to load
    serving = importlib.import_module("insigne.conformance.serving")
    tls = importlib.import_module("insigne.conformance.tls")
    context = None
    if options.tls:
        certificate, key = tls.own_certificate(datetime.now(UTC))
        context = tls.context_with(certificate, key)
        if options.certificate is not None:
            files.write(options.certificate, certificate)
    try:
        server = serving.ConformanceServer(options.port, tls=context)
    except (OSError, OverflowError) as error:
        raise Refusal(f"Port {options.port} cannot be used: {error}.", ExitCode.USAGE) from error
    with server:
        print(f"Serving at {server.url} until stopped; what there is, is said there.", flush=True)
        server.serve_forever()
    return ExitCode.VALID


def _jose(options: Namespace) -> ExitCode:
    suite = importlib.import_module("insigne.conformance.jose_suite")  # as above
    try:
        source, key = files.read(options.input), files.read(options.key)
    except Refusal as refusal:
        outcome = suite.Outcome(suite.Result.ERROR, refusal.sentence)
    else:
        if options.function == "issue":
            outcome = suite.issue(source, key, options.feature, options.disclosable)
        else:
            outcome = suite.verify(source, key, options.feature)
    files.write(options.output, json.dumps(outcome.to_json()).encode() + b"\n")
    return ExitCode.VALID
