"""`insigne verify`: is it valid, and why."""

import importlib
import json
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from insigne.adapters.fetcher import Fetcher, OfflineFetcher
from insigne.adapters.files import read_credential
from insigne.adapters.gathering import examine
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.report_text import text_of
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification.evidence import Fetched, Need, Purpose, Resource
from insigne.verification.judge import report_of_unreadable
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report

CODES = {
    Verdict.VALID: ExitCode.VALID,
    Verdict.INVALID: ExitCode.INVALID,
    Verdict.UNKNOWN: ExitCode.UNKNOWN,
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("what", metavar="FILE|URL", help="a picture, JSON, JWT or address")
    parser.add_argument("--recipient", metavar="EMAIL", help="was it given to this address?")
    parser.add_argument("--at", metavar="ISO", help="judge as of this instant")
    parser.add_argument("--offline", action="store_true", help="ask nobody")
    parser.add_argument("--json", action="store_true", help="write the report as JSON")


def run(options: Namespace) -> int:
    """Say whether a badge is valid, and why."""
    fetcher: Fetcher = OfflineFetcher() if options.offline else _LateHttpFetcher()
    report = _report_on(options.what, fetcher, options.recipient, _instant(options.at))
    if options.json:
        print(json.dumps(report.to_json(), indent=2, ensure_ascii=True))
    else:
        print(text_of(report))
    return CODES[report.verdict]


class _LateHttpFetcher:
    """Fetches over the network, and loads what that takes only when there is something to fetch."""

    def fetch(self, need: Need) -> Resource:
        # httpx2 takes longer to load than a badge to verify, and many badges do without
        fetching = importlib.import_module("insigne.adapters.fetching")
        resource: Resource = fetching.HttpFetcher(allow_this_machine=True).fetch(need)
        return resource


def _report_on(what: str, fetcher: Fetcher, recipient: str | None, at: datetime) -> Report:
    try:
        if what.startswith(("https://", "http://")):
            credential = _credential_at(what, fetcher)
        else:
            credential = read_credential(files.read(Path(what)))
    except (MalformedError, UnsupportedError) as error:
        return report_of_unreadable(error, at=at)
    if credential is None:
        raise Refusal(f"There is no credential in {what}.", ExitCode.NO_CREDENTIAL)
    return examine(credential, fetcher=fetcher, recipient=recipient, at=at)


def _credential_at(url: str, fetcher: Fetcher) -> ReceivedCredential | None:
    """Read what the address gives; if that is nothing, the address itself is the question."""
    answer = fetcher.fetch(Need(url, Purpose.CREDENTIAL))
    if isinstance(answer, Fetched) and answer.status == 200:
        return read_credential(answer.body)
    return ReceivedCredential.parse(url.encode())


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        sentence = f"{text!r} is not an instant. Write it as in 2026-01-31T14:00:00Z."
        raise Refusal(sentence, ExitCode.USAGE) from error
