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
_IN_TEXT: Final = tuple(f'"{name}"'.encode() for name in NEWER_TERMS)


def newer_term(document: Json, written: bytes | None = None) -> str:
    """Give the place of a newer term in *document*; empty if there is none.

    *written* is its compact text, if that is at hand.
    """
    text = strict_json.to_bytes(document) if written is None else written
    if not any(name in text for name in _IN_TEXT):
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
