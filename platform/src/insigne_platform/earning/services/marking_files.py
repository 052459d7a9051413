"""Entering results by a file: looked at first, row by row; then those that are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.recipient_files import RawRow
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.models import Moment, Registration, RegistrationState
from insigne_platform.earning.permissions import is_own_result, may_set_up
from insigne_platform.earning.result_files import passed_in, read_results, to_text
from insigne_platform.earning.services.marking import (
    Result,
    enter_result,
    grade_problems,
    is_told,
    read_result,
    refusal_of,
)
from insigne_platform.earning.services.reviewing import version_to_give
from insigne_platform.people.models import Person


@dataclass(frozen=True, slots=True)
class ReadyResult:
    """A row that can be entered."""

    row: int
    registration: Registration
    result: Result


@dataclass(slots=True)
class ResultPreview:
    """What a file of results would do: rows to enter, rows entered before, rows with a problem."""

    ready: list[ReadyResult] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def passing(self) -> int:
        """How many of the rows to enter award the badge."""
        return sum(each.result.has_passed for each in self.ready)

    @property
    def text(self) -> str:
        """The rows to enter, as a file."""
        return to_text(
            (
                each.registration.email,
                "" if each.result.score is None else str(each.result.score),
                "passed" if each.result.has_passed else "failed",
            )
            for each in self.ready
        )


def preview_results(moment: Moment, file_name: str, data: bytes, *, by: Person) -> ResultPreview:
    """Look at a file of results and change nothing.

    Raises `Invalid` for what is wrong with the file as a whole.
    """
    _must_award(moment, by)
    return preview_rows(moment, read_results(file_name, data), by=by)


def preview_rows(moment: Moment, rows: Sequence[RawRow], *, by: Person) -> ResultPreview:
    """Look at rows of results and change nothing."""
    _must_award(moment, by)
    registered, version = _registered(moment), version_to_give(moment.assessment.achievement)
    preview, row_of = ResultPreview(), dict[str, int]()
    for row in rows:
        email = row.cells.get("email", "").strip().lower()
        first = row_of.setdefault(email, row.number)
        try:
            if email and first != row.number:
                message = _("This address stands in row %(row)s too.") % {"row": first}
                raise Invalid([Problem("email", message)])
            found = _judged(row, email, registered.get(email), version, by)
        except Invalid as refused:
            preview.problems += [Problem(p.field, p.message, row.number) for p in refused.problems]
            continue
        if found is None:
            preview.same += 1
        else:
            preview.ready.append(found)
    return preview


def enter_results(
    moment: Moment, file_name: str, data: bytes, *, by: Person, at: datetime
) -> ResultPreview:
    """Enter what is right in a file of results, as `enter_rows` does."""
    _must_award(moment, by)
    return enter_rows(moment, read_results(file_name, data), by=by, at=at)


def enter_rows(
    moment: Moment, rows: Sequence[RawRow], *, by: Person, at: datetime
) -> ResultPreview:
    """Enter what is right of the rows; the others are answered with their problems.

    Each row is written by itself: the same rows again go on where they were broken off, and
    change nothing when they were through.
    """
    preview = preview_rows(moment, rows, by=by)
    entered = []
    for each in preview.ready:
        try:
            enter_result(each.registration, each.result, by=by, at=at)
            entered.append(each)
        except Conflict as conflict:
            preview.problems.append(Problem("email", str(conflict), each.row))
        except Invalid as refused:
            preview.problems += [Problem(p.field, p.message, each.row) for p in refused.problems]
    preview.ready = entered
    return preview


def _must_award(moment: Moment, by: Person) -> None:
    if not may_set_up(by, moment.assessment.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))


def _registered(moment: Moment) -> dict[str, Registration]:
    """Who takes the test, by address; one who cancelled and came again counts as who came."""
    found = moment.registrations.select_related(
        "assessment__achievement__issuer", "person", "moment"
    )
    return {
        each.email: each
        for each in sorted(found, key=lambda one: one.state != RegistrationState.CANCELLED)
    }


def _judged(
    row: RawRow,
    email: str,
    registration: Registration | None,
    version: AchievementVersion,
    by: Person,
) -> ReadyResult | None:
    """Read a row; None if that very result is known. Raises `Invalid`."""
    if not email:
        raise Invalid([Problem("email", _("There is no e-mail address in this row."))])
    if registration is None:
        sentence = _("“%(email)s” is not registered for this moment.")
        raise Invalid([Problem("email", sentence % {"email": email[:100]})])
    result = read_result(
        registration.assessment, row.cells.get("score", ""), passed_in(row.cells.get("passed", ""))
    )
    if is_told(registration, result):
        return None
    if refusal := refusal_of(registration):
        raise Invalid([Problem("email", refusal)])
    if is_own_result(by, registration):
        raise Invalid([Problem("email", _("This is your own result. A colleague enters it."))])
    if problems := grade_problems(version, result):
        raise Invalid(problems)
    return ReadyResult(row.number, registration, result)
