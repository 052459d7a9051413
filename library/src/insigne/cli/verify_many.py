"""`insigne verify` for many files: folders, archives, and what else is named."""

from argparse import Namespace
from collections.abc import Sequence

from insigne.cli import batch_output, files
from insigne.cli.batch import Order, answers_to, jobs_for
from insigne.cli.batch_output import Tally, WriteAnswer
from insigne.cli.collecting import Item, items_in
from insigne.cli.examining import Examined, Question
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.cli.progress import Progress
from insigne.cli.report_signing import ReportSigner
from insigne.verification import stored_report

WORST_FIRST = (
    ExitCode.FAULT,
    ExitCode.INVALID,
    ExitCode.UNKNOWN,
    ExitCode.USAGE,
    ExitCode.NO_CREDENTIAL,
)


def run(options: Namespace, question: Question, signer: ReportSigner | None) -> ExitCode:
    """Verify all that is meant, write each answer as it comes, and give the worst code."""
    items = items_in(options.what)
    if not items:
        raise Refusal("There are no files in there.", ExitCode.NO_CREDENTIAL)
    write, tally = _writer(options, items), Tally()
    progress = Progress(len(items))
    order = Order(question, options.language, options.json or signer is not None)
    codes: set[int] = set()
    signed: list[str] = []
    for answer in answers_to(items, order, jobs=jobs_for(options.jobs, len(items))):
        item = items[answer.position]
        if not (item.was_found and answer.code == ExitCode.NO_CREDENTIAL):
            codes.add(answer.code)  # what only lay in a folder, and is no badge, adds none
        progress.clear()
        write(item, answer, tally.same_as(item, answer))
        progress.advance()
        if signer is not None and answer.report:
            report = stored_report.parse(answer.report.encode())
            signed.append(signer.sign(Examined(report, answer.digest), at=question.at))
    progress.clear()
    if options.signed_report is not None:
        files.write(options.signed_report, "".join(line + "\n" for line in signed).encode())
    if not options.json and not options.csv:
        print("\n" + batch_output.summary(tally, options.language))
    return _worst(codes)


def _writer(options: Namespace, items: Sequence[Item]) -> WriteAnswer:
    if options.json:
        return batch_output.lines_of_json()
    if options.csv:
        return batch_output.csv_rows()
    return batch_output.table(items, options.language)


def _worst(codes: set[int]) -> ExitCode:
    """Give the worst code, and if there was not one badge among all the files, say that."""
    if not codes:
        return ExitCode.NO_CREDENTIAL
    return next((code for code in WORST_FIRST if code in codes), ExitCode.VALID)
