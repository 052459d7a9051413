"""A web server on this machine that goes wrong in whichever way it is told to."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping

MEBIBYTE = b" " * 1024 * 1024


def _head(status: str, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "Connection: close", "", ""]).encode()


def _body(status: str, body: bytes, *headers: str) -> bytes:
    return _head(status, f"Content-Length: {len(body)}", *headers) + body


def _says(*parts: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)

    return answer


def _resets(after: bytes = b"") -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(after)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return answer


def _drips(first: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(100):
            connection.sendall(drop)
            time.sleep(0.05)

    return answer


def _hangs(connection: socket.socket) -> None:
    with contextlib.suppress(TimeoutError):
        connection.recv(1)  # nothing comes, until the other side gives up


def _never_ends(connection: socket.socket) -> None:
    connection.sendall(_head("200 OK", "Content-Type: application/json"))
    for _ in range(64):
        connection.sendall(MEBIBYTE)


FAULTS: Mapping[str, Callable[[socket.socket], None]] = {
    "nothing": _says(),
    "no http": _says(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "headers without end": _drips(b"HTTP/1.1 200 OK\r\n", b"X-More: x\r\n"),
    "silence": _hangs,
    "a slow body": _drips(_head("200 OK", "Content-Length: 5000"), b" "),
    "an endless body": _never_ends,
    "a huge body": _says(_head("200 OK", "Content-Length: 10737418240"), MEBIBYTE * 17),
    "a reset": _resets(),
    "a reset in the body": _resets(_head("200 OK", "Content-Length: 5000") + b"{"),
    "a body cut short": _says(_head("200 OK", "Content-Length: 5000") + b'{"id": "'),
    "broken chunks": _says(_head("200 OK", "Transfer-Encoding: chunked") + b"zz\r\n{}\r\n"),
    "compressed": _says(_body("200 OK", b"\x1f\x8b", "Content-Encoding: gzip")),
    "an empty body": _says(_body("200 OK", b"")),
    "a page": _says(_body("200 OK", b"<html>Hello</html>", "Content-Type: text/html")),
    "a picture": _says(_body("200 OK", b"\x89PNG\r\n\x1a\n", "Content-Type: image/png")),
    "a list": _says(_body("200 OK", b"[]")),
    "another object": _says(_body("200 OK", b'{"hello": "world"}')),
    "no content": _says(_head("204 No Content")),
    "not modified": _says(_head("304 Not Modified")),
    "a redirect to itself": _says(_body("302 Found", b"", "Location: ")),
    "a redirect to nowhere": _says(_body("302 Found", b"", "Location: https://[")),
    "a redirect to a file": _says(_body("302 Found", b"", "Location: file:///etc/passwd")),
    "a redirect inside": _says(_body("302 Found", b"", "Location: http://169.254.169.254/")),
    "a redirect without address": _says(_body("302 Found", b"")),
    "a teapot": _says(_body("418 I'm a teapot", b"{}")),
} | {
    f"status {code}": _says(_body(f"{code} Something", b"{}"))
    for code in (400, 401, 403, 404, 408, 410, 429, 451, 500, 502, 503, 504)
}  # fmt: skip


class FaultyServer:
    """Serves *pages* by path, and shows a fault at paths that have one."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.faults: dict[str, str] = {}
        self.asked: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with connection, contextlib.suppress(OSError, IndexError):
            path = connection.recv(65536).split(b" ")[1].decode("latin-1")
            self.asked.append(path)
            fault = self.faults.get(path)
            if fault is not None:
                FAULTS[fault](connection)
            elif path in self.pages:
                _says(_body("200 OK", self.pages[path]))(connection)
            else:
                FAULTS["status 404"](connection)
