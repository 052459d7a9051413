"""Tables as files that a spreadsheet opens: CSV and Excel, in which no text is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Write a text so that a spreadsheet reads it as one, whatever it begins with."""
    return "'" + text if text.startswith(DANGEROUS) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The rows as CSV, line by line, with the mark by which Excel knows that it is Unicode."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";").writerow([_cell(value) for value in row])
        yield line.getvalue()


def excel(rows: Iterable[Sequence[object]], title: str) -> bytes:
    """The rows as an Excel file with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([_cell(value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    return harmless("".join(letter for letter in value if letter.isprintable()))
