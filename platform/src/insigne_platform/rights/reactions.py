"""What this room does about facts: it makes what was asked for, and forgets it after a week."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.rights import services
from insigne_platform.rights.events import ExportAsked


def make_export(event: ExportAsked) -> None:
    """Make the copy; a second telling finds it made."""
    services.make_export(UUID(event.export_id), at=timezone.now())


def forget_exports() -> int:
    """Delete copies that were there for a week; for the sweeper."""
    return services.forget_exports(at=timezone.now())


def erase_due() -> int:
    """Erase who asked for it a week ago; for the sweeper."""
    return services.erase_due(at=timezone.now())
