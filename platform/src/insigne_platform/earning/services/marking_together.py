"""Entering some hundred results in one go: a statement for all of them, not one for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from insigne_platform.awards import services as awards
from insigne_platform.awards.recipient_files import RawRow
from insigne_platform.awards.services.rows import update_rows
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Registration, RegistrationState, ResultList
from insigne_platform.earning.services.marking import grade_of
from insigne_platform.earning.services.marking_files import (
    ReadyResult,
    ResultPreview,
    preview_rows,
)
from insigne_platform.earning.services.reviewing import version_to_give

WRITTEN = ("state", "score", "result_by", "result_at", "to_tell", "award")


def enter_part(results: ResultList, rows: Sequence[RawRow], *, at: datetime) -> ResultPreview:
    """Enter what is still right of the rows, and award the badge to who passed, as one batch.

    Call it in a transaction: until that ends nobody else enters a result of these people. Raises
    `Conflict` or `NotPermitted` if the badge is awarded no more, or not by who offered them.
    """
    done = preview_rows(results.moment, rows, by=results.offered_by, is_held=True)
    refused = _award(results, done.ready, at)
    done.ready = [each for each in done.ready if each.row not in refused]
    done.problems += refused.values()
    _write(results, done.ready, at)
    return done


def _award(results: ResultList, ready: Sequence[ReadyResult], at: datetime) -> dict[int, Problem]:
    """Award the badge to who passed and does not have it; answer whom it cannot be awarded."""
    version = version_to_give(results.moment.assessment.achievement)
    passed = [each for each in ready if each.result.has_passed]
    recipients = [
        awards.Recipient(
            email=each.registration.email,
            name=each.registration.name,
            language=each.registration.person.language,
            grade=grade_of(version, each.result),
            row=place,
        )
        for place, each in enumerate(passed, start=1)
    ]
    made, problems = awards.award_together(
        version, recipients, label=str(results), by=results.offered_by, at=at
    )
    award_of = {award.recipient_email: award for award in made}
    for each in passed:
        each.registration.award = award_of.get(each.registration.email)
    rows = {place: each.row for place, each in enumerate(passed, start=1)}
    return {
        rows[problem.row or 0]: Problem(problem.field, problem.message, rows[problem.row or 0])
        for problem in problems
    }


def _write(results: ResultList, ready: Sequence[ReadyResult], at: datetime) -> None:
    for each in ready:
        entered = each.registration
        has_passed = each.result.has_passed
        entered.state = RegistrationState.PASSED if has_passed else RegistrationState.FAILED
        entered.score, entered.result_at = each.result.score, at
        entered.result_by = results.offered_by
        entered.to_tell = f"registration_{entered.state}"
    all_of_them = [each.registration for each in ready]
    update_rows(
        Registration,
        WRITTEN,
        [
            (
                each.pk,
                (each.state, each.score, each.result_by_id, at, each.to_tell, each.award_id),
            )
            for each in all_of_them
        ],
    )
    for state in (RegistrationState.PASSED, RegistrationState.FAILED):
        entries = [each for each in all_of_them if each.state == state]
        audit.record_many(results.offered_by, f"registration.{state}", entries, results=results.pk)
    outbox.publish_all([RegistrationMoved(str(each.pk)) for each in all_of_them])
