import io
import zipfile
from datetime import date

import pytest
from django.core.validators import validate_email
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from insigne_platform.awards.recipient_files import RawRow, read_recipients
from insigne_platform.awards.recipients import USUAL_ADDRESS, Recipient, check_recipients
from insigne_platform.core.citizen_number import is_citizen_number
from insigne_platform.core.errors import Invalid

BSN = "111222333"  # the example of a number that passes the eleven test


def _excel(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "email,name\nada@x.example,Zoë Šimić\n".encode(),
        "\ufeffE-mailadres;Naam\r\nada@x.example;Zoë Šimić\r\n".encode(),
        "\ufeffE-MAIL\tnaam\nada@x.example\tZoë Šimić".encode("utf-16"),
        _excel(("E-mail adres", "Volledige naam"), ("ada@x.example", "Zoë Šimić")),
    ],
)
def test_lists_are_read_however_they_are_written(data):
    assert read_recipients("list", data) == [
        RawRow(2, {"email": "ada@x.example", "name": "Zoë Šimić"})
    ]


def test_windows_letters_are_read():
    rows = read_recipients("list.csv", "mail;naam\na@x.example;Zoë".encode("cp1252"))

    assert rows[0].cells["name"] == "Zoë"


def test_rows_keep_the_number_that_a_spreadsheet_shows():
    data = b"email\n\nada@x.example\n,\nbo@x.example\n"

    assert [row.number for row in read_recipients("list.csv", data)] == [3, 5]


def test_columns_that_we_do_not_know_are_not_read():
    data = b"studentnumber,email,shoe size\n123456,ada@x.example,43"

    assert read_recipients("list.csv", data)[0].cells == {"email": "ada@x.example"}


def test_a_day_in_excel_is_a_day():
    data = _excel(("email", "date", "grade"), ("ada@x.example", date(2026, 5, 4), 8.0))

    cells = read_recipients("list.xlsx", data)[0].cells

    assert cells == {"email": "ada@x.example", "awarded_on": "2026-05-04", "grade": "8"}


def _zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (301 * 1024 * 1024))
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("l.csv", b" \n", "The file is empty."),
        ("l.csv", b"email\n", "The file names columns at most: there are no recipients in it."),
        ("l.csv", b"x" * (30 * 1024 * 1024 + 1),
         "The file is larger than 30 MB. Split it into smaller ones."),
        ("l.csv", b"email\n" + b"a@x.example\n" * 1_000_001,
         "The file has more than 1,000,000 rows. Split it into smaller ones."),
        ("l.csv", b"name,grade\nAda,8",
         "There is no column “e-mail”. The first row names the columns, such as: email, name."),
        ("l.csv", b"email,mail\na@x.example,b@x.example",
         "Two columns have the same meaning: mail."),
        ("l.csv", b"email,BSN\na@x.example,1",
         "The column “BSN” looks like citizen service numbers (BSN). "
         "We may not have those: remove the column and try again."),
        ("l.csv", f"email,nr\na@x.example,{BSN}".encode(),
         "The column “nr” looks like citizen service numbers (BSN). "
         "We may not have those: remove the column and try again."),
        ("l.csv", b"email,name\na@x.example,\"Ada",
         "Row 2 of the file cannot be read: a quotation mark may be missing."),
        ("l.csv", b"email\0\n\0\x01",
         "This is not a list. Save it as CSV or Excel (xlsx) and try again."),
        ("l.xls", b"\xd0\xcf\x11\xe0rest",
         "This is a file of old Excel. Save it as xlsx or CSV and try again."),
        ("l.xlsx", b"PK\x03\x04broken",
         "This Excel file cannot be read. Save it as xlsx or CSV and try again."),
        ("l.xlsx", _zip_bomb(), "The Excel file is too large once unpacked."),
    ],
)  # fmt: skip
def test_a_file_that_will_not_do_is_refused_with_the_reason(name, data, sentence):
    with pytest.raises(Invalid) as refused:
        read_recipients(name, data)

    assert [problem.message for problem in refused.value.problems] == [sentence]


def test_good_rows_become_recipients(noon):
    cells = {
        "email": " Ada@X.Example ",
        "first_name": "Ada",
        "last_name": "van \u202eDam",
        "awarded_on": "4-5-2026",
        "expires_on": "2030-05-04",
        "language": "Nederlands",
        "grade": "8,5",
        "evidence_url": "https://x.example/17",
    }

    good, problems = check_recipients([RawRow(2, cells)], at=noon)

    assert problems == []
    assert good == [
        Recipient(
            email="ada@x.example", name="Ada van Dam", language="nl", grade="8,5",
            evidence_url="https://x.example/17", awarded_on=date(2026, 5, 4),
            expires_on=date(2030, 5, 4), row=2,
        )
    ]  # fmt: skip
    assert Recipient.from_json(good[0].to_json()) == good[0]


@pytest.mark.parametrize(
    ("cells", "field", "sentence"),
    [
        ({}, "email", "There is no e-mail address in this row."),
        ({"email": "ada at x"}, "email", "“ada at x” is not an e-mail address."),
        ({"awarded_on": "31-4-2026"}, "awarded_on",
         "31 April does not exist. Did you mean 30 April?"),
        ({"awarded_on": "29/02/2025"}, "awarded_on",
         "29 February does not exist. Did you mean 28 February?"),
        ({"awarded_on": "last week"}, "awarded_on",
         "“last week” is not a date; write it as 31-12-2026."),
        ({"awarded_on": "1-13-2026"}, "awarded_on",
         "“1-13-2026” is not a date; write it as 31-12-2026."),
        ({"awarded_on": "1-1-2027"}, "awarded_on", "This date is in the future."),
        ({"expires_on": "1-1-2026"}, "expires_on",
         "The badge would have expired before it was awarded."),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url",
         "The evidence is no web address; it begins with https://."),
        ({"language": "French"}, "language", "The language is nl or en."),
        ({"name": "x" * 201}, "name", "This is too long."),
        ({"grade": BSN}, "grade",
         "“111…” could be a citizen service number (BSN). We may not have those."),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_with_the_reason(noon, cells, field, sentence):
    row = RawRow(7, {"email": "ada@x.example", **cells} if cells else {"name": "Ada"})

    good, problems = check_recipients([row], at=noon)

    assert good == []
    assert [(p.row, p.field, p.message) for p in problems] == [(7, field, sentence)]


def test_an_address_that_comes_twice_is_awarded_once(noon):
    rows = [RawRow(n, {"email": email}) for n, email in ((2, "a@x.example"), (3, "A@x.example"))]

    good, problems = check_recipients(rows, at=noon)

    assert [recipient.row for recipient in good] == [2]
    assert [(p.row, p.message) for p in problems] == [(3, "This address stands in row 2 too.")]


@pytest.mark.parametrize(
    ("text", "answer"),
    [(BSN, True), ("1112.22.333", True), ("123456782", True), ("123456789", False),
     ("000000000", False), ("12345678", False), ("abc", False)],
)  # fmt: skip
def test_the_eleven_test(text, answer):
    assert is_citizen_number(text) is answer


PIECES = ["a", "z0", "_", "+", "-", ".", "..", "@", "x.example", "-x.example", "x-.example", "nl"]
PIECES += ["é", "A", '"', " ", "x" * 63, "x" * 64, "1", "[1.1.1.1]", "c2", "\n", "xn--p1ai"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
@example("a@x.example")
@example("a.b+c_d-e@mail-1.x.example")
def test_an_address_that_looks_usual_is_one_to_django(text):
    if USUAL_ADDRESS.fullmatch(text):
        validate_email(text)


@pytest.mark.parametrize("text", ["a@x.example", "a.b+c_d-e@mail-1.x.example"])
def test_usual_addresses_are_known_as_such(text):
    assert USUAL_ADDRESS.fullmatch(text)
