"""Which of many badges one may apply for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from insigne_platform.earning.models import Opening


def apply_addresses(
    achievement_ids: Iterable[UUID], *, on: date | None = None
) -> Mapping[UUID, str]:
    """Where one applies, for each of these badges that takes applications; one query."""
    day = on or timezone.localdate()
    found = Opening.objects.filter(
        achievement__in=list(achievement_ids), achievement__archived_at=None
    ).select_related("achievement")
    return {
        opening.achievement_id: f"/apply/{opening.achievement.public_id}"
        for opening in found
        if opening.takes_applications_on(day)
    }
