from __future__ import annotations

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award


@pytest.fixture
def ice(cast, noon) -> AchievementVersion:
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def given(cast, noon, ice) -> Award:
    return awarded(ice, cast.ada, noon)
