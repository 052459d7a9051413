"""Answers on many files, as a table for a person, or as CSV or lines of JSON for a program."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from insigne.cli.batch import Answer
from insigne.cli.collecting import Item
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report
from insigne.verification.signed_report import digest_of_hash
from insigne.verification.words import Language, sentence, shown

NONE = "none"
WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "valid": "valid", "invalid": "invalid", "unknown": "unknown", "none": "no badge",
        "verdict": "verdict", "file": "file", "badge": "badge", "issuer": "issuer",
        "reason": "reason", "same": "the same file as {0}", "total": "in all",
    },
    "nl": {
        "valid": "geldig", "invalid": "ongeldig", "unknown": "onbekend", "none": "geen badge",
        "verdict": "oordeel", "file": "bestand", "badge": "badge", "issuer": "uitgever",
        "reason": "reden", "same": "hetzelfde bestand als {0}", "total": "samen",
    },
}  # fmt: skip
CSV_COLUMNS = (
    "verdict", "file", "name", "issuer", "issuer_name", "id", "valid_from", "valid_until",
    "code", "reason", "digest",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_FILE, BADGE_WIDTH, ISSUER_WIDTH = 48, 28, 28


@dataclass(slots=True)
class Tally:
    """What came of how many, and which file was first with which content."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[bytes, str] = field(default_factory=dict)

    def same_as(self, answer: Answer) -> str:
        """Count an answer, and name the earlier file with the very same bytes, if there was one."""
        self.counts[verdict_of(answer)] += 1
        if answer.examined is None:
            return ""
        first = self.first.setdefault(answer.examined.digest, answer.item.name)
        return "" if first == answer.item.name else first


type WriteAnswer = Callable[[Answer, str], None]


def verdict_of(answer: Answer) -> str:
    """Give the verdict, or `none` where there was nothing to judge."""
    return NONE if answer.examined is None else answer.examined.report.verdict.value


def table(items: Sequence[Item], language: Language) -> WriteAnswer:
    """Write a line for each answer, as they come, under a line of headings."""
    words = WORDS[language]
    width = max([len(words["file"]), *(len(item.name) for item in items)])
    width = min(width, WIDEST_FILE)

    def row(verdict: str, file: str, badge: str, issuer: str, reason: str) -> None:
        cells = [
            f"{verdict:10}", f"{_fit(file, width):{width}}",
            f"{_fit(badge, BADGE_WIDTH):{BADGE_WIDTH}}",
            f"{_fit(issuer, ISSUER_WIDTH):{ISSUER_WIDTH}}", reason,
        ]  # fmt: skip
        print("  ".join(cells).rstrip())

    def write(answer: Answer, same_as: str) -> None:
        named, issuer = _names(answer)
        reason = _reason(answer, language)
        if same_as:
            same = words["same"].format(shown(same_as))
            reason = f"{reason} ({same})" if reason else f"({same})"
        row(words[verdict_of(answer)], shown(answer.item.name), named, issuer, reason)

    row(*(words[name] for name in ("verdict", "file", "badge", "issuer", "reason")))
    return write


def summary(tally: Tally, language: Language) -> str:
    """Say what came of how many."""
    words = WORDS[language]
    kinds = (*(verdict.value for verdict in Verdict), NONE)
    parts = [f"{tally.counts[kind]} {words[kind]}" for kind in kinds if tally.counts[kind]]
    return f"{sum(tally.counts.values())} {words['total']}: {', '.join(parts)}."


def lines_of_json() -> WriteAnswer:
    """Write one JSON object a line (`docs/reports.md`, "Many files")."""

    def write(answer: Answer, same_as: str) -> None:
        report, digest = _report(answer), _digest(answer)
        value = {
            "file": answer.item.name,
            "digestSRI": digest or None,
            "sameAs": same_as or None,
            "problem": answer.problem or None,
            "report": report.to_json() if report else None,
        }
        print(json.dumps(value, ensure_ascii=True))

    return write


def csv_rows(language: Language) -> WriteAnswer:
    """Write CSV with a line of headings, in which nothing starts as a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)

    def write(answer: Answer, same_as: str) -> None:
        report = _report(answer) or Report()
        said, deciding = report.credential, report.deciding
        cells = (
            verdict_of(answer), answer.item.name, said.name, said.issuer_id, said.issuer_name,
            said.id, said.valid_from, said.valid_until, deciding.code if deciding else "",
            _reason(answer, language), _digest(answer),
        )  # fmt: skip
        writer.writerow([_harmless(cell) for cell in cells])

    return write


def _names(answer: Answer) -> tuple[str, str]:
    report = _report(answer)
    if report is None:
        return "", ""
    said = report.credential
    return shown(said.name), shown(said.issuer_name or said.issuer_id)


def _reason(answer: Answer, language: Language) -> str:
    report = _report(answer)
    if report is None:
        return shown(answer.problem)
    if report.deciding is None or report.is_valid:
        return ""
    return sentence(report.deciding, language)


def _report(answer: Answer) -> Report | None:
    return answer.examined.report if answer.examined else None


def _digest(answer: Answer) -> str:
    return digest_of_hash(answer.examined.digest) if answer.examined else ""


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from computing what somebody wrote into a badge."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
