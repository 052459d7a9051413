"""This room is for telling from a document's text, quickly, that something is not in it."""

from __future__ import annotations

import orjson

from insigne.credentials.reading import Json


def may_hold(document: Json, *signs: bytes) -> bool:
    """Say whether one of *signs* stands in the compact text of *document*.

    Where none does, the document need not be walked through. Where one does, it may still stand
    in a string.
    """
    try:
        written = orjson.dumps(document)
    except TypeError:  # an integer of more than 64 bits
        return True
    return any(sign in written for sign in signs)
