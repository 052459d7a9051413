"""From the address of a key to whoever controls it (Controlled Identifiers, "Retrieve")."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urldefrag, urlsplit

from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError, UnsupportedError
from insigne.identifiers import did_web, own_key

_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]|[^\x00-\x7f]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?=.)")


@remembered(entries=1024, longest=512)
def controller_of(verification_method: str) -> str:
    """Give the identifier of the controller: the address without its fragment."""
    try:
        controller = urldefrag(verification_method).url
    except ValueError as error:  # a bracket too many
        raise MalformedError(f"not the address of a key: {verification_method[:80]!r}") from error
    if not _SCHEME.match(controller) or _FORBIDDEN.search(verification_method):
        raise MalformedError(f"not the address of a key: {verification_method[:80]!r}")
    return controller


@remembered(entries=1024, longest=512)
def document_url_of(controller: str) -> str | None:
    """Say where the document of *controller* is read; `None` if it is its own key (did:key).

    Whether the address may be asked is for the fetcher to decide. Raises `UnsupportedError` for
    identifiers that lead to no document that we can read.
    """
    if own_key.is_own_key(controller):
        return None
    if controller.startswith(did_web.PREFIX):
        return did_web.document_url_of(controller)
    if controller.lower().startswith(("https://", "http://")):
        return _checked_url(controller)
    scheme = ":".join(controller.split(":")[: 2 if controller.startswith("did:") else 1])
    raise UnsupportedError(f"identifiers of the kind {scheme[:40]}")


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        has_host = False
    if not has_host or "@" in parts.netloc or _FORBIDDEN.search(url):
        raise MalformedError(f"not a web address: {url[:80]!r}")
    return url
