"""Identifiers that lead to a document on a web site (did:web Method Specification)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from insigne.errors import MalformedError

PREFIX: Final = "did:web:"

_HOST: Final = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)"
    r"(?:%3[Aa](?P<port>[1-9][0-9]{0,4}))?\Z"
)
_ENDS_IN_A_NUMBER: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\Z")
_SEGMENT: Final = re.compile(r"(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+\Z")


def document_url_of(did: str) -> str:
    """Give the https address of the DID document ("Read (Resolve)").

    Raises `MalformedError` for what is no did:web: among others IP addresses, and path segments
    that would lead elsewhere than they say.
    """
    if not did.startswith(PREFIX):
        raise MalformedError(f"not a did:web: {did[:80]!r}")
    host, *segments = did.removeprefix(PREFIX).split(":")
    path = "/".join(map(_checked_segment, segments)) or ".well-known"
    return f"https://{_authority_of(host)}/{path}/did.json"


def _authority_of(host: str) -> str:
    match = _HOST.match(host)
    if not match or _ENDS_IN_A_NUMBER.match(match["name"]):
        raise MalformedError(f"not a domain name in a did:web: {host[:80]!r}")
    port = match["port"]
    if port and int(port) > 65535:
        raise MalformedError(f"there is no port {port}")
    return match["name"].lower() + (f":{port}" if port else "")


def _checked_segment(segment: str) -> str:
    plain = unquote(segment)
    if (
        not _SEGMENT.match(segment)
        or plain in {".", ".."}
        or re.search(r"[/\\?#%\x00-\x20]", plain)
    ):
        raise MalformedError(f"not a path segment in a did:web: {segment[:80]!r}")
    return segment
