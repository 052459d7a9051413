"""What stands behind the doors of afterwards, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of afterwards name, and give it by its name in the matrix."""
    waiting = Award.objects.filter(pk=side.named["waiting"]["award_id"])
    for kind in ("suspend", "lift"):
        change = awards.open_change(
            side.institution, kind, waiting, reason="A test.", by=administrator, at=NOON
        )
    return {"change": {"change_id": change.pk}}
