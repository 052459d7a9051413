"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("earning.application_moved")
@dataclass(frozen=True, slots=True)
class ApplicationMoved:
    """Something was said or decided about an application."""

    entry_id: str
