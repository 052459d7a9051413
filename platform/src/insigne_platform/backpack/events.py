"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("backpack.holding_kept")
@dataclass(frozen=True, slots=True)
class HoldingKept:
    """Somebody put a badge into her backpack."""

    holding_id: str


@fact("backpack.badge_shared")
@dataclass(frozen=True, slots=True)
class BadgeShared:
    """A holder made a link by which a badge is seen."""

    link_id: str


@fact("backpack.import_opened")
@dataclass(frozen=True, slots=True)
class ImportOpened:
    """Somebody brought a zip of badges, of which some are still to be looked at."""

    import_id: str
