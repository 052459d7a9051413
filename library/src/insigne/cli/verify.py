"""`insigne verify`: is it valid, and why."""

import importlib
import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.cli import files
from insigne.cli.examining import CODES, Question, examine_named, fetcher_for, is_address
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.report_text import text_of


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "what",
        metavar="FILE|URL|FOLDER|ZIP",
        nargs="+",
        help="pictures, JSON, JWTs or addresses; all files of a folder or an archive",
    )
    parser.add_argument("--recipient", metavar="EMAIL", help="was it given to this address?")
    parser.add_argument("--challenge", metavar="TEXT", help="what its holder was asked to sign")
    parser.add_argument("--domain", metavar="WHO", help="for whom its holder signed")
    parser.add_argument("--at", metavar="ISO", help="judge as of this instant")
    parser.add_argument("--offline", action="store_true", help="ask nobody")
    parser.add_argument(
        "--answers", metavar="COPY", type=Path, help="a copy of a backpack, whose answers you trust"
    )
    parser.add_argument("--json", action="store_true", help="write reports as JSON, one a line")
    parser.add_argument("--csv", action="store_true", help="write one line of CSV for each file")
    parser.add_argument(
        "--language", choices=("nl", "en"), default="en", help="the words' language"
    )
    parser.add_argument("--jobs", metavar="N", type=_number_of_jobs, help="verify in N processes")
    parser.add_argument(
        "--sign", metavar="KEY", type=Path, help="a private JWK to sign reports with"
    )
    parser.add_argument("--signed-report", metavar="OUT", type=Path, help="to write, one a line")


def run(options: Namespace) -> int:
    """Say whether a badge is valid, and why; of many, a line for each."""
    if (options.sign is None) != (options.signed_report is None):
        raise Refusal("--sign and --signed-report belong together.", ExitCode.USAGE)
    if (options.challenge is None) != (options.domain is None):
        raise Refusal("--challenge and --domain belong together.", ExitCode.USAGE)
    if options.json and options.csv:
        raise Refusal("It is either --json or --csv.", ExitCode.USAGE)
    question = Question(
        at=_instant(options.at),
        recipient=options.recipient,
        offline=options.offline,
        challenge=options.challenge,
        domain=options.domain,
        answers=options.answers,
    )
    signer = _signer(options.sign)
    if _is_many(options):
        # processes, archives and tables take a while to load, and one file does without
        many = importlib.import_module("insigne.cli.verify_many")
        code: int = many.run(options, question, signer)
        return code
    examined = examine_named(options.what[0], fetcher_for(question), question)
    if signer is not None:
        signed = signer.sign(examined, at=question.at)
        files.write(options.signed_report, f"{signed}\n".encode())
    report = examined.report
    if options.json:
        print(json.dumps(report.to_json(), indent=2, ensure_ascii=True))
    else:
        print(text_of(report, options.language))
    return CODES[report.verdict]


def _is_many(options: Namespace) -> bool:
    if len(options.what) > 1 or options.csv or options.jobs is not None:
        return True
    (name,) = options.what
    return not is_address(name) and (files.is_folder(name) or files.is_archive(name))


def _signer(path: Path | None):  # type: ignore[no-untyped-def]  # its module is loaded when it is asked for
    if path is None:
        return None
    return importlib.import_module("insigne.cli.report_signing").ReportSigner.from_file(path)


def _number_of_jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("at least one")
    return number


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = f"{text!r} is not an instant. Write it as in 2026-01-31T14:00:00Z."
        raise Refusal(sentence, ExitCode.USAGE) from error
