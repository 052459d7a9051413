"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("endorsements.endorsement_asked")
@dataclass(frozen=True, slots=True)
class EndorsementAsked:
    """Somebody is asked for an endorsement."""

    request_id: str


@fact("endorsements.request_answered")
@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """A request was endorsed or declined."""

    request_id: str


@fact("endorsements.endorsement_withdrawn")
@dataclass(frozen=True, slots=True)
class EndorsementWithdrawn:
    """An endorsement counts no more."""

    endorsement_id: str
