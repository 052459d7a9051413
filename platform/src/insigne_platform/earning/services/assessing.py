"""Making tests, and the moments at which they are taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Assessment, Moment, RegistrationState
from insigne_platform.earning.permissions import may_set_up
from insigne_platform.earning.services.seating import fill_seats, hold_moments
from insigne_platform.people.models import Person

HIGHEST_SCORE = Decimal(9999)
MOST_SEATS = 10_000


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    """What a test is called, what one should know beforehand, and when one passes."""

    title_nl: str = ""
    title_en: str = ""
    instructions_nl: str = ""
    instructions_en: str = ""
    pass_mark: Decimal | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class MomentWords:
    """When and where a test is taken, by how many; registration closes as it begins, or before."""

    starts_at: datetime
    place: str
    seats: int
    closes_at: datetime | None = None


@transaction.atomic
def make_assessment(achievement: Achievement, said: AssessmentWords, *, by: Person) -> Assessment:
    """Make a test for a badge; it is taken at moments, which are added afterwards."""
    _must_set_up(achievement, by)
    made = Assessment.objects.create(achievement=achievement, made_by=by, **_checked(said))
    audit.record(by, "assessment.made", made, is_open=said.is_open)
    return made


@transaction.atomic
def change_assessment(assessment: Assessment, said: AssessmentWords, *, by: Person) -> Assessment:
    """Say something else of a test, or open and close it; who registered stays registered."""
    _must_set_up(assessment.achievement, by)
    for name, value in _checked(said).items():
        setattr(assessment, name, value)
    assessment.save()
    audit.record(by, "assessment.changed", assessment, is_open=said.is_open)
    return assessment


@transaction.atomic
def add_moment(assessment: Assessment, said: MomentWords, *, by: Person, at: datetime) -> Moment:
    """Add a moment at which the test is taken."""
    _must_set_up(assessment.achievement, by)
    if problems := [*_moment_problems(said), *_time_problems(said, at)]:
        raise Invalid(problems)
    made = Moment.objects.create(
        assessment=assessment,
        starts_at=said.starts_at,
        place=_place(said),
        seats=said.seats,
        closes_at=said.closes_at or said.starts_at,
    )
    audit.record(by, "moment.added", made, seats=made.seats)
    return made


@transaction.atomic
def change_moment(moment: Moment, said: MomentWords, *, by: Person, at: datetime) -> Moment:
    """Change a moment; who is to come, or waits, is told when its time or place is another.

    More seats go to who waits for them.
    """
    _must_set_up(moment.assessment.achievement, by)
    held = hold_moments([moment.pk])[moment.pk]
    if held.cancelled_at is not None:
        raise Conflict(_("This moment was cancelled. Add another one."))
    if problems := _change_problems(held, said, at):
        raise Invalid(problems)

    is_moved = moves(held, said)
    held.starts_at, held.place, held.seats = said.starts_at, _place(said), said.seats
    held.closes_at = said.closes_at or said.starts_at
    held.save()
    audit.record(by, "moment.changed", held, seats=held.seats, is_moved=is_moved)
    if is_moved:
        _tell_that_it_moved(held)
    fill_seats(held, at=at)
    return held


def moves(moment: Moment, said: MomentWords) -> bool:
    """Say whether the moment would be at another time or place."""
    return (moment.starts_at, moment.place) != (said.starts_at, _place(said))


def _place(said: MomentWords) -> str:
    return " ".join(said.place.split())


def _tell_that_it_moved(moment: Moment) -> None:
    letters = {
        RegistrationState.REGISTERED: "registration_moved",
        RegistrationState.WAITING: "waiting_moved",
    }
    for state, letter in letters.items():
        told = moment.registrations.filter(state=state)
        told.update(to_tell=letter)
        keys = told.values_list("pk", flat=True)
        outbox.publish_all([RegistrationMoved(str(key)) for key in keys])


def _change_problems(moment: Moment, said: MomentWords, at: datetime) -> list[Problem]:
    problems = _moment_problems(said)
    if said.starts_at != moment.starts_at:
        problems += _time_problems(said, at)
    taken = moment.registrations.exclude(seat=None).count()
    if said.seats < taken:
        sentence = _("%(n)s seats are taken already; there cannot be fewer.")
        problems.append(Problem("seats", sentence % {"n": taken}))
    return problems


def _must_set_up(achievement: Achievement, by: Person) -> None:
    if not may_set_up(by, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))


def _checked(said: AssessmentWords) -> dict[str, object]:
    titles = {name: " ".join(getattr(said, name).split()) for name in ("title_nl", "title_en")}
    texts = {
        name: getattr(said, name).strip() for name in ("instructions_nl", "instructions_en")
    }  # fmt: skip
    problems = [
        Problem(name, _("At most 200 characters.")) for name in titles if len(titles[name]) > 200
    ]
    problems += [
        Problem(name, _("At most 4000 characters.")) for name in texts if len(texts[name]) > 4000
    ]
    if not any(titles.values()):
        problems.append(Problem("title_en", _("Give the test a title, in one of the languages.")))
    if said.pass_mark is not None and not 0 <= said.pass_mark <= HIGHEST_SCORE:
        problems.append(Problem("pass_mark", _("Give a number from 0 to 9999.")))
    if problems:
        raise Invalid(problems)
    return {**titles, **texts, "pass_mark": said.pass_mark, "is_open": said.is_open}


def _moment_problems(said: MomentWords) -> list[Problem]:
    problems = []
    if not said.place.strip():
        problems.append(Problem("place", _("Say where the test is taken: a room, or a link.")))
    elif len(said.place) > 300:
        problems.append(Problem("place", _("At most 300 characters.")))
    if not 1 <= said.seats <= MOST_SEATS:
        problems.append(Problem("seats", _("Give a number from 1 to 10,000.")))
    if said.closes_at is not None and said.closes_at > said.starts_at:
        problems.append(Problem("closes_on", _("Registration closes before the test begins.")))
    return problems


def _time_problems(said: MomentWords, at: datetime) -> list[Problem]:
    if said.starts_at <= at:
        return [Problem("day", _("This moment has passed. Choose a later one."))]
    return []
