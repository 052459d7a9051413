from __future__ import annotations

from collections.abc import Callable

import pytest

from achievements.badge_making import published
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.earning import services
from insigne_platform.earning.models import Application

RUBRIC = (("Method", "weak, good"), ("Report", "weak, sufficient, good"))


@pytest.fixture
def ice(cast, noon) -> AchievementVersion:
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def opened(cast, ice) -> AchievementVersion:
    """A badge that anybody may apply for."""
    said = services.OpeningWords(is_open=True, rubric=RUBRIC)
    services.set_opening(ice.achievement, said, by=cast.ada)
    return ice


@pytest.fixture
def apply_for(cast, noon, opened) -> Callable[..., Application]:
    """Have Amina apply."""

    def apply(**more: object) -> Application:
        said = {
            "email": cast.amina.email,
            "name": "Amina Yılmaz",
            "text": "I measured three lakes.",
            "by": cast.amina,
            "at": noon,
            **more,
        }
        return services.apply(opened.achievement, **said)

    return apply
