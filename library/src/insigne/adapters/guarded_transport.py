"""A transport for httpx2 that looks at the address it connects to, at the moment it does.

A name is resolved once, every address that it has must be allowed, and the connection goes to one
of those very addresses: a name that answers differently the next time gains nothing by it.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2
import httpx2

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IsAllowed = Callable[[IPAddress], bool]

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
NOT_GLOBAL_EITHER = (
    ipaddress.ip_network("fec0::/10"),  # inside a site, once (RFC 3879)
    ipaddress.ip_network("3fff::/20"),  # for documentation (RFC 9637)
    ipaddress.ip_network("192.88.99.0/24"),  # to relays that are no more (RFC 7526)
)
"""What Python's `ipaddress` takes, or took, for the public internet."""


class ForbiddenAddressError(Exception):
    """A name led to an address that we do not connect to."""


class TooSlowError(Exception):
    """The time for the whole exchange is over."""


def is_global(address: IPAddress) -> bool:
    """Say whether an address is on the public internet, also in its disguises of version 6."""
    inner = _embedded(address)
    if inner is not None:
        return is_global(inner)
    if any(address in network for network in NOT_GLOBAL_EITHER):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_loopback(address: IPAddress) -> bool:
    """Say whether an address is this machine's own."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def is_global_or_loopback(address: IPAddress) -> bool:
    """Allow the public internet, and this machine."""
    return is_global(address) or is_loopback(address)


class GuardedTransport(httpx2.BaseTransport):
    """Connects to allowed addresses only, and for a limited time."""

    def __init__(
        self, *, is_allowed: IsAllowed, deadline: float, ssl_context: ssl.SSLContext
    ) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context,
            max_connections=1,
            network_backend=_GuardedBackend(is_allowed, deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request (httpx2, "Custom transports")."""
        response = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore2.NetworkBackend):
    def __init__(self, is_allowed: IsAllowed, deadline: float) -> None:
        self._is_allowed = is_allowed
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        address = self._address_of(host, port, _remaining(self._deadline, timeout))
        stream = self._sockets.connect_tcp(
            str(address), port, _remaining(self._deadline, timeout), local_address, socket_options
        )
        return _TimedStream(stream, self._deadline)

    def _address_of(self, host: str, port: int, seconds: float) -> IPAddress:
        addresses = _resolved(host, port, seconds)
        for address in addresses:
            if not self._is_allowed(address):
                raise ForbiddenAddressError(f"{host} leads to {address}, where we do not look")
        # IPv4 first: a machine without IPv6 often resolves such addresses all the same
        return min(addresses, key=lambda address: address.version)


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends before the deadline: slow drips do not add up."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        secure = self._stream.start_tls(
            ssl_context, server_hostname, _remaining(self._deadline, timeout)
        )
        return _TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int, seconds: float) -> list[IPAddress]:
    """Look a name up, for so long and no longer.

    The system's resolver takes no time limit and cannot be called back: the thread that asks it is
    left behind, and ends with the resolver's own patience.
    """
    answers: SimpleQueue[list[IPAddress] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([ipaddress.ip_address(entry[4][0]) for entry in found])
        except (OSError, ValueError) as error:  # UnicodeError, for odd names, is a ValueError
            answers.put(error)

    Thread(target=ask, name="resolving a name", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty as error:
        raise TooSlowError(f"the name {host} was not found in time") from error
    if isinstance(answer, list) and answer:
        return answer
    cause = answer if isinstance(answer, Exception) else None
    raise httpcore2.ConnectError(f"the name {host} is not known") from cause


def _remaining(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooSlowError("the answer took too long")
    return left if timeout is None else min(left, timeout)


def _embedded(address: IPAddress) -> IPAddress | None:
    """Give the version 4 address inside one of version 6, where that is where traffic goes."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
