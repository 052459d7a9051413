"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("pathways.pathway_published")
@dataclass(frozen=True, slots=True)
class PathwayPublished:
    """A pathway awards its badge from now on, also to who went the whole way before."""

    pathway_id: str


@fact("pathways.pathway_completed")
@dataclass(frozen=True, slots=True)
class PathwayCompleted:
    """Somebody went the whole way."""

    completion_id: str
