"""What stands behind the doors of courses, on one side of the world."""

from __future__ import annotations

from typing import Any

from insigne_platform.achievements import services as achievements
from insigne_platform.core.tokens import token_for
from insigne_platform.courses import services
from insigne_platform.courses.selectors import join_token
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of courses name, and give it by its name in the matrix."""
    from access.world import NOON

    words = {**WORDS, "scenario": "game"}
    game = achievements.draft_badge(side.issuer, words, by=administrator)
    achievements.set_picture(game, PICTURE, by=administrator)
    achievements.publish(game, by=administrator, at=NOON)
    course = services.open_course(side.issuer, {"name_en": "Ice 101"}, by=administrator)
    services.put_badge(course, game.achievement, by=administrator)
    services.add_learners(course, side.holder.email, by=administrator)
    services.open_joining(course, True, by=administrator)
    return {
        "course": {"public_id": course.public_id, "kind": "csv"},
        "join": {"token": join_token(course)},
        "game-picture": {"token": token_for("game picture", game.pk)},
    }
