"""Questions about frameworks and what stands in them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from insigne_platform.frameworks.items import folded
from insigne_platform.frameworks.models import Framework, FrameworkItem
from insigne_platform.institutions.models import Institution

MOST_WORDS = 8


def frameworks_of(institution: Institution) -> QuerySet[Framework]:
    """The frameworks of an institution, by name."""
    return institution.frameworks.select_related("imported_by").order_by("name")


def framework_of(institution: Institution, framework_id: UUID) -> Framework | None:
    """A framework of this institution."""
    return institution.frameworks.select_related("institution").filter(pk=framework_id).first()


def items_found(institution: Institution, search: str) -> QuerySet[FrameworkItem]:
    """The items of all frameworks of an institution in which every word occurs."""
    found = FrameworkItem.objects.filter(framework__institution=institution)
    for word in folded(search[:200]).split()[:MOST_WORDS]:
        found = found.filter(words__contains=word)
    return found.select_related("framework").order_by("framework__name", "code", "name_en", "pk")


def item_of(institution: Institution, item_id: UUID) -> FrameworkItem | None:
    """An item of a framework of this institution."""
    found = FrameworkItem.objects.filter(framework__institution=institution, pk=item_id)
    return found.select_related("framework").first()
