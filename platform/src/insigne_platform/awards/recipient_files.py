"""Lists of recipients as files: CSV in its many spellings, and Excel."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

import python_calamine
from django.utils.translation import gettext as _

from insigne_platform.awards.recipient_columns import CITIZEN_NUMBER, column_of, simple
from insigne_platform.core.citizen_number import is_citizen_number
from insigne_platform.core.errors import Invalid, Problem

MOST_BYTES = 30 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_UNLIKELY = 2 * MOST_ROWS  # rows in Excel, most of them empty
LOOKED_AT = 2000
MOST_COLUMNS = 100
ZIP_SIGNATURE = b"PK\x03\x04"
OLD_EXCEL_SIGNATURE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class RawRow:
    """What stands in one row of a file, by our names for its columns."""

    number: int
    cells: dict[str, str]


def read_recipients(file_name: str, data: bytes) -> list[RawRow]:
    """Read all rows of a file whose first row names the columns, as `read_rows` does."""
    return list(read_rows(file_name, data))


def read_rows(
    file_name: str, data: bytes, columns: Mapping[int, str] | None = None
) -> Iterator[RawRow]:
    """Read the rows of a file whose first row names the columns, one by one.

    What the *columns* mean is read from their names if it is not given; those without a meaning
    are not read. Raises `Invalid` for what is wrong with the file as a whole, perhaps only at its
    end; what is wrong with single rows is for `check_recipients`.
    """
    table = _table(file_name, data)
    _number, headers = next(table, (0, []))
    meant = columns if columns is not None else columns_of(headers)
    _must_name_addresses(meant)
    numbers = CitizenNumbers(headers)
    count = 0
    for number, row in table:
        count += 1
        if count > MOST_ROWS:
            raise _too_many()
        numbers.see(row)
        cells = {name: row[place] for place, name in meant.items() if place < len(row)}
        yield RawRow(number, cells)
    if not count:
        raise _refusal(_("The file names columns at most: there are no recipients in it."))
    numbers.must_be_few()


def first_rows(file_name: str, data: bytes, count: int) -> tuple[list[str], list[list[str]]]:
    """The headers of a file, and its first rows as they stand there."""
    table = _table(file_name, data)
    _number, headers = next(table, (0, []))
    return headers, [row for _number, row in islice(table, count)]


def must_look_like_a_list(file_name: str, data: bytes) -> None:
    """Refuse at once what is no list of persons, or one that we may not have: nothing is kept.

    The first rows tell, and how many there are; the others are looked at when the list is read.
    Raises `Invalid`.
    """
    table = _table(file_name, data)
    _number, headers = next(table, (0, []))
    numbers, rows = CitizenNumbers(headers), [row for _number, row in islice(table, LOOKED_AT)]
    if not rows:
        raise _refusal(_("The file names columns at most: there are no recipients in it."))
    for row in rows:
        numbers.see(row)
    numbers.must_be_few()
    if not any("@" in cell for row in rows for cell in row):
        _must_name_addresses(dict(enumerate(filter(None, map(column_of, headers)))))
    _must_not_have_too_many(data, seen=len(rows), others=table)


def _must_not_have_too_many(data: bytes, *, seen: int, others: Iterator[Numbered]) -> None:
    """Count the rows, one by one and keeping none, where there may be too many of them."""
    is_perhaps = data.startswith(ZIP_SIGNATURE) or max(map(data.count, b"\n\r")) > MOST_ROWS
    if is_perhaps and any(count > MOST_ROWS for count, _row in enumerate(others, start=seen + 1)):
        raise _too_many()


def _too_many() -> Invalid:
    return _refusal(_("The file has more than 1,000,000 rows. Split it into smaller ones."))


type Numbered = tuple[int, list[str]]


def _refusal(message: str) -> Invalid:
    return Invalid([Problem("file", message)])


def _filled(rows: Iterator[list[str]]) -> Iterator[Numbered]:
    """Number the rows as a spreadsheet does, and pass over the empty ones."""
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            yield number, [cell.strip() for cell in row[:MOST_COLUMNS]]


def _table(file_name: str, data: bytes) -> Iterator[Numbered]:
    if not data.strip():
        raise _refusal(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise _refusal(_("The file is larger than 30 MB. Split it into smaller ones."))
    return _filled(_excel_rows(data) if _is_excel(file_name, data) else _csv_rows(data))


def columns_of(headers: Sequence[str]) -> dict[int, str]:
    """What the columns mean by their names; those that we do not know are left out."""
    columns: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = column_of(header)
        if name is None:
            continue
        if name in columns.values():
            raise _refusal(_("Two columns have the same meaning: %(header)s.") % {"header": header})
        columns[place] = name
    return columns


def _must_name_addresses(columns: Mapping[int, str]) -> None:
    if "email" not in columns.values():
        raise _refusal(
            _("There is no column “e-mail”. The first row names the columns, such as: email, name.")
        )


class CitizenNumbers:
    """Refuses a column with citizen service numbers (BSN), by its name or by what is in it."""

    def __init__(self, headers: Sequence[str]) -> None:
        self._headers = headers
        self._values = [0] * MOST_COLUMNS
        self._alike = [0] * MOST_COLUMNS
        for header in headers:
            if simple(header) in CITIZEN_NUMBER:
                raise self._refusal(header)

    def see(self, row: Sequence[str]) -> None:
        """Count what could be such a number, column by column."""
        for place, value in enumerate(row):
            if value:
                self._values[place] += 1
                if is_citizen_number(value):
                    self._alike[place] += 1

    def must_be_few(self) -> None:
        """Raise `Invalid` if most of a column could be such numbers."""
        for place, header in enumerate(self._headers):
            if self._alike[place] * 2 > self._values[place]:
                raise self._refusal(header)

    def _refusal(self, header: str) -> Invalid:
        return _refusal(
            _("The column “%(header)s” looks like citizen service numbers (BSN). "
              "We may not have those: remove the column and try again.")
            % {"header": header}
        )  # fmt: skip


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise _refusal(_("This is not a list. Save it as CSV or Excel (xlsx) and try again."))
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise _refusal(
            _("Row %(row)s of the file cannot be read: a quotation mark may be missing.")
            % {"row": reader.line_num}
        ) from error


def _decoded(data: bytes) -> str:
    """Read UTF-8, what Excel calls Unicode, or else what Windows writes in Western Europe."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _is_excel(file_name: str, data: bytes) -> bool:
    if data.startswith(OLD_EXCEL_SIGNATURE) or file_name.lower().endswith(".xls"):
        raise _refusal(_("This is a file of old Excel. Save it as xlsx or CSV and try again."))
    return data.startswith(ZIP_SIGNATURE)


def _excel_rows(data: bytes) -> Iterator[list[str]]:
    try:
        _must_unpack_within_limits(data)
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheet = workbook.get_sheet_by_index(0)
        start, end = sheet.start or (0, 0), sheet.end or (0, 0)
        if end[0] > MOST_UNLIKELY:
            raise _too_many()
        rows = sheet.iter_rows()
    except Invalid:
        raise
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, EOFError, ValueError,
            NotImplementedError, RuntimeError, IndexError) as error:  # fmt: skip
        raise _refusal(
            _("This Excel file cannot be read. Save it as xlsx or CSV and try again.")
        ) from error
    before = [""] * start[1]
    for row in rows:
        yield [*before, *map(_cell, row)]


def _must_unpack_within_limits(data: bytes) -> None:
    """Unpack the file once, counting: what it says of its own size is not believed."""
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            entry.file_size = left + (2 << 20)  # read to the true end, not to the announced one
            with archive.open(entry) as unpacked:
                while piece := unpacked.read(1 << 20):
                    left -= len(piece)
                    if left < 0:
                        raise _refusal(_("The Excel file is too large once unpacked."))


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
