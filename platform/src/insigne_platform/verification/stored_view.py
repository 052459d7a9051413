"""A verdict as it is kept with a badge, and read back: the same page, without another check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from insigne_platform.verification.view import (
    Fact,
    FindingView,
    Level,
    Look,
    ValueCard,
    ValueRow,
    VerificationView,
    Words,
)

LARGEST_REPORT: Final = 200_000


def to_json(view: VerificationView) -> dict[str, Any]:
    """Write *view* as JSON that any database keeps; a report that is very long is left out."""
    written = asdict(view) | {"at": view.at.isoformat(), "look": str(view.look)}
    if len(view.report_json) > LARGEST_REPORT:
        written["report_json"] = ""
    cleaned: dict[str, Any] = _clean(written)
    return cleaned


def from_json(stored: Mapping[str, Any]) -> VerificationView:
    """Read back what `to_json` wrote."""
    value = stored["value"]
    return VerificationView(
        **{
            **stored,
            "at": datetime.fromisoformat(stored["at"]),
            "look": Look(stored["look"]),
            "levels": tuple(Level(**one) for one in stored["levels"]),
            "findings": tuple(FindingView(**one) for one in stored["findings"]),
            "value": value and ValueCard(_rows(value["rows"]), value["done"], value["of"]),
            "facts": tuple(_fact(one) for one in stored["facts"]),
            "unchecked": tuple(Words(**one) for one in stored["unchecked"]),
            "technical": tuple((label, text) for label, text in stored["technical"]),
        }
    )


def _rows(stored: list[dict[str, str]]) -> tuple[ValueRow, ...]:
    return tuple(ValueRow(**row) for row in stored)


def _fact(stored: dict[str, Any]) -> Fact:
    return Fact(**{**stored, "points": tuple(stored["points"]), "tags": tuple(stored["tags"])})


def _clean(value: Any) -> Any:
    """Take out what PostgreSQL refuses in a text: the sign 0, and halves of signs."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value
