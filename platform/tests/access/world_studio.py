"""What stands behind the doors of studio, on one side of the world."""

from __future__ import annotations

from insigne_platform.people.models import Person


def more_of(side: object, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of studio name, and give it by its name in the matrix."""
    return {}
