"""The name of a badge beside a row that belongs to it, without a query for each row."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from insigne_platform.achievements.models import AchievementVersion, VersionState


def badge_names(achievement: str) -> dict[str, Subquery]:
    """The newest published names as `name_nl` and `name_en`; *achievement* is the path to it."""
    newest = AchievementVersion.objects.filter(
        achievement=OuterRef(achievement), state=VersionState.PUBLISHED
    ).order_by("-number")
    return {name: Subquery(newest.values(name)[:1]) for name in ("name_nl", "name_en")}
