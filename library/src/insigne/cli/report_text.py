"""A report as a person reads it in a terminal."""

from collections.abc import Iterator

from insigne.verification.outcome import Outcome
from insigne.verification.report import Report
from insigne.verification.words import headline, remedy, sentence, shown

MARKS = {Outcome.PASSED: "yes", Outcome.FAILED: "no", Outcome.INCONCLUSIVE: "unknown"}


def text_of(report: Report) -> str:
    """Write the verdict, what it is about, and each reason with what can be done about it."""
    return "\n".join([headline(report, "en"), *_about(report), "", *_reasons(report)])


def _about(report: Report) -> Iterator[str]:
    credential = report.credential
    if credential.name:
        yield f"  badge    {shown(credential.name)}"
    if credential.issuer_id:
        named = f"{shown(credential.issuer_name)}  " if credential.issuer_name else ""
        yield f"  issuer   {named}{shown(credential.issuer_id)}"
    if credential.id:
        yield f"  id       {shown(credential.id)}"


def _reasons(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield f"  {MARKS[finding.outcome]:8} {sentence(finding, 'en')}"
        if finding.outcome is not Outcome.PASSED:
            advice = remedy(finding, "en")
            yield f"           ({shown(finding.detail)})"
            if advice:
                yield f"           {advice}"
    if not report.asked_recipient:
        yield "  -        Whose badge it is was not checked. You did not ask (--recipient)."
    if report.issuer_listed is None and report.is_valid:
        yield "  -        Whether you trust this issuer is up to you."
