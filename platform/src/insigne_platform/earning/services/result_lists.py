"""Entering a list of results in the background: a part at a time, each whole or not at all.

What came in is written down first. A worker that dies costs nothing but time: a part that was
entered is not taken up again, and one that was half entered was not entered at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from insigne_platform.awards.recipient_files import RawRow
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, NotPermitted, Problem
from insigne_platform.earning.events import ResultsOffered, ResultsToApprove
from insigne_platform.earning.models import Moment, ResultList, ResultListState, ResultPart
from insigne_platform.earning.permissions import may_approve_results, may_set_up
from insigne_platform.earning.result_files import read_results
from insigne_platform.earning.services.marking_files import ResultPreview, preview_rows
from insigne_platform.earning.services.marking_together import enter_part
from insigne_platform.people.models import Person

ROWS_OF_A_PART = 100
AT_ONCE = 25  # so many are entered while one waits for the answer
PATIENCE = timedelta(minutes=10)
KEPT = timedelta(days=30)  # for as long problems of a list, with their addresses, can be read
AROUND = "moment__assessment__achievement__issuer__institution"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of the rows of a part."""

    entered: int
    same: int
    problems: Sequence[Problem]


def offer_results(
    moment: Moment, file_name: str, data: bytes, *, label: str = "", by: Person, at: datetime
) -> ResultList:
    """Take in a file of results, as `offer_rows` does."""
    return offer_rows(moment, read_results(file_name, data), label=label, by=by, at=at)


@transaction.atomic
def offer_rows(
    moment: Moment, rows: Sequence[RawRow], *, label: str = "", by: Person, at: datetime
) -> ResultList:
    """Take in rows of results: what is right of them is entered, a few at once, many afterwards.

    The other rows are kept with their problems. Rows that award more badges than the institution
    lets one person decide wait for another's approval. The same rows again change nothing.
    """
    preview = preview_rows(moment, rows, by=by)
    results = ResultList.objects.create(
        moment=moment, offered_by=by, label=label[-200:], total=len(rows), worked_at=at,
        passing=preview.passing, same=preview.same, bad=len({p.row for p in preview.problems}),
    )  # fmt: skip
    _keep(results, preview, at)
    if not preview.ready:
        _finish(results, at)
        return results
    if _must_be_approved(results):
        results.state = ResultListState.APPROVAL
        results.save(update_fields=["state"])
        outbox.publish(ResultsToApprove(str(results.pk)))
    audit.record(
        by, "results.offered", results,
        total=results.total, passing=results.passing, state=results.state,
    )  # fmt: skip
    if results.state == ResultListState.OPEN:
        _enter_now_or_later(results, len(preview.ready), at)
    return results


@transaction.atomic
def approve_results(results: ResultList, *, by: Person, at: datetime) -> ResultList:
    """Let a list be entered that another person offered."""
    held = _held(results)
    if not may_approve_results(by, held):
        raise NotPermitted(
            _("Somebody else who approves for this issuer decides: not who offered these results, "
              "nor who takes the test.")
        )  # fmt: skip
    _must_wait(held)
    held.state, held.approved_by, held.approved_at = ResultListState.OPEN, by, at
    held.worked_at = at
    held.save(update_fields=["state", "approved_by", "approved_at", "worked_at"])
    audit.record(by, "results.approved", held, passing=held.passing)
    outbox.publish(ResultsOffered(str(held.pk)))
    return held


@transaction.atomic
def withdraw_results(results: ResultList, *, by: Person, at: datetime) -> ResultList:
    """Throw away a list that waits for approval; nothing of it is entered."""
    held = _held(results)
    if not may_set_up(by, held.moment.assessment.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    _must_wait(held)
    held.state, held.finished_at = ResultListState.WITHDRAWN, at
    held.save(update_fields=["state", "finished_at"])
    held.parts.all().delete()
    audit.record(by, "results.withdrawn", held)
    return held


@transaction.atomic
def work_on_results(results_id: UUID, *, at: datetime) -> bool:
    """Enter the next part of a list, and say whether there is more to enter."""
    held = _held(results_id)
    if held.state != ResultListState.OPEN:
        return False
    waiting = held.parts.filter(entered_at=None)
    part = waiting.first()
    if part is not None:
        _enter(held, part, at)
    if waiting.exists():
        return True
    _finish(held, at)
    return False


@transaction.atomic
def resume_results(*, at: datetime) -> int:
    """Announce again the lists on which nobody has worked for a while; answer how many."""
    ended = (ResultListState.DONE, ResultListState.WITHDRAWN)
    ResultPart.objects.filter(results__state__in=ended, results__finished_at__lt=at - KEPT).delete()
    forgotten = ResultList.objects.filter(state=ResultListState.OPEN, worked_at__lt=at - PATIENCE)
    lists = list(forgotten.select_for_update())
    for results in lists:
        results.worked_at = at
        results.save(update_fields=["worked_at"])
        outbox.publish(ResultsOffered(str(results.pk)))
    return len(lists)


def _keep(results: ResultList, preview: ResultPreview, at: datetime) -> None:
    """Write down what is to be entered, in parts, and before them what is wrong with the file."""
    parts = [ResultPart(results=results, number=0, problems=_said(preview.problems), entered_at=at)]
    rows = preview.rows
    for number, start in enumerate(range(0, len(rows), ROWS_OF_A_PART), start=1):
        part = [list(row) for row in rows[start : start + ROWS_OF_A_PART]]
        parts.append(ResultPart(results=results, number=number, rows=part))
    ResultPart.objects.bulk_create(parts)


def _enter_now_or_later(results: ResultList, ready: int, at: datetime) -> None:
    if ready > AT_ONCE:
        outbox.publish(ResultsOffered(str(results.pk)))
        return
    while work_on_results(results.pk, at=at):
        pass
    results.refresh_from_db()


def _enter(results: ResultList, part: ResultPart, at: datetime) -> None:
    """Enter a part, and write down what became of it; it is told in the language of who offered."""
    with translation.override(results.offered_by.language or "nl"):
        outcome = _outcome(results, part, at)
    part.rows, part.problems, part.entered_at = [], _said(outcome.problems), at
    part.save(update_fields=["rows", "problems", "entered_at"])
    results.entered += outcome.entered
    results.same += outcome.same
    results.bad += len({problem.row for problem in outcome.problems})
    results.worked_at = at
    results.save(update_fields=["entered", "same", "bad", "worked_at"])


def _outcome(results: ResultList, part: ResultPart, at: datetime) -> _Outcome:
    """Enter the rows; where nothing can be entered any more, every row says so."""
    rows = [
        RawRow(row, {"email": email, "score": score, "passed": passed})
        for email, score, passed, row in part.rows
    ]
    try:
        with transaction.atomic():
            done = enter_part(results, rows, at=at)
    except (Conflict, NotPermitted) as refused:
        return _Outcome(0, 0, [Problem("email", str(refused), row.number) for row in rows])
    return _Outcome(len(done.ready), done.same, done.problems)


def _said(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [{"row": p.row, "field": p.field, "message": p.message} for p in problems]


def _finish(results: ResultList, at: datetime) -> None:
    results.state, results.finished_at = ResultListState.DONE, at
    results.save(update_fields=["state", "finished_at"])


def _must_be_approved(results: ResultList) -> bool:
    """Say whether it awards more badges than the institution lets one person decide."""
    institution = results.moment.assessment.achievement.issuer.institution
    most = institution.approve_batches_above
    return most is not None and results.passing > most


def _must_wait(results: ResultList) -> None:
    if results.state != ResultListState.APPROVAL:
        raise Conflict(_("That is no longer possible: somebody, or the work itself, was first."))


def _held(results: ResultList | UUID) -> ResultList:
    """The list as it is now, locked."""
    key = results.pk if isinstance(results, ResultList) else results
    return (
        ResultList.objects.select_for_update(of=("self",))
        .select_related(AROUND, "offered_by")
        .get(pk=key)
    )
