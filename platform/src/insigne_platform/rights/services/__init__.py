"""What is done in this room: copies of everything are made and forgotten."""

from insigne_platform.rights.services.exporting import ask_for_export, forget_exports, make_export

__all__ = ["ask_for_export", "forget_exports", "make_export"]
