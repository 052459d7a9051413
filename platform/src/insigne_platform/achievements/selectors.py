"""Questions about badges and their versions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Scenario,
    VersionState,
)
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import seen_by
from insigne_platform.people.models import Person

ORDERS = {
    "name": ("name_en", "name_nl", "pk"),
    "-name": ("-name_en", "-name_nl", "pk"),
    "newest": ("-created_at", "pk"),
    "oldest": ("created_at", "pk"),
}
ISSUER = "achievement__issuer"
# A game element is seen in its course only: whatever anybody may see is asked for with this.
PUBLIC = ~Q(achievement__scenario=Scenario.GAME)
WITH_ALL = ("achievement__issuer__institution", "achievement__issuer__group")


def badges_of(
    institution: Institution, *, by: Person, search: str = "", state: str = "", order: str = "name"
) -> QuerySet[AchievementVersion]:
    """The newest version of every badge of the institution that *by* may see.

    *state* is draft, published, archived, or empty for all that is not archived.
    """
    newest = (
        AchievementVersion.objects.filter(achievement=OuterRef("achievement"))
        .order_by("-number")
        .values("pk")[:1]
    )
    found = AchievementVersion.objects.filter(
        seen_by(by, ISSUER), achievement__issuer__institution=institution, pk=Subquery(newest)
    )
    found = found.filter(achievement__archived_at__isnull=state != "archived")
    if state in VersionState.values:
        found = found.filter(state=state)
    if search:
        found = found.filter(_mentions(search))
    return (
        found.select_related(*WITH_ALL)
        .defer("picture_png", "picture_svg")
        .order_by(*ORDERS.get(order, ORDERS["name"]))
    )


def _mentions(search: str) -> Q:
    wanted = Q()
    for word in search.split()[:8]:
        wanted &= (
            Q(name_nl__icontains=word)
            | Q(name_en__icontains=word)
            | Q(description_nl__icontains=word)
            | Q(description_en__icontains=word)
            | Q(achievement__issuer__name_nl__icontains=word)
            | Q(achievement__issuer__name_en__icontains=word)
        )
    return wanted


def badge_version(version_id: UUID, *, by: Person) -> AchievementVersion | None:
    """A version of a badge of an institution that the person works for."""
    return (
        AchievementVersion.objects.filter(seen_by(by, ISSUER), pk=version_id)
        .select_related(*WITH_ALL)
        .first()
    )


def published_badge(public_id: str, *, number: int | None = None) -> AchievementVersion | None:
    """The published version of the badge at this address: the newest one, or a certain one."""
    found = AchievementVersion.objects.filter(
        PUBLIC, achievement__public_id=public_id, state=VersionState.PUBLISHED
    )
    if number is not None:
        found = found.filter(number=number)
    return found.select_related(*WITH_ALL).order_by("-number").first()


def published_badges_of_issuer(issuer_id: UUID) -> QuerySet[AchievementVersion]:
    """What the issuer gives, for its public page: the newest published version of each badge."""
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(
            PUBLIC,
            achievement__issuer=issuer_id,
            achievement__archived_at=None,
            pk=Subquery(newest),
        )
        .select_related(*WITH_ALL)
        .defer("picture_png", "picture_svg")
        .order_by("name_en", "name_nl", "pk")
    )


def versions_of(achievement: Achievement) -> QuerySet[AchievementVersion]:
    """Every version of a badge, newest first."""
    return (
        achievement.versions.select_related(*WITH_ALL)
        .defer("picture_png", "picture_svg")
        .order_by("-number")
    )
