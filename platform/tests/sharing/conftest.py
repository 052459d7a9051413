from __future__ import annotations

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.sharing import services
from insigne_platform.sharing.models import Link


@pytest.fixture
def ice(cast, noon) -> AchievementVersion:
    """A published badge."""
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def given(cast, noon, ice) -> Award:
    """A badge that was awarded to Amina."""
    return awarded(ice, cast.ada, noon)


@pytest.fixture
def kept(cast, noon, given) -> Holding:
    """The badge in Amina's backpack."""
    return backpack.claim(given, by=cast.amina, at=noon)


@pytest.fixture
def link(cast, noon, kept) -> Link:
    """A link to it for whoever has it."""
    return services.make_link(kept, by=cast.amina, at=noon, audience="The mill", purpose="Work")


@pytest.fixture
def imported(cast, noon) -> ImportedBadge:
    """A badge from elsewhere in Amina's backpack."""
    from backpack.badges_elsewhere import named
    from insigne.adapters.fetcher import OfflineFetcher

    made = backpack.bring(
        named(number=1), "badge.json", None, by=cast.amina, at=noon, outside=OfflineFetcher()
    )
    badge = made.files.get().badge
    assert badge is not None
    return badge


def token_of(link: Link) -> str:
    """The last part of the link's address."""
    return str(services.address_of(link)).rpartition("/")[2]
