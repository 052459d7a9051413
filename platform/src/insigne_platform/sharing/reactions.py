"""What this room does by itself: old entries of the view log are deleted."""

from __future__ import annotations

from django.utils import timezone

from insigne_platform.sharing import services


def forget_old_views() -> int:
    """Delete what is older than twelve months; for the sweeper."""
    return services.forget_old_views(at=timezone.now())
