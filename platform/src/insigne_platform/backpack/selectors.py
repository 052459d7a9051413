"""Questions about what somebody holds, and to whom it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim, claimable
from insigne_platform.backpack.models import (
    Collection,
    CollectionItem,
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
IN_PLACE = models.Q(holding__isnull=False, holding__deleted_at=None) | models.Q(
    imported__isnull=False, imported__deleted_at=None
)
THERE = models.Q(items__holding__isnull=False, items__holding__deleted_at=None) | models.Q(
    items__imported__isnull=False, items__imported__deleted_at=None
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


def collections_of(person: Person) -> QuerySet[Collection]:
    """The person's collections, by name, each with how many badges it has."""
    return Collection.objects.filter(person=person).annotate(
        size=models.Count("items", filter=THERE)
    )


def collection_of(person: Person, collection_id: UUID) -> Collection | None:
    """One collection of the person."""
    return collections_of(person).filter(pk=collection_id).first()


def items_of(collection: Collection) -> QuerySet[CollectionItem]:
    """What is in a collection and not in the bin, in its order."""
    return (
        collection.items.filter(IN_PLACE)
        .select_related("imported", *(f"holding__{name}" for name in WITH_ALL))
        .defer(
            "imported__source", "imported__picture", "imported__view",
            *(f"holding__{name}" for name in WITHOUT_PICTURES),
        )
    )  # fmt: skip


def item_of(collection: Collection, item_id: UUID) -> CollectionItem | None:
    """One badge of a collection, unless it lies in the bin."""
    return items_of(collection).filter(pk=item_id).first()


def covers_of(collections: Sequence[Collection]) -> dict[UUID, CollectionItem]:
    """The badge that stands for each collection: the chosen one, or else the first."""
    items = (
        CollectionItem.objects.filter(IN_PLACE, collection__in=collections)
        .select_related("imported", *(f"holding__{name}" for name in WITH_ALL))
        .defer(
            "imported__source", "imported__picture", "imported__view",
            *(f"holding__{name}" for name in WITHOUT_PICTURES),
        )
        .order_by("collection", "-is_cover", "position")
    )  # fmt: skip
    found: dict[UUID, CollectionItem] = {}
    for item in items:
        found.setdefault(item.collection_id, item)
    return found
