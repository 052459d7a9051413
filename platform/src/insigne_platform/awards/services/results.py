"""What became of every row of a batch, for whoever keeps the books."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from django.utils.translation import gettext as _

from insigne_platform.awards.composition import assertion_path
from insigne_platform.awards.models import Award, AwardState, Batch, ListPart, RowLeft
from insigne_platform.core.addresses import absolute

type Line = tuple[int, str, str, str, str]


def result_rows(batch: Batch) -> Iterator[tuple[object, ...]]:
    """The headers, and then each row of the list with what became of it, in the list's order."""
    yield _("Row"), _("E-mail address"), _("Name"), _("Result"), _("Explanation or address")
    yield from heapq.merge(_awarded(batch), _left(batch), _others(batch), key=lambda line: line[0])


def _awarded(batch: Batch) -> Iterator[Line]:
    words = {
        AwardState.ISSUED: _("Awarded"),
        AwardState.REVOKED: _("Revoked"),
    }
    waiting = _("Not yet")
    awards = Award.objects.filter(batch=batch).order_by("row_number")
    fields = ("row_number", "recipient_email", "recipient_name", "state", "public_id")
    for award in awards.only(*fields).iterator(chunk_size=2000):
        word = words.get(AwardState(award.state))
        address = absolute(assertion_path(award)) if word else ""
        who = award.recipient_email, award.recipient_name
        yield award.row_number, *who, word or waiting, address


def _left(batch: Batch) -> Iterator[Line]:
    for row in RowLeft.objects.filter(batch=batch).iterator():
        word = _("Could not be made") if row.reason else _("Not awarded: it was stopped")
        yield row.row_number, row.recipient["email"], row.recipient["name"], word, row.reason


def _others(batch: Batch) -> Iterator[Line]:
    """The rows that were never taken up: with an error, of who has the badge, or not yet."""
    has_ended = batch.finished_at is not None
    not_awarded = _("Not awarded: it was stopped") if has_ended else _("Not yet")
    for part in ListPart.objects.filter(recipients__batch=batch).order_by("number").iterator():
        lines: list[Line] = [
            (row["row"], row["email"], row["name"], _("Had the badge already"), "")
            for row in part.already
        ]
        lines += [(row["row"], row["email"], row["name"], not_awarded, "") for row in part.rows]
        messages: dict[int, list[str]] = {}
        for problem in part.problems:
            messages.setdefault(problem["row"], []).append(problem["message"])
        lines += [
            (row, "", "", _("Left out: an error"), " ".join(said)) for row, said in messages.items()
        ]
        yield from sorted(lines)
