"""Lists at the edge: a row too many, and a disk that is full halfway."""

from __future__ import annotations

import errno
import io
import tracemalloc

import pytest
from openpyxl import Workbook

from awards.award_making import csv_of
from insigne_platform.awards import recipient_files, services
from insigne_platform.awards.models import (
    Award,
    Batch,
    IssuedDocument,
    StatusList,
)
from insigne_platform.awards.recipient_files import must_look_like_a_list, read_rows
from insigne_platform.awards.services import listing, parts
from insigne_platform.core import publication
from insigne_platform.core.errors import Invalid

TOO_MANY = "The file has more than 1,000,000 rows. Split it into smaller ones."
A_MILLION = 1_000_000
MEGABYTE = 1 << 20


def rows_of(count: int) -> bytes:
    return b"email\n" + b"".join(b"%d@x.nl\n" % number for number in range(count))


def excel_of(count: int, *, at: str = "A1") -> bytes:
    book = Workbook()
    sheet = book.active
    for row in range(count + 1):
        sheet[at].offset(row, 0).value = f"{row}@x.nl" if row else "email"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.slow
def test_a_row_too_many_is_said_at_once_and_takes_little_memory():
    data = rows_of(A_MILLION + 1)

    tracemalloc.start()
    with pytest.raises(Invalid) as refused:
        must_look_like_a_list("l.csv", data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert [problem.message for problem in refused.value.problems] == [TOO_MANY]
    assert most < 100 * MEGABYTE  # the text and what reads it: the rows themselves are not kept


@pytest.mark.slow
def test_a_million_rows_are_no_row_too_many():
    must_look_like_a_list("l.csv", rows_of(A_MILLION))


@pytest.mark.parametrize("file", [rows_of(31), excel_of(31)], ids=["csv", "excel"])
@pytest.mark.parametrize("looks", [must_look_like_a_list, lambda *f: list(read_rows(*f))])
def test_a_row_too_many_is_said_of_every_kind_of_file(monkeypatch, file, looks):
    monkeypatch.setattr(recipient_files, "MOST_ROWS", 30)
    monkeypatch.setattr(recipient_files, "LOOKED_AT", 10)

    with pytest.raises(Invalid) as refused:
        looks("list", file)

    assert [problem.message for problem in refused.value.problems] == [TOO_MANY]


@pytest.mark.parametrize("file", [rows_of(30), excel_of(30)], ids=["csv", "excel"])
def test_the_last_row_that_is_allowed_is_read(monkeypatch, file):
    monkeypatch.setattr(recipient_files, "MOST_ROWS", 30)

    must_look_like_a_list("list", file)

    assert len(list(read_rows("list", file))) == 30


def test_an_excel_sheet_that_begins_further_down_keeps_its_numbers():
    [first, second] = read_rows("list", excel_of(2, at="C4"))

    assert (first.number, first.cells) == (5, {"email": "1@x.nl"})
    assert (second.number, second.cells) == (6, {"email": "2@x.nl"})


def full(*_args: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("room", "name"),
    [
        (parts, "PartIntent"),
        (parts, "store_awards"),
        (parts, "new_documents"),
        (publication, "publish_new"),
    ],
    ids=["intents", "awards", "bodies", "documents"],
)
def test_a_disk_that_is_full_halfway_leaves_no_half_award(monkeypatch, cast, noon, ice, room, name):
    monkeypatch.setattr(listing, "ROWS_OF_A_PART", 5)
    recipients = services.preview_list(ice, "l.csv", csv_of(12), by=cast.ada, at=noon)
    batch = services.award_list(recipients, only_good=True, by=cast.ada, at=noon)
    services.issue_chunk(batch.pk, at=noon)
    cursor = StatusList.objects.get().cursor

    with monkeypatch.context() as trouble:
        trouble.setattr(room, name, full)
        with pytest.raises(OSError, match="No space left"):
            services.issue_chunk(batch.pk, at=noon)
    halfway = Award.objects.filter(state="issued").count()
    without = IssuedDocument.objects.filter(award__state="issued", body=None).count()
    while services.issue_chunk(batch.pk, at=noon):
        pass

    issued = Award.objects.filter(state="issued")
    assert (halfway, without, cursor) == (5, 0, 5)
    assert Batch.objects.get().state == "done"
    assert issued.count() == Award.objects.count() == 12
    assert issued.values("status_list", "status_index").distinct().count() == 12
    assert IssuedDocument.objects.exclude(body=None).count() == 12
    assert StatusList.objects.get().cursor == 12
