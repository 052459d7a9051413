"""One server for all tests of the contract, over TLS."""

import threading
from datetime import UTC, datetime

import pytest
from vc_api import Client

from insigne.conformance.serving import ConformanceServer
from insigne.conformance.tls import context_with, own_certificate


@pytest.fixture(scope="module")
def client():
    certificate, key = own_certificate(datetime.now(UTC))
    server = ConformanceServer(0, tls=context_with(certificate, key))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Client(server, certificate)
    server.shutdown()
    server.server_close()
    thread.join()
