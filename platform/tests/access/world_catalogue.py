"""What stands behind the doors of catalogue, on one side of the world."""

from __future__ import annotations

from insigne_platform.people.models import Person


def more_of(side: object, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of catalogue name, and give it by its name in the matrix."""
    institution = side.institution  # type: ignore[attr-defined]
    return {"catalogue": {"place": institution.public_id}}
