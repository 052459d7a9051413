"""What is posted to the doors of sharing, in the words of who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from access.world import Side

SHARED = {"audience": "The mill", "purpose": "Application", "until": "", "pin": ""}
NAMED = {"name": "About water", "introduction": "What I learned."}
POSTED: dict[str, Callable[[Side], dict[str, object]]] = {
    "/backpack/<uuid:holding_id>/share": lambda _: SHARED,
    "/backpack/imported/<uuid:badge_id>/share": lambda _: SHARED,
    "/backpack/collections": lambda _: NAMED,
    "/backpack/vacancy": lambda _: {"text": "You know how to read ice."},
    "/backpack/collections/<uuid:collection_id>": lambda _: NAMED,
    "/backpack/collections/<uuid:collection_id>/share": lambda _: SHARED,
}
