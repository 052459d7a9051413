"""What stands behind the doors of tests, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from achievements.badge_making import published
from insigne_platform.earning import services
from insigne_platform.earning.models import (
    Assessment,
    Moment,
    Registration,
    ResultList,
    ResultPart,
)
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
        "seat": {"registration_id": registration.pk, "moment_id": taken.pk},
        "results": _waiting_results(taken.assessment, side.holder, administrator),
    }


def _moment(side: Any, administrator: Person) -> Moment:
    version = published(side.issuer, administrator, NOON)
    said = services.AssessmentWords(title_en="Ice test", is_open=True)
    assessment = services.make_assessment(version.achievement, said, by=administrator)
    when = services.MomentWords(FAR_AWAY, "Room 3", 20, FAR_AWAY - timedelta(days=1))
    return services.add_moment(assessment, when, by=administrator, at=NOON)


def _waiting_results(
    assessment: Assessment, offered_by: Person, administrator: Person
) -> dict[str, object]:
    """A list of results that somebody else offered, at another moment of the same test."""
    when = services.MomentWords(FAR_AWAY + timedelta(days=1), "Room 4", 20)
    there = services.add_moment(assessment, when, by=administrator, at=NOON)
    made = ResultList.objects.create(
        moment=there, offered_by=offered_by, label="exam.csv", state="approval", total=1, passing=1
    )
    rows = [["private@mail.example", "8", "passed", 2]]
    ResultPart.objects.create(results=made, number=1, rows=rows)
    return {"results_id": made.pk, "moment_id": there.pk}


def _registered(moment: Moment, person: Person) -> Registration:
    return services.register(moment, email=person.email, name="A private name", by=person, at=NOON)
