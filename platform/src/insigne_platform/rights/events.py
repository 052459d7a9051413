"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("rights.export_asked")
@dataclass(frozen=True, slots=True)
class ExportAsked:
    """Somebody asked for a copy of everything that is hers."""

    export_id: str


@fact("rights.person_erased")
@dataclass(frozen=True, slots=True)
class PersonErased:
    """Everything about somebody was erased."""

    person_id: str
