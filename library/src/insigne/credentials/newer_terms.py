"""This room is for terms that 1EdTech added to a context that was published already.

Under one address there are two contexts then: a verifier with the earlier one does not know the
term, drops it, and finds the proof broken. So such a term is not put under a proof of Data
Integrity that reads contexts; in a token it does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.credentials.reading import Json
from insigne.encoding import strict_json

NEWER_TERMS: Final = frozenset({"jti", "endorsementJwt"})


def newer_term(document: Json) -> str:
    """Give the place of a newer term in *document*; empty if there is none."""
    written = strict_json.to_bytes(document)
    if not any(f'"{name}"'.encode() in written for name in NEWER_TERMS):
        return ""  # the usual case, and quickly seen
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, Mapping):
            for name, item in here.items():
                place = f"{path}.{name}" if path else name
                if name in NEWER_TERMS:
                    return place
                waiting.append((place, item))
        elif isinstance(here, list):
            waiting.extend((f"{path}[{position}]", item) for position, item in enumerate(here))
    return ""
