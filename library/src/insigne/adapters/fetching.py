"""Fetching what others host, without being led to where we should not look.

Only https; plain http only to this machine, and that only where it is allowed. See
`guarded_transport` for the addresses.
"""

import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urldefrag, urljoin

import httpcore2
import httpx2

from insigne.adapters.asking import ask_at_once
from insigne.adapters.cache_control import max_age_in
from insigne.adapters.guarded_transport import (
    ForbiddenAddressError,
    GuardedTransport,
    IsAllowed,
    TooSlowError,
    is_global,
    is_global_or_loopback,
    is_loopback,
)
from insigne.errors import FetchError
from insigne.verification.addresses import is_web_address, origin_of
from insigne.verification.evidence import Fetched, Need, NotFetched, Purpose, Resource

MEBIBYTE = 1024 * 1024
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})

LARGE: Mapping[Purpose, int] = {
    Purpose.STATUS_LIST: 16 * MEBIBYTE,
    Purpose.CREDENTIAL: 10 * MEBIBYTE,
    Purpose.RELATED: 10 * MEBIBYTE,
}
JSON_FIRST = "application/ld+json, application/json;q=0.9, */*;q=0.1"
ACCEPT: Mapping[Purpose, str] = {
    Purpose.SCHEMA: "application/schema+json, application/json;q=0.9, */*;q=0.1",
    Purpose.RELATED: "*/*",
    Purpose.KEYS: "application/did+json, application/ld+json, application/json;q=0.9, */*;q=0.1",
    Purpose.STATUS_LIST: (
        "application/vc, application/vc+jwt, application/statuslist+jwt, "
        "application/json;q=0.9, */*;q=0.1"
    ),
    Purpose.REVOCATION_LIST: "application/json, application/ld+json;q=0.9, */*;q=0.1",
    Purpose.CREDENTIAL: (
        "application/vc, application/ld+json, application/json;q=0.9, "
        "image/png;q=0.8, image/svg+xml;q=0.8, */*;q=0.1"
    ),
}
TROUBLE = (
    httpx2.HTTPError,
    httpx2.InvalidURL,
    UnicodeError,  # httpx2 lets through what `idna` thinks of some names, such as xn--.example
    OSError,
    TooSlowError,
    ForbiddenAddressError,
)
CORE_TROUBLE = (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError)


@dataclass(frozen=True, slots=True)
class HttpFetcher:
    """Fetches over the network; *timeout* is for one step, twice that for the whole."""

    allow_this_machine: bool = False
    timeout: float = 5.0

    def fetch(self, need: Need) -> Resource:
        """Give what the address answers, following at most three redirects, or why nothing."""
        try:
            return self._follow(need)
        except FetchError as error:
            return NotFetched(need.url, str(error))
        except (httpx2.TimeoutException, httpcore2.TimeoutException, TooSlowError, TimeoutError):
            return NotFetched(need.url, "the answer took too long")
        except (*TROUBLE, *CORE_TROUBLE) as error:
            return NotFetched(need.url, str(error) or type(error).__name__)

    def fetch_all(self, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
        """Do as `fetch` for several addresses, at once."""
        return ask_at_once(self.fetch, needs, seconds=seconds)

    def _follow(self, need: Need) -> Fetched:
        _guard_for(need.url, self.allow_this_machine)  # before anything takes the address apart
        deadline = time.monotonic() + 2 * self.timeout
        url, allow_loopback = urldefrag(need.url).url, self.allow_this_machine
        for _ in range(MOST_REDIRECTS + 1):
            is_allowed = _guard_for(url, allow_loopback)
            answer, location = self._ask(url, need, is_allowed, deadline)
            if location is None:
                return answer
            # the outside may not send us inside; plain http was this machine already
            allow_loopback = self.allow_this_machine and origin_of(url)[0] == "http"
            url = _next_address(url, location)
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def _ask(
        self, url: str, need: Need, is_allowed: IsAllowed, deadline: float
    ) -> tuple[Fetched, str | None]:
        transport = GuardedTransport(
            is_allowed=is_allowed, deadline=deadline, ssl_context=_ssl_context()
        )
        headers = {
            "accept": ACCEPT.get(need.purpose, JSON_FIRST),
            "accept-encoding": "identity",
            "user-agent": "insigne",
        }
        with (
            httpx2.Client(transport=transport, trust_env=False, timeout=self.timeout) as client,
            client.stream("GET", url, headers=headers, follow_redirects=False) as response,
        ):
            location = response.headers.get("location")
            if response.status_code in REDIRECTS and location is not None:
                return _answer(need, url, response, b""), location
            body = _read(response, LARGE.get(need.purpose, MEBIBYTE))
            return _answer(need, url, response, body), None


def _next_address(url: str, location: str) -> str:
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError as error:  # a bracket too many
        raise FetchError("it was redirected to what is no address") from error


def _guard_for(url: str, allow_loopback: bool) -> IsAllowed:
    """Choose which addresses *url* may lead to, or raise `FetchError` if none."""
    if not is_web_address(url):
        raise FetchError(f"{url} is not a web address")
    if origin_of(url)[0] == "https":
        return is_global_or_loopback if allow_loopback else is_global
    if allow_loopback:
        return is_loopback
    raise FetchError("it is not an https address")


def _read(response: httpx2.Response, most: int) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise FetchError("the answer is compressed, which was not asked for")
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > most:
            raise FetchError(f"the answer is larger than {most // MEBIBYTE} MiB")
    return bytes(body)


def _answer(need: Need, url: str, response: httpx2.Response, body: bytes) -> Fetched:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(
        url=need.url,
        final_url=url,
        status=response.status_code,
        body=body,
        media_type=media_type,
        at=datetime.now(UTC),
        max_age=max_age_in(response.headers),
    )


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)
