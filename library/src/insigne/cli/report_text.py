"""A report as a person reads it in a terminal."""

from collections.abc import Iterator, Mapping

from insigne.verification.outcome import Outcome
from insigne.verification.report import Report
from insigne.verification.words import Language, headline, remedy, sentence, shown

MARKS: Mapping[Language, Mapping[Outcome, str]] = {
    "en": {Outcome.PASSED: "yes", Outcome.FAILED: "no", Outcome.INCONCLUSIVE: "unknown"},
    "nl": {Outcome.PASSED: "ja", Outcome.FAILED: "nee", Outcome.INCONCLUSIVE: "onbekend"},
}
ISSUER: Mapping[Language, str] = {"en": "issuer", "nl": "uitgever"}
NOT_ASKED: Mapping[Language, str] = {
    "en": "Whose badge it is was not checked. You did not ask (--recipient).",
    "nl": "Van wie de badge is, is niet gecontroleerd. U vroeg er niet naar (--recipient).",
}
UP_TO_YOU: Mapping[Language, str] = {
    "en": "Whether you trust this issuer is up to you.",
    "nl": "Of u deze uitgever vertrouwt, beslist u zelf.",
}


def text_of(report: Report, language: Language) -> str:
    """Write the verdict, what it is about, and each reason with what can be done about it."""
    about, reasons = _about(report, language), _reasons(report, language)
    return "\n".join([headline(report, language), *about, "", *reasons])


def _about(report: Report, language: Language) -> Iterator[str]:
    credential = report.credential
    if credential.name:
        yield f"  badge    {shown(credential.name)}"
    if credential.issuer_id:
        named = f"{shown(credential.issuer_name)}  " if credential.issuer_name else ""
        yield f"  {ISSUER[language]:8} {named}{shown(credential.issuer_id)}"
    if credential.id:
        yield f"  id       {shown(credential.id)}"


def _reasons(report: Report, language: Language) -> Iterator[str]:
    for finding in report.findings:
        yield f"  {MARKS[language][finding.outcome]:8} {sentence(finding, language)}"
        if finding.outcome is not Outcome.PASSED:
            advice = remedy(finding, language)
            yield f"           ({shown(finding.detail)})"
            if advice:
                yield f"           {advice}"
    if not report.asked_recipient:
        yield f"  -        {NOT_ASKED[language]}"
    if report.issuer_listed is None and report.is_valid:
        yield f"  -        {UP_TO_YOU[language]}"
