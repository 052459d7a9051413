"""Files of results: an address, a score and whether somebody passed, by any of their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from insigne_platform.awards.recipient_columns import simple
from insigne_platform.awards.recipient_files import RawRow, first_rows, read_rows
from insigne_platform.core.errors import Invalid, Problem

MOST_RESULTS: Final = 500
MOST_DIGITS: Final = 6
MOST_BYTES: Final = 1024 * 1024
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "email": frozenset({"email", "emailadres", "emailaddress", "mail", "mailadres", "mailaddress"}),
    "score": frozenset({"score", "grade", "cijfer", "punten", "points", "mark"}),
    "row": frozenset({"row"}),  # of the file that was looked at, where it comes in again
    "passed": frozenset({"passed", "geslaagd", "result", "resultaat", "uitslag", "outcome"}),
}
MEANT: Final = frozenset({"score", "passed"})
YES: Final = frozenset({"yes", "y", "ja", "j", "true", "waar", "1", "passed", "pass", "geslaagd",
                        "voldoende", "behaald", "v"})  # fmt: skip
NO: Final = frozenset({"no", "n", "nee", "false", "onwaar", "0", "failed", "fail", "notpassed",
                       "gezakt", "nietgeslaagd", "onvoldoende", "nietbehaald", "o"})  # fmt: skip


def read_results(file_name: str, data: bytes) -> list[RawRow]:
    """Read the rows of a file whose first row names the columns.

    Raises `Invalid` for what is wrong with the file as a whole.
    """
    if len(data) > MOST_BYTES:
        raise _refusal(_("The file is larger than 1 MB. Split it into smaller ones."))
    headers, _none = first_rows(file_name, data, 0)
    columns = _columns_of(headers)
    rows = []
    for row in read_rows(file_name, data, columns):
        rows.append(_as_numbered(row))
        if len(rows) > MOST_RESULTS:
            raise _refusal(_("The file has more than 500 rows. Split it into smaller ones."))
    return rows


def passed_in(text: str) -> bool | None:
    """Read a yes or a no in either language; None if the cell is empty.

    Raises `Invalid` for another word.
    """
    word = simple(text)
    if not text.strip():
        return None
    if word in YES or word in NO:
        return word in YES
    sentence = _("“%(text)s” is neither yes nor no; write passed or failed.")
    raise Invalid([Problem("passed", sentence % {"text": text[:40]})])


def to_text(rows: Iterable[Sequence[str | int]]) -> str:
    """Write addresses, scores, results and their rows as a file that `read_results` reads."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(("email", "score", "passed", "row"))
    writer.writerows(rows)
    return written.getvalue()


def _as_numbered(row: RawRow) -> RawRow:
    """The row under the number that it has in the file that somebody holds."""
    said = row.cells.get("row", "")
    is_number = said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS
    return RawRow(int(said), row.cells) if is_number else row


def _columns_of(headers: Sequence[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = next((each for each, words in COLUMNS.items() if simple(header) in words), None)
        if name in columns.values():
            raise _refusal(_("Two columns have the same meaning: %(header)s.") % {"header": header})
        if name is not None:
            columns[place] = name
    if "email" not in columns.values() or not MEANT & {*columns.values()}:
        raise _refusal(_("The first row names the columns: e-mail, and score or passed or both."))
    return columns


def _refusal(message: str) -> Invalid:
    return Invalid([Problem("file", message)])
