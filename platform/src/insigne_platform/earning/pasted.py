"""People as somebody pastes them: an address on each line, and what stands around it."""

from __future__ import annotations

import re
from typing import Final

from insigne_platform.awards.recipients import RawRow

SEPARATORS: Final = re.compile(r"[\t;,]")
IN_BRACKETS: Final = re.compile(r"(?P<name>[^<>]*)<(?P<email>[^<>]+@[^<>]+)>\s*")


def pasted_rows(text: str, *, columns: tuple[str, ...] = ("name",)) -> list[RawRow]:
    """Read each line as an address and more: `Amina <amina@…>`, or cells with , ; or tabs.

    The cell with an @ is the address, wherever it stands; the others are *columns*, in order.
    """
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            rows.append(RawRow(number, _cells(line, columns)))
    return rows


def _cells(line: str, columns: tuple[str, ...]) -> dict[str, str]:
    bracketed = IN_BRACKETS.fullmatch(line.strip().rstrip(",;"))
    if bracketed:
        return {"email": bracketed["email"].strip(), columns[0]: bracketed["name"].strip(' "')}
    parts = [part.strip().strip('"') for part in SEPARATORS.split(line)]
    email = next((part for part in parts if "@" in part), parts[0])
    parts.remove(email)
    return {"email": email, **dict(zip(columns, (part for part in parts if part), strict=False))}
