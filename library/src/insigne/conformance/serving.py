"""VC-API over HTTP: requests in, one operation each, answers out. No database, no state on disk."""

import json
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from insigne.conformance.implementations import implementations_at
from insigne.conformance.service import KINDS, Implementation, Json, Kind, Operate
from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError

MOST_BYTES: Final = 1024 * 1024
SECONDS: Final = 30.0
PROBLEM_TYPE: Final = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR"

type Answer = tuple[HTTPStatus, object]


class ConformanceServer(ThreadingHTTPServer):
    """Serves all implementations on this machine, over TLS if it is given a context."""

    daemon_threads = True

    def __init__(self, port: int, *, tls: ssl.SSLContext | None, host: str = "127.0.0.1") -> None:
        """Take the port (0 for any that is free) and make the keys."""
        super().__init__((host, port), _Handler)
        self._tls = tls
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://localhost:{self.server_address[1]}"
        self.implementations = implementations_at(self.url)

    def get_request(self) -> Any:
        """Take a connection; its handshake is for its own thread, as it may take for ever."""
        connection, address = super().get_request()
        connection.settimeout(SECONDS)
        if self._tls is not None:
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients who leave, or do not speak TLS."""

    def manifest(self) -> list[Json]:
        """Say what there is, as the W3C's test suites want to be told."""
        return [_manifest_of(self.url, each) for each in self.implementations.values()]


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: ConformanceServer
    protocol_version = "HTTP/1.1"
    server_version = "insigne-conformance"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the manifest, or with a document that is published."""
        path = self.path.partition("?")[0]
        if path == "/":
            self._send(HTTPStatus.OK, self.server.manifest())
            return
        for implementation in self.server.implementations.values():
            document = implementation.documents.get(path.removeprefix(f"/{implementation.name}"))
            if document is not None and path.startswith(f"/{implementation.name}/"):
                self._send(HTTPStatus.OK, document())
                return
        is_for_posting = self._operation_at(path) is not None
        status = HTTPStatus.METHOD_NOT_ALLOWED if is_for_posting else HTTPStatus.NOT_FOUND
        self._send(status, _problem(status.phrase))

    def do_POST(self) -> None:
        """Run the operation that the path names."""
        body = self._body()
        if body is None:
            return
        found = self._operation_at(self.path.partition("?")[0])
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, _problem("there is nothing here"))
            return
        self._send(*answer_to(body, *found))

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep no log: what is sent here is nobody's business."""

    def _operation_at(self, path: str) -> tuple[Kind, Operate] | None:
        for kind_path, kind in KINDS.items():
            if path.endswith(kind_path):
                name = path.removesuffix(kind_path).removeprefix("/")
                implementation = self.server.implementations.get(name)
                operation = implementation and implementation.operations.get(kind_path)
                return (kind, operation) if operation else None
        return None

    def _body(self) -> bytes | None:
        """Read the body, or answer that there is none to read; the connection then ends."""
        length = self.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            status = HTTPStatus.LENGTH_REQUIRED
        elif int(length[:20]) > MOST_BYTES:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        else:
            return self.rfile.read(int(length))
        self.close_connection = True
        self._send(status, _problem(status.phrase))
        return None

    def _send(self, status: HTTPStatus, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def answer_to(body: bytes, kind: Kind, operate: Operate) -> Answer:
    """Run an operation on the JSON that was sent, and turn what it raises into an answer."""
    try:
        document, options = _request(body, kind)
    except MalformedError as error:
        return HTTPStatus.BAD_REQUEST, _problem(str(error))
    try:
        return kind.success, operate(document, options)
    except InsigneError as error:
        return kind.refusal, _problem(str(error))


def _request(body: bytes, kind: Kind) -> tuple[Json, Json]:
    """Take a request apart: one document, and options beside it."""
    request = strict_json.parse(body)
    if not isinstance(request, Mapping):
        raise MalformedError("the body is not a JSON object")
    document = request.get(kind.member)
    if not isinstance(document, Mapping):
        raise MalformedError("is not a JSON object", path=kind.member)
    options = request.get("options", {})
    if not isinstance(options, Mapping):
        raise MalformedError("is not a JSON object", path="options")
    beside = {name: request[name] for name in ("credentialId", "status") if name in request}
    return document, {**options, **beside}


def _problem(detail: str) -> Json:
    error = {"type": PROBLEM_TYPE, "title": "refused", "detail": detail}
    return {"verified": False, "checks": ["proof"], "warnings": [], "errors": [error]}


def _manifest_of(url: str, implementation: Implementation) -> Json:
    def endpoints(kind_path: str) -> list[Json]:
        if kind_path not in implementation.operations:
            return []
        endpoint = f"{url}/{implementation.name}{kind_path}"
        return [
            {"id": implementation.issuer, "endpoint": endpoint, "tags": list(implementation.tags)}
        ]

    return {
        "name": f"Insigne: {implementation.name}",
        "implementation": "Insigne",
        "issuers": endpoints("/credentials/issue"),
        "verifiers": endpoints("/credentials/verify"),
        "vpVerifiers": endpoints("/presentations/verify"),
        "vcHolders": endpoints("/credentials/derive"),
    }
