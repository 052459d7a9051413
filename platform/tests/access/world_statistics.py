"""What stands behind the doors of statistics, on one side of the world."""

from __future__ import annotations

from insigne_platform.people.models import Person


def more_of(side: object, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of statistics name, and give it by its name in the matrix."""
    return {"figures": {"public_id": side.institution.public_id, "kind": "csv"}}
