"""What stands behind the doors of tests, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from achievements.badge_making import published
from insigne_platform.earning import services
from insigne_platform.earning.models import Moment, Registration
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
FAR_AWAY = datetime(2099, 6, 1, 12, tzinfo=UTC)  # registration is open, whenever this is read


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of tests name, and give it by its name in the matrix."""
    taken, untaken = (_moment(side, administrator) for _each in range(2))
    registration = _registered(taken, side.holder)
    untaken_badge = untaken.assessment.achievement
    return {
        "test": {"assessment_id": taken.assessment_id},
        "moment": {"moment_id": taken.pk},
        "open-moment": {"public_id": untaken_badge.public_id, "moment_id": str(untaken.pk)},
        "registration": {"registration_id": registration.pk},
    }


def _moment(side: Any, administrator: Person) -> Moment:
    version = published(side.issuer, administrator, NOON)
    said = services.AssessmentWords(title_en="Ice test", is_open=True)
    assessment = services.make_assessment(version.achievement, said, by=administrator)
    when = services.MomentWords(FAR_AWAY, "Room 3", 20, FAR_AWAY - timedelta(days=1))
    return services.add_moment(assessment, when, by=administrator, at=NOON)


def _registered(moment: Moment, person: Person) -> Registration:
    return services.register(moment, email=person.email, name="A private name", by=person, at=NOON)
