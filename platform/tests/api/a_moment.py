"""A moment, far away, at which a test for a badge is taken."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.earning import services
from insigne_platform.earning.models import Moment
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
FAR_AWAY = datetime(2099, 6, 1, 12, tzinfo=UTC)


def a_moment(version: AchievementVersion, by: Person) -> Moment:
    """Make a test with a pass mark, and one moment of it."""
    said = services.AssessmentWords(title_en="Ice test", pass_mark=Decimal("5.5"), is_open=True)
    assessment = services.make_assessment(version.achievement, said, by=by)
    when = services.MomentWords(FAR_AWAY, "Room 3", 20)
    return services.add_moment(assessment, when, by=by, at=NOON)
