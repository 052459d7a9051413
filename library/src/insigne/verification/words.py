"""Plain words for verdicts and findings, in Dutch and in English.

The sentences are for a viewer; causes in a specification's terms are in `Finding.detail`.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification import words_en, words_nl
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.report import Report

Language = Literal["nl", "en"]

SENTENCES: Mapping[Language, Mapping[str, str]] = {
    "nl": words_nl.SENTENCES,
    "en": words_en.SENTENCES,
}
REMEDIES: Mapping[Language, Mapping[str, str]] = {
    "nl": words_nl.REMEDIES,
    "en": words_en.REMEDIES,
}
VERDICTS: Mapping[Language, Mapping[Verdict, str]] = {
    "nl": words_nl.VERDICTS,
    "en": words_en.VERDICTS,
}
MONTHS: Mapping[Language, tuple[str, ...]] = {"nl": words_nl.MONTHS, "en": words_en.MONTHS}


def headline(report: Report, language: Language) -> str:
    """Say the verdict, and if it is not a yes, the one reason that decided."""
    words = VERDICTS[language][report.verdict]
    if report.verdict is Verdict.VALID or report.deciding is None:
        return words
    return f"{words} {sentence(report.deciding, language)}"


def sentence(finding: Finding, language: Language) -> str:
    """Say what a finding means."""
    sentences = SENTENCES[language]
    variant = finding.code
    for name in ("reason", "date", "message", "refresh"):
        if finding.values.get(name) and f"{finding.code}+{name}" in sentences:
            variant = f"{finding.code}+{name}"
            break
    template = sentences.get(variant) or sentences[f"*.{finding.outcome.value}"]
    return _filled(template, finding, language)


def remedy(finding: Finding, language: Language) -> str:
    """Say what the reader can do about it; nothing if there is nothing to do."""
    if finding.outcome is Outcome.PASSED:
        return ""
    remedies = REMEDIES[language]
    template = remedies.get(finding.code) or remedies.get(f"*.{finding.code.partition('.')[2]}", "")
    return _filled(template, finding, language)


def _filled(template: str, finding: Finding, language: Language) -> str:
    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        value = finding.values.get(name, "?")
        return _date(value, language) if name == "date" else shown(value)

    return re.sub(r"\{(\w+)\}", value_of, template)


def _date(text: str, language: Language) -> str:
    try:
        instant: datetime = timestamps.parse(text)
    except MalformedError:
        return shown(text)
    return f"{instant.day} {MONTHS[language][instant.month - 1]} {instant.year}"


def shown(text: str) -> str:
    """Escape what could turn or hide the text around it (control and bidi characters)."""
    shown = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}"
        for character in text[:300]
    )
    return shown if len(text) <= 300 else shown + "…"
