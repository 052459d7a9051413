"""Looking at a file of results, row by row, before and while it is entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.recipient_files import RawRow
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.earning.models import Moment, Registration, RegistrationState
from insigne_platform.earning.permissions import is_own_result, may_set_up
from insigne_platform.earning.result_files import passed_in, read_results, to_text
from insigne_platform.earning.services.marking import (
    Result,
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
    def rows(self) -> list[tuple[str, str, str, int]]:
        """The rows to enter: address, score, result, and which row of the file it is."""
        return [
            (
                each.registration.email,
                "" if each.result.score is None else str(each.result.score),
                "passed" if each.result.has_passed else "failed",
                each.row,
            )
            for each in self.ready
        ]

    @property
    def text(self) -> str:
        """The rows to enter, as a file."""
        return to_text(self.rows)


def preview_results(moment: Moment, file_name: str, data: bytes, *, by: Person) -> ResultPreview:
    """Look at a file of results and change nothing.

    Raises `Invalid` for what is wrong with the file as a whole.
    """
    _must_award(moment, by)
    return preview_rows(moment, read_results(file_name, data), by=by)


def preview_rows(
    moment: Moment, rows: Sequence[RawRow], *, by: Person, is_held: bool = False
) -> ResultPreview:
    """Look at rows of results and change nothing; *is_held* keeps others from them meanwhile."""
    _must_award(moment, by)
    emails = {row.cells.get("email", "").strip().lower() for row in rows}
    registered = _registered(moment, emails, is_held=is_held)
    version = version_to_give(moment.assessment.achievement)
    preview, row_of = ResultPreview(), dict[str, int]()
    for row in rows:
        email = row.cells.get("email", "").strip().lower()
        try:
            if email and email in row_of:
                message = _("This address stands in row %(row)s too.") % {"row": row_of[email]}
                raise Invalid([Problem("email", message)])
            row_of[email] = row.number
            found = _judged(row, email, registered.get(email), version, by)
        except Invalid as refused:
            preview.problems += [Problem(p.field, p.message, row.number) for p in refused.problems]
            continue
        if found is None:
            preview.same += 1
        else:
            preview.ready.append(found)
    return preview


def _must_award(moment: Moment, by: Person) -> None:
    if not may_set_up(by, moment.assessment.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))


def _registered(moment: Moment, emails: Iterable[str], *, is_held: bool) -> dict[str, Registration]:
    """Who of them takes the test, by address; who cancelled and came again counts as who came."""
    found = moment.registrations.filter(email__in=list(emails)).select_related(
        "assessment__achievement__issuer", "person", "moment"
    )
    if is_held:
        found = found.select_for_update(of=("self",)).order_by("pk")
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
