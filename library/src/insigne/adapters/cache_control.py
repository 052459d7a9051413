"""For how long a server says that its answer may be kept (RFC 9111, "Cache-Control")."""

import re
from collections.abc import Mapping
from datetime import timedelta

_SECONDS = re.compile(r"[0-9]{1,10}\Z")
NOT_AT_ALL = timedelta(0)


def max_age_in(headers: Mapping[str, str]) -> timedelta | None:
    """Read the age that an answer may reach, less the one that it has; nothing if it is not said.

    What must not be kept, or not without asking again, may reach none; neither may what is said
    in a way that cannot be read. Shared caches are not meant, as this is none.
    """
    directives = dict(_directives(headers.get("cache-control", "")))
    if {"no-store", "no-cache"} & directives.keys():
        return NOT_AT_ALL
    if "max-age" not in directives:
        return None
    if not _SECONDS.match(directives["max-age"]):
        return NOT_AT_ALL
    age = headers.get("age", "0").strip()
    seconds = int(directives["max-age"]) - (int(age) if _SECONDS.match(age) else 0)
    return timedelta(seconds=max(0, seconds))


def _directives(text: str) -> list[tuple[str, str]]:
    """Take the header apart; of a directive that is there twice, the first counts."""
    found = []
    for part in reversed(text.split(",")):
        name, _, value = part.strip().partition("=")
        found.append((name.strip().lower(), value.strip().strip('"')))
    return found
