"""Deciding on an application: approve, ask for more, or deny; the first who decides, decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.awards import services as awards
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.models import Application, ApplicationState, EntryKind
from insigne_platform.earning.permissions import may_review
from insigne_platform.earning.selectors import opening_of
from insigne_platform.earning.services.applying import enter
from insigne_platform.people.models import Person


@transaction.atomic
def approve(
    application: Application,
    *,
    scores: Sequence[str] = (),
    message: str = "",
    by: Person,
    at: datetime,
) -> Application:
    """Award the badge to the applicant, in the version that is given now."""
    application = _to_review(application, by)
    scores, problems = _scores(application.achievement, scores, is_whole=True)
    problems += _message_problems(message, is_needed=False)
    if problems:
        raise Invalid(problems)

    recipient = awards.Recipient(
        email=application.email, name=application.name, language=application.person.language
    )
    application.award = awards.award_one(
        version_to_give(application.achievement), recipient, by=by, at=at
    )
    _decide(application, ApplicationState.APPROVED, scores, by, at)
    audit.record(by, "application.approved", application, award=application.award_id)
    enter(application, EntryKind.APPROVED, text=message, by=by, at=at)
    return application


@transaction.atomic
def ask_for_more(
    application: Application,
    *,
    scores: Sequence[str] = (),
    message: str,
    by: Person,
    at: datetime,
) -> Application:
    """Ask the applicant something; it is her turn until she answers."""
    application = _to_review(application, by)
    scores, problems = _scores(application.achievement, scores, is_whole=False)
    problems += _message_problems(message, is_needed=True)
    if problems:
        raise Invalid(problems)

    application.scores = scores
    application.state = ApplicationState.MORE_ASKED
    application.save(update_fields=["scores", "state"])
    audit.record(by, "application.more_asked", application)
    enter(application, EntryKind.ASKED, text=message, by=by, at=at)
    return application


@transaction.atomic
def deny(
    application: Application,
    *,
    scores: Sequence[str] = (),
    message: str,
    by: Person,
    at: datetime,
) -> Application:
    """Do not award the badge, and say why."""
    application = _to_review(application, by)
    scores, problems = _scores(application.achievement, scores, is_whole=False)
    problems += _message_problems(message, is_needed=True)
    if problems:
        raise Invalid(problems)

    _decide(application, ApplicationState.DENIED, scores, by, at)
    audit.record(by, "application.denied", application)
    enter(application, EntryKind.DENIED, text=message, by=by, at=at)
    return application


def version_to_give(achievement: Achievement) -> AchievementVersion:
    """The version that is awarded now, whichever was there when somebody began."""
    version = version_in_force(achievement)
    if version is None:
        raise Conflict(_("This badge is not published yet."))
    return version


def _to_review(application: Application, by: Person) -> Application:
    """Hold the application, so that of two reviewers the second sees what the first decided."""
    if not may_review(by, application):
        raise NotPermitted(_("You do not decide on this application."))
    held = (
        Application.objects.select_for_update(of=("self",))
        .select_related("achievement__issuer", "person", "decided_by")
        .get(pk=application.pk)
    )
    if held.state == ApplicationState.SUBMITTED:
        return held
    if held.decided_by is not None:
        sentence = _("%(who)s decided on this application already. Look at it again.")
        raise Conflict(sentence % {"who": held.decided_by})
    raise Conflict(_("This application does not wait for a reviewer any more. Look at it again."))


def _decide(
    application: Application, state: str, scores: list[str], by: Person, at: datetime
) -> None:
    application.state = state
    application.scores = scores
    application.decided_by, application.decided_at = by, at
    application.save(update_fields=["state", "scores", "decided_by", "decided_at", "award"])


def _scores(
    achievement: Achievement, given: Sequence[str], *, is_whole: bool
) -> tuple[list[str], list[Problem]]:
    """Read one level for each criterion of the rubric; approving asks for all of them."""
    opening = opening_of(achievement)
    rubric = opening.rubric if opening else []
    padded = [*given, *[""] * len(rubric)][: len(rubric)]
    problems = []
    for number, (row, level) in enumerate(zip(rubric, padded, strict=True), start=1):
        if level and level not in row["levels"]:
            problems.append(Problem(f"score_{number}", _("Choose one of the levels.")))
        elif not level and is_whole:
            problems.append(Problem(f"score_{number}", _("Choose a level before you approve.")))
    return padded if any(padded) else [], problems


def _message_problems(message: str, *, is_needed: bool) -> list[Problem]:
    if len(message) > 4000:
        return [Problem("message", _("At most 4000 characters."))]
    if is_needed and not message.strip():
        return [Problem("message", _("Write to the applicant what you ask, or why."))]
    return []
