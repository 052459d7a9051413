from __future__ import annotations

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.awards.models import Award


@pytest.fixture
def mine(cast, noon) -> Award:
    """An award with a grade, an explanation and evidence that Amina keeps."""
    award = awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)
    award.holder = cast.amina
    award.save(update_fields=["holder"])
    return award
