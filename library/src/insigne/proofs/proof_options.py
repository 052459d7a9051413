"""The proof's own statement about itself, which it covers as well as the document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from insigne.encoding import timestamps
from insigne.errors import MalformedError

KEPT_INSTANTS: Final = 256


def configuration_of(document: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Give *options* with the document's context ("Proof Configuration", of the RDF suites)."""
    context = document.get("@context")
    if options.get("@context", context) != context:
        raise MalformedError("the proof has a context of its own", path="proof.@context")
    require_created(options)
    return {**options, "@context": context}


def require_created(options: Mapping[str, Any]) -> None:
    """Refuse a `created` that is there and no instant."""
    created = options.get("created")
    if created is None:
        return
    if not isinstance(created, str):
        raise MalformedError("an instant is written as a string", path="proof.created")
    try:
        _parse(created)
    except MalformedError as error:
        raise MalformedError(error.message, path="proof.created") from error


@lru_cache(maxsize=KEPT_INSTANTS)
def _parse(created: str) -> None:
    """Remember what was an instant: a thousand badges of one batch were made at the same."""
    timestamps.parse(created)
