"""Addresses of this instance: the base is fixed, whatever a request says of its host."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def base_url() -> str:
    """The address of this instance, without a slash at its end."""
    return str(settings.INSIGNE_BASE_URL)


def absolute(path: str) -> str:
    """The whole address of a path of ours."""
    if not path.startswith("/"):
        raise ValueError(f"{path} is not a path of ours")
    return base_url() + path


def is_own(url: str) -> bool:
    """Say whether *url* is an address of this instance: same scheme, host and port."""
    return path_of(url) is not None


def path_of(url: str) -> str | None:
    """The path of an address of ours, without query and fragment; None if it is another's."""
    try:
        parts, base = urlsplit(url), urlsplit(base_url())
        same = (parts.scheme, parts.hostname, _port(parts.scheme, parts.port)) == (
            base.scheme,
            base.hostname,
            _port(base.scheme, base.port),
        )
    except ValueError:  # a port that is no number, or a bracket too many
        return None
    if not same or parts.username is not None or not parts.path.startswith(base.path):
        return None
    return parts.path.removeprefix(base.path) or "/"


def _port(scheme: str, port: int | None) -> int | None:
    return port or {"https": 443, "http": 80}.get(scheme)
