"""Questions about links, and about who looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from insigne_platform.backpack.models import Collection, Holding
from insigne_platform.people.models import Person
from insigne_platform.sharing.models import MOST_WRONG, Link, Shown, View

WITH_BADGE = ("holding__award__version__achievement__issuer", "imported", "collection")
WITHOUT_WEIGHT = (
    "holding__award__version__picture_png",
    "holding__award__version__picture_svg",
    "imported__source",
    "imported__picture",
    "imported__view",
)


def links_of(person: Person) -> QuerySet[Link]:
    """The person's links, newest first."""
    found = Link.objects.filter(person=person).select_related(*WITH_BADGE)
    return found.defer(*WITHOUT_WEIGHT)


def link_of(person: Person, link_id: UUID) -> Link | None:
    """One of the person's links."""
    return links_of(person).filter(pk=link_id).first()


def links_to(shown: Shown) -> QuerySet[Link]:
    """The links to one badge or collection, newest first."""
    mine = links_of(shown.person)
    if isinstance(shown, Collection):
        return mine.filter(collection=shown)
    if isinstance(shown, Holding):
        return mine.filter(holding=shown)
    return mine.filter(imported=shown)


def open_links(links: QuerySet[Link], at: datetime) -> QuerySet[Link]:
    """Those that let somebody in at this moment."""
    is_over = Q(expires_at__lte=at) | Q(is_one_time=True, used_at__isnull=False)
    return links.filter(revoked_at=None, wrong_pins__lt=MOST_WRONG).exclude(is_over)


def open_counts(badges: Sequence[UUID], *, at: datetime) -> Mapping[UUID, int]:
    """By how many links each of these badges is seen at this moment."""
    if not badges:
        return {}
    found = open_links(Link.objects.filter(Q(holding__in=badges) | Q(imported__in=badges)), at)
    shown = found.order_by().values_list("holding", "imported")
    return Counter(holding or imported for holding, imported in shown)


def searched(links: QuerySet[Link], words: str) -> QuerySet[Link]:
    """Those in whose badge, audience or purpose every word is found."""
    for word in words.split():
        links = links.filter(
            Q(audience__icontains=word)
            | Q(purpose__icontains=word)
            | Q(imported__name__icontains=word)
            | Q(collection__name__icontains=word)
            | Q(holding__award__version__name_nl__icontains=word)
            | Q(holding__award__version__name_en__icontains=word)
        )
    return links


def views_of(person: Person, reference: UUID | None = None) -> QuerySet[View]:
    """What was seen of the person's badges, newest first; by one link or grant if it is given."""
    found = View.objects.filter(person=person)
    return found if reference is None else found.filter(reference=reference)


def views_by_month(views: QuerySet[View]) -> Mapping[datetime, int]:
    """How many of them there were in each month."""
    months = views.order_by().annotate(month=TruncMonth("at")).values_list("month")
    return dict(months.annotate(Count("pk")))
