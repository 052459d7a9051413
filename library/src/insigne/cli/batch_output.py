"""Answers on many files, as a table for a person, or as CSV or lines of JSON for a program."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from insigne.cli.batch import NONE, Answer
from insigne.cli.collecting import Item
from insigne.verification.outcome import Verdict
from insigne.verification.signed_report import digest_of_hash
from insigne.verification.words import Language, shown

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

    def same_as(self, item: Item, answer: Answer) -> str:
        """Count an answer, and name the earlier file with the very same bytes, if there was one."""
        self.counts[answer.verdict] += 1
        first = self.first.setdefault(answer.digest, item.name) if answer.digest else item.name
        return "" if first == item.name else first


type WriteAnswer = Callable[[Item, Answer, str], None]


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

    def write(item: Item, answer: Answer, same_as: str) -> None:
        issuer = answer.issuer_name or answer.issuer
        reason = answer.reason or shown(answer.problem)
        if same_as:
            same = words["same"].format(shown(same_as))
            reason = f"{reason} ({same})" if reason else f"({same})"
        row(words[answer.verdict], shown(item.name), shown(answer.name), shown(issuer), reason)

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

    def write(item: Item, answer: Answer, same_as: str) -> None:
        beside = {
            "file": item.name,
            "digestSRI": digest_of_hash(answer.digest) if answer.digest else None,
            "sameAs": same_as or None,
            "problem": answer.problem or None,
        }
        print(f'{json.dumps(beside)[:-1]}, "report": {answer.report or "null"}}}')

    return write


def csv_rows() -> WriteAnswer:
    """Write CSV with a line of headings, in which nothing starts as a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)

    def write(item: Item, answer: Answer, same_as: str) -> None:
        cells = (
            answer.verdict, item.name, answer.name, answer.issuer, answer.issuer_name, answer.id,
            answer.valid_from, answer.valid_until, answer.finding, answer.reason or answer.problem,
            digest_of_hash(answer.digest) if answer.digest else "",
        )  # fmt: skip
        writer.writerow([_harmless(cell) for cell in cells])

    return write


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from computing what somebody wrote into a badge."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
