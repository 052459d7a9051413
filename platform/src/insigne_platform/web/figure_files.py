"""Tables as files: CSV and Excel, in which no text is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
type Cell = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in a file."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class FileKind:
    """How a table is written."""

    media_type: str
    write: Callable[[Table], bytes]


def as_csv(table: Table) -> bytes:
    """Write CSV that a spreadsheet opens rightly; a text that looks like a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.head)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_excel(table: Table) -> bytes:
    """Write an Excel file whose texts are texts, whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.append(list(table.head))
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _cell(sheet: object, value: Cell) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


FILES: Mapping[str, FileKind] = {
    "csv": FileKind("text/csv; charset=utf-8", as_csv),
    "xlsx": FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_excel),
}
