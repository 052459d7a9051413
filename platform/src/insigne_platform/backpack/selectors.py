"""Questions about what somebody holds, and to whom it is shown."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim, claimable
from insigne_platform.backpack.models import (
    Holding,
    Import,
    ImportedBadge,
    ImportFile,
    Outcome,
    ShareLink,
)
from insigne_platform.people.models import Person

WITH_ALL = (
    "person",
    "award__version__achievement__issuer__institution",
    "award__version__achievement__issuer__group",
    "award__status_list",
)
WITHOUT_PICTURES = ("award__version__picture_png", "award__version__picture_svg")


def holdings_of(person: Person) -> QuerySet[Holding]:
    """What was awarded here and hangs in the person's backpack, newest first."""
    return (
        Holding.objects.filter(person=person, hidden=False, deleted_at=None)
        .select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .order_by("-award__awarded_at", "pk")
    )


def holding_of(person: Person, holding_id: UUID, *, in_bin: bool = False) -> Holding | None:
    """One badge of the person's backpack, or of its bin."""
    return (
        Holding.objects.filter(person=person, pk=holding_id, deleted_at__isnull=not in_bin)
        .select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .first()
    )


def holding_of_award(person: Person, award: Award) -> Holding | None:
    """Where an award hangs in the person's backpack, or the one that took its place."""
    mine = Holding.objects.filter(person=person, award__achievement=award.achievement_id)
    mine = mine.filter(deleted_at=None)
    return mine.order_by("-kept_at").first()


def imported_of(person: Person, badge_id: UUID, *, in_bin: bool = False) -> ImportedBadge | None:
    """One badge from elsewhere in the person's backpack, or in its bin."""
    return ImportedBadge.objects.filter(
        person=person, pk=badge_id, deleted_at__isnull=not in_bin
    ).first()


def import_of(person: Person, import_id: UUID) -> Import | None:
    """What the person brought in at once."""
    return Import.objects.filter(person=person, pk=import_id).defer("archive").first()


def imports_of(person: Person) -> QuerySet[Import]:
    """What the person brought in lately by zip, newest first."""
    return Import.objects.filter(person=person, total__gt=1).defer("archive")[:5]


def counts_of(found: Import) -> dict[str, int]:
    """How many files of an import came to which end."""
    counted = found.files.order_by().values_list("outcome").annotate(models.Count("pk"))
    return dict(counted)


def files_of(found: Import) -> QuerySet[ImportFile]:
    """The files of an import with what became of them, those that were refused first."""
    is_refused = models.Case(models.When(outcome=Outcome.REFUSED, then=0), default=1)
    return (
        found.files.select_related("badge", "holding__award__version")
        .defer("badge__source", "badge__picture", "badge__view")
        .defer(*(f"holding__{name}" for name in WITHOUT_PICTURES))
        .order_by(is_refused, "position")
    )


def links_of(holding: Holding) -> QuerySet[ShareLink]:
    """The links by which a badge was shown, newest first."""
    return holding.share_links.order_by("-created_at")


def waiting_for(person: Person) -> QuerySet[Award]:
    """What was awarded to the person's addresses and waits to be kept or declined."""
    return claimable(person)


def invitation(token: str) -> Award | None:
    """The award that a link in a mail is about; None if the link is not ours."""
    return award_of_claim(token)
