"""What is posted to the doors of imports, in the words of who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from backpack.badges_elsewhere import zipped

if TYPE_CHECKING:
    from access.world import Side

WORDS = {"tags": "work, ice", "note": "My first one."}
POSTED: dict[str, Callable[[Side], dict[str, object]]] = {
    "/backpack/import": lambda _: {
        "file": SimpleUploadedFile("all.zip", zipped({"a.json": b"{}"}), "application/zip"),
    },
    "/backpack/<uuid:holding_id>/words": lambda _: WORDS,
    "/backpack/imported/<uuid:badge_id>/words": lambda _: WORDS,
}  # fmt: skip
