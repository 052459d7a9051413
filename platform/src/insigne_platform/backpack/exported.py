"""A copy of a backpack, made here or by another instance: what its manifest says of the badges.

Nothing of it is believed but words of the holder's own; each badge is examined as any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = "insigne-copy"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
MOST_COLLECTIONS: Final = 200
LARGEST_MANIFEST: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """The badges by their paths in the zip, and collections of those."""

    badges: Mapping[str, Mapping[str, Any]]
    collections: Sequence[Mapping[str, Any]]


def read_manifest(source: bytes) -> Manifest | None:
    """Read a manifest of ours; None for anything else, so that the zip is one like others."""
    try:
        said = json.loads(source)
        if said["format"] != FORMAT or int(said["version"]) > VERSION:
            return None
        badges = {str(badge["path"]): dict(badge) for badge in said["badges"]}
        collections = [dict(each) for each in said.get("collections", ())][:MOST_COLLECTIONS]
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None
    return Manifest(badges, collections)


def words_at(badge: Mapping[str, Any]) -> tuple[str, str]:
    """The tags (parted by commas) and the note that the holder wrote, if they are texts."""
    tags, note = badge.get("tags"), badge.get("note")
    names = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return ", ".join(name.replace(",", " ") for name in names), note if isinstance(
        note, str
    ) else ""
