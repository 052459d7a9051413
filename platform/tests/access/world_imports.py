"""What stands behind the doors of imports, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from backpack.badges_elsewhere import in_png, named
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services
from insigne_platform.backpack.models import Holding
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    from access.world import Side

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of imports name, and give it by its name in the matrix."""
    holder = side.holder
    made = [
        services.bring(
            in_png(named(number=number)), "badge.png", None, by=holder, at=NOON,
            outside=OfflineFetcher(),
        )
        for number in (1, 2)
    ]  # fmt: skip
    kept, thrown = (one.files.get().badge for one in made)
    assert kept is not None
    assert thrown is not None
    services.delete(thrown, by=holder, at=NOON)
    other = _one_more(side, administrator)
    services.delete(other, by=holder, at=NOON)
    return {
        "import": {"import_id": made[0].pk},
        "imported": {"badge_id": kept.pk},
        "imported-bin": {"badge_id": thrown.pk},
        "thrown-away": {"holding_id": other.pk},
    }


def _one_more(side: Side, administrator: Person) -> Holding:
    """Another badge in the backpack, so that the first one stays where it is."""
    version = Award.objects.get(pk=side.named["waiting"]["award_id"]).version
    recipient = awards.Recipient(email=f"second-{side.holder.email}", name="")
    award = awards.award_one(version, recipient, by=administrator, at=NOON)
    return Holding.objects.create(person=side.holder, award=award, kept_at=NOON)
