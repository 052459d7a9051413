"""A list of persons in Excel of which some rows are bad, each in its own way, and mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

HEADERS = ("Adres", "Wie", "Uitslag", "Waar te zien", "Sinds", "Voertaal")
MEANINGS = ("email", "name", "grade", "evidence_url", "awarded_on", "language")
FIRST_ROW = 2  # row 1 names the columns

type Cells = list[str]
type Said = dict[str, str]

FORMULA = '=HYPERLINK("https://evil.example/{n}")'


def good_row(number: int) -> Cells:
    return [
        f"student{number}@post.example", f"Student {number}", "7,5",
        f"https://merwede.example/reports/{number}", "14-05-2026", "nl",
    ]  # fmt: skip


def _with(place: int, text: str) -> Callable[[Cells, int], Cells]:
    """Put *text* in the place of a cell; `{n}` in it is the number of the person."""
    return lambda cells, n: [*cells[:place], text.replace("{n}", str(n)), *cells[place + 1 :]]


FAULTS: tuple[tuple[Callable[[Cells, int], Cells], Said], ...] = (
    (_with(0, "student{n} at post"), {
        "en": "“student{n} at post” is not an e-mail address.",
        "nl": "“student{n} at post” is geen e-mailadres.",
    }),
    (_with(0, ""), {
        "en": "There is no e-mail address in this row.",
        "nl": "In deze rij staat geen e-mailadres.",
    }),
    (_with(0, FORMULA), {
        "en": f"“{FORMULA}” is not an e-mail address.",
        "nl": f"“{FORMULA}” is geen e-mailadres.",
    }),
    (_with(0, "student1@post.example"), {
        "en": f"This address stands in row {FIRST_ROW} too.",
        "nl": f"Dit adres staat ook in rij {FIRST_ROW}.",
    }),
    (_with(1, "x" * 201), {"en": "This is too long.", "nl": "Dit is te lang."}),
    (_with(2, "111222333"), {
        "en": "“111…” could be a citizen service number (BSN). We may not have those.",
        "nl": "“111…” kan een burgerservicenummer (BSN) zijn. Die mogen wij niet hebben.",
    }),
    (_with(3, "report.pdf"), {
        "en": "The evidence is no web address; it begins with https://.",
        "nl": "Het bewijsstuk is geen webadres; dat begint met https://.",
    }),
    (_with(4, "31-04-2026"), {
        "en": "31 April does not exist. Did you mean 30 April?",
        "nl": "31 april bestaat niet. Is 30 april bedoeld?",
    }),
    (_with(4, "in May"), {
        "en": "“in May” is not a date; write it as 31-12-2026.",
        "nl": "“in May” is geen datum; schrijf die als 31-12-2026.",
    }),
    (_with(5, "Klingon"), {"en": "The language is nl or en.", "nl": "De taal is nl of en."}),
)  # fmt: skip


def bad_numbers(rows: int, bad: int) -> list[int]:
    """Which persons stand in bad rows: spread over the file, the last row among them."""
    return [rows - place * (rows // bad) for place in range(bad)][::-1]


def list_with_faults(rows: int, bad: int) -> tuple[list[Cells], list[tuple[int, Said]]]:
    """The rows of the file, and what is to be said of each bad one, in the order of the file."""
    table = [good_row(number) for number in range(1, rows + 1)]
    remarks = []
    for place, number in enumerate(bad_numbers(rows, bad)):
        spoil, said = FAULTS[place % len(FAULTS)]
        table[number - 1] = spoil(table[number - 1], number)
        sentences = {language: text.replace("{n}", str(number)) for language, text in said.items()}
        remarks.append((number - 1 + FIRST_ROW, sentences))
    return table, remarks


def write_excel(path: Path, table: Sequence[Cells]) -> Path:
    """Write the rows as Excel does, everything as text: a formula in a cell stays one to read."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Groep")
    sheet.append(HEADERS)
    for cells in table:
        written = [WriteOnlyCell(sheet, text) for text in cells]
        for cell in written:
            cell.data_type = "s"
        sheet.append(written)
    book.save(path)
    return path
