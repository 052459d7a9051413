"""What this room does about facts: it marks the badge that they tell of."""

from __future__ import annotations

from uuid import UUID

from insigne_platform.awards.events import AwardClaimed, AwardDeclined, AwardRevoked, AwardsIssued
from insigne_platform.awards.models import Award, Batch
from insigne_platform.backpack.events import BadgeShared
from insigne_platform.backpack.models import ShareLink
from insigne_platform.sharing.events import LinkMade
from insigne_platform.sharing.models import Link
from insigne_platform.statistics import services


def count_batch(event: AwardsIssued) -> None:
    """Have the badge of a batch counted."""
    found = Batch.objects.filter(pk=event.batch_id).values_list("version__achievement")
    _mark(found.first())


def count_award(event: AwardClaimed | AwardDeclined | AwardRevoked) -> None:
    """Have the badge of an award counted with which something happened."""
    _mark(Award.objects.filter(pk=event.award_id).values_list("achievement").first())


def count_share(event: BadgeShared) -> None:
    """Have the badge that is shown counted."""
    found = ShareLink.objects.filter(pk=event.link_id).values_list("holding__award__achievement")
    _mark(found.first())


def count_link(event: LinkMade) -> None:
    """Have the badge that a link shows counted; one from elsewhere is nobody's here."""
    found = Link.objects.filter(pk=event.link_id, holding__isnull=False)
    _mark(found.values_list("holding__award__achievement").first())


def recount_marked() -> int:
    """Count what was marked; for the sweeper."""
    return services.recount_marked()


def _mark(found: tuple[UUID] | None) -> None:
    if found is not None:
        services.mark(found[0])
