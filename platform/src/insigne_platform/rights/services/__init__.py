"""What is done in this room: copies are made and forgotten, and who wants to go is erased."""

from insigne_platform.rights.services.erasing import ask_for_erasure, erase_due, undo_erasure
from insigne_platform.rights.services.exporting import ask_for_export, forget_exports, make_export

__all__ = [
    "ask_for_erasure",
    "ask_for_export",
    "erase_due",
    "forget_exports",
    "make_export",
    "undo_erasure",
]
