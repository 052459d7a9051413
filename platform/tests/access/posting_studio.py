"""What is posted to the addresses of studio."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side
from insigne_platform.achievements.studio.design import Design

ALTS = {"alt_nl": "Een ster", "alt_en": "A star"}

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/badges/<uuid:version_id>/studio": lambda _: {**Design().to_json(), **ALTS},
}
