"""Files for spreadsheets, in which no cell is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"  # without it, Excel reads another alphabet
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class _Line:
    """What `csv.writer` writes to: it hands back what it is given."""

    def write(self, text: str) -> str:
        return text


def harmless(value: object) -> str:
    """Write a cell so that a spreadsheet shows it and does not run it."""
    text = str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Give the file line by line."""
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
