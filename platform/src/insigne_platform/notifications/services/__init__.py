"""What is done in this room: persons are told, read it, and choose what they are told."""

from insigne_platform.notifications.services.choosing import choose
from insigne_platform.notifications.services.expiring import note_expiring
from insigne_platform.notifications.services.noting import forget_old, note, note_all
from insigne_platform.notifications.services.reading import mark_all_read, mark_read
from insigne_platform.notifications.services.telling import (
    note_of_award,
    note_of_batch,
    note_of_evidence,
    note_of_request,
    note_of_use,
)

__all__ = [
    "choose",
    "forget_old",
    "mark_all_read",
    "mark_read",
    "note",
    "note_all",
    "note_expiring",
    "note_of_award",
    "note_of_batch",
    "note_of_evidence",
    "note_of_request",
    "note_of_use",
]
