"""Comparing web addresses part by part, since their beginnings lie when read as text."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError

Origin = tuple[str, str, int]

LONGEST_KEPT = 1000  # characters: a longer address is taken apart anew each time
DEFAULT_PORTS = {"https": 443, "http": 80}
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")


def is_web_address(text: object) -> bool:
    """Say whether *text* is an http or https address with a host and nothing odd in it."""
    if not isinstance(text, str):
        return False
    try:
        origin_of(text)
    except MalformedError:
        return False
    return True


@remembered(entries=1024, longest=512)
def origin_of(url: str) -> Origin:
    """Give scheme, host and port (RFC 6454, "Origin of a URI").

    Raises `MalformedError` for what two readers could read in two ways: other schemes, user
    names, backslashes, spaces and control characters.
    """
    return _kept_origin_of(url) if len(url) <= LONGEST_KEPT else _origin_of(url)


def is_same_origin(one: str, other: str) -> bool:
    """Say whether both addresses are web addresses of one origin."""
    if one == other:
        return is_web_address(one)
    return is_web_address(one) and is_web_address(other) and origin_of(one) == origin_of(other)


def starts_with(url: str, prefix: str) -> bool:
    """Say whether *url* lies under *prefix*: equal origins, then whole path segments.

    `https://a.example/b` covers `https://a.example/b/1`, and neither `https://a.example/bc`
    nor `https://a.example.evil.example/b`. A prefix that ends inside a query covers by text.
    """
    if not is_same_origin(url, prefix) or _has_dot_segments(url):
        return False
    here, there = urlsplit(url), urlsplit(prefix)
    if there.query or prefix.endswith("?"):
        return here.path == there.path and here.query.startswith(there.query)
    if there.path in ("", "/") or here.path == there.path:
        return True
    return here.path.startswith(there.path.rstrip("/") + "/")


def is_allowed_origin(url: str, allowed: Iterable[str]) -> bool:
    """Say whether the host of *url* is one of those *allowed*, written as host or as origin."""
    scheme, _, _ = origin_of(url)
    for text in allowed:
        origin = text if "://" in text else f"{scheme}://{text}"
        if is_same_origin(url, origin):
            return True
    return False


def is_same_id(one: str, other: str) -> bool:
    """Compare two ids as Open Badges 3.0 does ("Equality"): unescaped and trimmed."""
    return unquote(one).strip() == unquote(other).strip()


def _origin_of(url: str) -> Origin:
    parts = _split(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    return parts.scheme, (parts.hostname or "").rstrip(".").lower(), port


_kept_origin_of = lru_cache(maxsize=1024)(_origin_of)


def _split(url: str) -> SplitResult:
    if _FORBIDDEN.search(url):
        raise MalformedError("an address may not contain spaces, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise MalformedError("not a web address") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or not port_is_fine:
        raise MalformedError("not a web address")
    if "@" in parts.netloc:
        raise MalformedError("an address may not contain a user name")
    return parts


def _has_dot_segments(url: str) -> bool:
    segments = unquote(urlsplit(url).path).replace("\\", "/").split("/")
    return "." in segments or ".." in segments
