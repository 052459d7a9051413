"""`insigne report`: reports that were stored, and those that somebody signed."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from insigne.adapters.fetcher import Fetcher
from insigne.cli import files
from insigne.cli.examining import Question, fetcher_for
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.report_text import text_of
from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification import stored_report
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome
from insigne.verification.report import Report
from insigne.verification.signed_report import SignedReport, check, need_of
from insigne.verification.words import Language, remedy, sentence, shown

SIGNATURE_CODES = {  # the worst comes first
    Outcome.FAILED: ExitCode.INVALID,
    Outcome.INCONCLUSIVE: ExitCode.UNKNOWN,
    Outcome.PASSED: ExitCode.VALID,
}
VERIFIER: Mapping[Language, str] = {"en": "verifier", "nl": "controle"}
AT: Mapping[Language, str] = {"en": "at", "nl": "op"}
FILE: Mapping[Language, str] = {"en": "file", "nl": "bestand"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(required=True, metavar="show|verify", dest="action")
    show = commands.add_parser(
        "show", allow_abbrev=False, help="say in words what a stored report says"
    )
    verify = commands.add_parser(
        "verify", allow_abbrev=False, help="say who signed a report, and whether it was changed"
    )
    for command in (show, verify):
        command.add_argument("file", metavar="REPORT", type=Path)
        command.add_argument("--language", choices=("nl", "en"), default="en")
    verify.add_argument("--credential", metavar="FILE", type=Path, help="is it about this file?")
    verify.add_argument("--offline", action="store_true", help="ask nobody")


def run(options: Namespace) -> int:
    """Show a report, or check its signature."""
    content = files.read(options.file)
    if options.action == "show":
        print(text_of(_any_report(content), options.language))
        return ExitCode.VALID
    return _verify(options, content)


def _verify(options: Namespace, content: bytes) -> ExitCode:
    lines = [line for line in content.splitlines() if line.strip()]
    if not lines:
        raise Refusal(f"There is no report in {options.file}.", ExitCode.NO_CREDENTIAL)
    source = None if options.credential is None else files.read(options.credential)
    now = datetime.now(UTC)
    fetcher = fetcher_for(Question(now, offline=options.offline))
    found = set()
    for line in lines:
        signed = _signed_report(line)
        finding = check(signed, _evidence_for(signed, fetcher), at=now, source=source)
        found.add(finding.outcome)
        print(_text_on(signed, finding, options.language))
    return next(code for outcome, code in SIGNATURE_CODES.items() if outcome in found)


def _any_report(content: bytes) -> Report:
    """Read a report, signed or not; whose it is, is not asked here."""
    if content.lstrip().startswith(b"{"):
        return stored_report.parse(content)
    return _signed_report(content).report


def _signed_report(content: bytes) -> SignedReport:
    try:
        return SignedReport.parse(content.decode("ascii"))
    except UnicodeDecodeError as error:
        raise MalformedError("neither a report nor a signed report") from error


def _evidence_for(signed: SignedReport, fetcher: Fetcher) -> Evidence:
    need = need_of(signed)
    return Evidence() if need is None else Evidence({need.url: fetcher.fetch(need)})


def _text_on(signed: SignedReport, finding: Finding, language: Language) -> str:
    lines = [
        sentence(finding, language),
        f"  {VERIFIER[language]:8} {shown(signed.verifier)}",
        f"  {AT[language]:8} {timestamps.to_text(signed.at)}",
        f"  {FILE[language]:8} {shown(signed.digest)}",
    ]
    if finding.outcome is not Outcome.PASSED:
        lines += [f"  ({shown(finding.detail)})", *filter(None, [remedy(finding, language)])]
        return "\n".join(lines)
    return "\n".join([*lines, "", text_of(signed.report, language)])
