"""Questions about badges and their versions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Approval,
    ApprovalState,
    BadgeTemplate,
    Scenario,
    VersionState,
)
from insigne_platform.achievements.permissions import may_approve
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
    institution: Institution,
    *,
    by: Person,
    search: str = "",
    state: str = "",
    order: str = "name",
    tag: str = "",
) -> QuerySet[AchievementVersion]:
    """The newest version of every badge of the institution that *by* may see.

    *state* is draft, waiting, published, archived, or empty for all that is not archived.
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
    waiting = Approval.objects.filter(version=OuterRef("pk"), state=ApprovalState.WAITING)
    found = found.annotate(is_waiting=Exists(waiting))
    if state in VersionState.values:
        found = found.filter(state=state)
    elif state == ApprovalState.WAITING:
        found = found.filter(is_waiting=True)
    if tag:
        found = found.annotate(tags_text=Cast("tags", TextField()))
        found = found.filter(tags_text__contains=json.dumps(tag))
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


def published_badges_of_institution(institution: Institution) -> QuerySet[AchievementVersion]:
    """What anybody may earn at the institution, for its page; game elements stay in courses."""
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(
            achievement__issuer__institution=institution,
            achievement__archived_at=None,
            pk=Subquery(newest),
        )
        .exclude(achievement__scenario=Scenario.GAME)
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


def badge_of(institution: Institution, public_id: str, *, by: Person) -> AchievementVersion | None:
    """The newest version of a badge of the institution, archived or not, if *by* may see it."""
    return (
        AchievementVersion.objects.filter(
            seen_by(by, ISSUER),
            achievement__issuer__institution=institution,
            achievement__public_id=public_id,
        )
        .select_related(*WITH_ALL)
        .order_by("-number")
        .first()
    )


def version_in_force(achievement: Achievement) -> AchievementVersion | None:
    """The version that is awarded now, of a game element as well; None if none is published."""
    return (
        AchievementVersion.objects.filter(achievement=achievement, state=VersionState.PUBLISHED)
        .select_related(*WITH_ALL)
        .order_by("-number")
        .first()
    )


def version_before(version: AchievementVersion) -> AchievementVersion | None:
    """The published version that this one follows."""
    return (
        version.achievement.versions.filter(state=VersionState.PUBLISHED, number__lt=version.number)
        .select_related(*WITH_ALL)
        .order_by("-number")
        .first()
    )


def published_with(public_ids: Iterable[str]) -> list[AchievementVersion]:
    """The newest published version of each of these badges, in the order that was asked."""
    wanted = list(public_ids)
    if not wanted:
        return []
    found = AchievementVersion.objects.filter(
        achievement__public_id__in=wanted, state=VersionState.PUBLISHED
    )
    by_id = {
        version.achievement.public_id: version
        for version in found.select_related(*WITH_ALL).defer("picture_png", "picture_svg")
        .order_by("number")
    }  # fmt: skip
    return [by_id[public_id] for public_id in wanted if public_id in by_id]


def relatable_badges(version: AchievementVersion) -> QuerySet[AchievementVersion]:
    """The published badges of the same institution that this one could belong with."""
    institution = version.achievement.issuer.institution_id
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(
            achievement__issuer__institution=institution,
            achievement__archived_at=None,
            pk=Subquery(newest),
        )
        .exclude(achievement=version.achievement_id)
        .select_related("achievement")
        .defer("picture_png", "picture_svg")
        .order_by("name_en", "name_nl", "pk")
    )


def approval_with(approval_id: UUID) -> Approval | None:
    """A request for approval, with all that it is about."""
    return (
        Approval.objects.filter(pk=approval_id)
        .select_related("asked_by", "decided_by", "version__achievement__issuer__institution")
        .first()
    )


def approvals_of(version: AchievementVersion) -> list[Approval]:
    """Every request for approval of a version, newest first."""
    return list(version.approvals.select_related("asked_by", "decided_by"))


def approvers_of(achievement: Achievement) -> list[Person]:
    """Who may approve versions of this badge."""
    members = Person.objects.filter(
        is_active=True, memberships__institution=achievement.issuer.institution_id
    ).distinct()
    return [person for person in members.order_by("email") if may_approve(person, achievement)]


def templates_of(institution: Institution) -> QuerySet[BadgeTemplate]:
    """The starting points of an institution, by name."""
    return institution.badge_templates.select_related("made_by").defer("picture_png", "picture_svg")
