"""Entering how a test went: one by one, or by a file; who passes is awarded the badge, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.choices import GradeScale
from insigne_platform.achievements.composition_of_results import PASS_OR_FAIL
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Assessment, Registration, RegistrationState
from insigne_platform.earning.permissions import may_enter_result
from insigne_platform.earning.scores import plain, shown
from insigne_platform.earning.services.assessing import HIGHEST_SCORE
from insigne_platform.earning.services.reviewing import version_to_give
from insigne_platform.people.models import Person

RANGES: Mapping[str, tuple[Decimal, Decimal]] = {
    GradeScale.DUTCH: (Decimal(1), Decimal(10)),
    GradeScale.PERCENT: (Decimal(0), Decimal(100)),
}


@dataclass(frozen=True, slots=True)
class Result:
    """How a test went for somebody."""

    has_passed: bool
    score: Decimal | None = None


def read_result(assessment: Assessment, score: str, has_passed: bool | None) -> Result:
    """Read what was said of somebody; with a pass mark, the score alone says whether she passed.

    Raises `Invalid` with everything that is wrong.
    """
    number, problems = _read_score(score)
    mark = assessment.pass_mark
    if number is not None and mark is not None:
        by_score = number >= mark
        if has_passed is None:
            has_passed = by_score
        elif has_passed != by_score:
            sentence = _("Score and result contradict each other: one passes from %(mark)s.")
            problems.append(Problem("passed", sentence % {"mark": shown(mark)}))
    if has_passed is None and not problems:
        problems.append(Problem("passed", _("Say whether the person passed.")))
    if problems or has_passed is None:
        raise Invalid(problems)
    return Result(has_passed, number)


@transaction.atomic
def enter_result(
    registration: Registration, result: Result, *, by: Person, at: datetime
) -> Registration:
    """Write down how a test went, and award the badge to who passed.

    The same result again changes nothing. Who did not pass may have passed after all, not the
    other way around: a badge is taken back by revoking it.
    """
    if not may_enter_result(by, registration):
        raise NotPermitted(_("You do not enter this result."))
    held = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("assessment__achievement__issuer", "person", "moment")
        .get(pk=registration.pk)
    )
    if is_told(held, result):
        return held
    if refusal := refusal_of(held):
        raise Conflict(refusal)

    held.state = RegistrationState.PASSED if result.has_passed else RegistrationState.FAILED
    held.score, held.result_by, held.result_at = result.score, by, at
    held.to_tell = f"registration_{held.state}"
    if result.has_passed:
        _award(held, result, by, at)
    held.save()
    audit.record(by, f"registration.{held.state}", held, award=held.award_id)
    outbox.publish(RegistrationMoved(str(held.pk)))
    return held


def is_told(registration: Registration, result: Result) -> bool:
    """Say whether this very result was entered before."""
    state = RegistrationState.PASSED if result.has_passed else RegistrationState.FAILED
    return (registration.state, registration.score) == (state, result.score)


def refusal_of(registration: Registration) -> str:
    """Why no other result can be entered; empty if it can."""
    if registration.state == RegistrationState.CANCELLED:
        return _("This registration was cancelled.")
    if registration.state == RegistrationState.WAITING:
        return _("This person is on the waiting list, and has no seat.")
    if registration.state == RegistrationState.PASSED:
        return _("This person passed already. Revoke the badge if that was a mistake.")
    return ""


def grade_problems(version: AchievementVersion, result: Result) -> list[Problem]:
    """What is wrong with a score as a grade on the badge."""
    limits = RANGES.get(version.grade_scale)
    if not result.has_passed or result.score is None or limits is None:
        return []
    if limits[0] <= result.score <= limits[1]:
        return []
    sentence = _("This badge is graded from %(lowest)s to %(highest)s.")
    return [Problem("score", sentence % {"lowest": limits[0], "highest": limits[1]})]


def _award(registration: Registration, result: Result, by: Person, at: datetime) -> None:
    """Award the badge; who has it in another way keeps that one."""
    achievement = registration.assessment.achievement
    version = version_to_give(achievement)
    if problems := grade_problems(version, result):
        raise Invalid(problems)
    recipient = awards.Recipient(
        email=registration.email,
        name=registration.name,
        language=registration.person.language,
        grade=grade_of(version, result),
    )
    try:
        registration.award = awards.award_one(version, recipient, by=by, at=at)
    except Conflict:
        if achievement.archived_at is not None:
            raise


def grade_of(version: AchievementVersion, result: Result) -> str:
    """What stands on the badge as the grade: only where the badge describes results like it."""
    if version.grade_scale == GradeScale.PASS:
        return PASS_OR_FAIL[version.language][0]
    if version.grade_scale in RANGES and result.score is not None:
        return plain(result.score)
    return ""


def _read_score(text: str) -> tuple[Decimal | None, list[Problem]]:
    text = text.strip().replace(",", ".")
    if not text:
        return None, []
    try:
        number = Decimal(text[:40])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= HIGHEST_SCORE:
        return None, [Problem("score", _("A score is a number from 0 to 9999."))]
    return round(number, 2), []
