"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("sharing.link_made")
@dataclass(frozen=True, slots=True)
class LinkMade:
    """A holder made a link by which a badge is seen."""

    link_id: str
