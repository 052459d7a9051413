"""Questions about what somebody holds, and to whom it is shown."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_of_claim, claimable
from insigne_platform.backpack.models import Holding, ShareLink
from insigne_platform.people.models import Person

ORDERS = {
    "newest": ("-award__awarded_at", "pk"),
    "oldest": ("award__awarded_at", "pk"),
    "name": ("award__version__name_en", "award__version__name_nl", "pk"),
    "issuer": ("award__achievement__issuer__name_en", "award__achievement__issuer__name_nl", "pk"),
}
WITH_ALL = (
    "person",
    "award__version__achievement__issuer__institution",
    "award__version__achievement__issuer__group",
    "award__status_list",
)
WITHOUT_PICTURES = ("award__version__picture_png", "award__version__picture_svg")


def holdings_of(person: Person, *, search: str = "", order: str = "newest") -> QuerySet[Holding]:
    """What hangs in the person's backpack."""
    found = Holding.objects.filter(person=person, hidden=False)
    for word in search.split()[:8]:
        found = found.filter(
            Q(award__version__name_nl__icontains=word)
            | Q(award__version__name_en__icontains=word)
            | Q(award__version__achievement__issuer__name_nl__icontains=word)
            | Q(award__version__achievement__issuer__name_en__icontains=word)
        )
    return (
        found.select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .order_by(*ORDERS.get(order, ORDERS["newest"]))
    )


def holding_of(person: Person, holding_id: UUID) -> Holding | None:
    """One badge of the person's backpack."""
    return (
        Holding.objects.filter(person=person, pk=holding_id)
        .select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .first()
    )


def holding_of_award(person: Person, award: Award) -> Holding | None:
    """Where an award hangs in the person's backpack, or the one that took its place."""
    mine = Holding.objects.filter(person=person, award__achievement=award.achievement_id)
    return mine.order_by("-kept_at").first()


def links_of(holding: Holding) -> QuerySet[ShareLink]:
    """The links by which a badge was shown, newest first."""
    return holding.share_links.order_by("-created_at")


def waiting_for(person: Person) -> QuerySet[Award]:
    """What was awarded to the person's addresses and waits to be kept or declined."""
    return claimable(person)


def invitation(token: str) -> Award | None:
    """The award that a link in a mail is about; None if the link is not ours."""
    return award_of_claim(token)
