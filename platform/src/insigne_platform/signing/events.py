"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("signing.keys_made")
@dataclass(frozen=True, slots=True)
class KeysMade:
    """An institution has keys to sign with, or a new one beside those that it had."""

    institution_id: str
