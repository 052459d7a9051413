"""This room is for writing JSON as Open Badges wants it: arrays for many, and nothing empty."""

from __future__ import annotations

from datetime import datetime

from insigne.encoding import timestamps


def present(**properties: object) -> dict[str, object]:
    """Write what there is: Open Badges 3.0 knows no nulls and no empty arrays."""
    return {
        name: value
        for name, value in properties.items()
        if value is not None and value not in ("", [])
    }


def number(value: float | None) -> int | float | None:
    """Write a whole number without a fraction, so that every reader hashes it alike."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def instant(value: datetime | None) -> str | None:
    """Write an instant, if there is one."""
    return timestamps.to_text(value) if value else None
