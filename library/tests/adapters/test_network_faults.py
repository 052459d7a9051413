"""Whatever the network does, nobody is called a forger for it, and nobody is believed for it.

Each fault befalls one address of three badges that are good and of three that were taken back.
"""

import json
import socket
import ssl
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from faulty_server import FAULTS, FaultyServer

from cast import ADA, NOON, Issuer, badge, status_entry
from certificates import ADA_SIGNS, certificate
from insigne.adapters.caching import CachingFetcher
from insigne.adapters.fetching import HttpFetcher
from insigne.adapters.gathering import examine
from insigne.status import status_list_credential
from insigne.status.bitstring import bits_with
from insigne.verification.evidence import Need, NotFetched, Purpose

FETCHER = HttpFetcher(allow_this_machine=True, timeout=0.25)


@pytest.fixture
def server():
    server = FaultyServer()
    yield server
    server.close()


def signed_badge(server, *, list_url, issuer_url, revoked):
    """A badge by an issuer at *issuer_url*, whose list is at *list_url*."""
    issuer = Issuer(issuer_url, "Uppsala", ADA.key)
    listed = status_list_credential(
        id=list_url,
        issuer=issuer.id,
        purpose="revocation",
        bits=bits_with([7] if revoked else []),
        valid_from=NOON - timedelta(days=1),
    )
    method = f"{issuer.id}#{ADA.key.public_key.to_multikey()}"
    server.pages["/issuer"] = json.dumps(issuer.document()).encode()
    server.pages["/list"] = json.dumps(issuer.signed(listed, method=method)).encode()
    entry = status_entry(7) | {"statusListCredential": list_url}
    return json.dumps(issuer.signed(badge(issuer, credentialStatus=entry), method=method)).encode()


def hosted_badge(server, *, assertion_url, revoked):
    """A badge that is no more than what its address says."""
    url = server.url
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "id": assertion_url,
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": False, "identity": "amina@uppsala.example"},
        "badge": url("/badge"),
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-01-01T00:00:00Z",
    }
    badge_class = {
        "@context": "https://w3id.org/openbadges/v2", "id": url("/badge"), "type": "BadgeClass",
        "name": "Ice", "description": "Reads ice.", "image": url("/image"),
        "criteria": url("/criteria"), "issuer": url("/profile"),
    }  # fmt: skip
    profile = {
        "@context": "https://w3id.org/openbadges/v2", "id": url("/profile"), "type": "Issuer",
        "name": "Uppsala", "url": url("/"), "email": "badges@uppsala.example",
    }  # fmt: skip
    hosted = assertion | ({"revoked": True} if revoked else {})
    server.pages |= {
        "/assertion": json.dumps(hosted).encode(),
        "/badge": json.dumps(badge_class).encode(),
        "/profile": json.dumps(profile).encode(),
    }
    return json.dumps(assertion).encode()


def source_for(server, role, *, revoked, url=None):
    """A badge for which *url*, if given, stands in for one of its addresses."""
    if role == "assertion":
        return hosted_badge(server, assertion_url=url or server.url("/assertion"), revoked=revoked)
    urls = {f"{name}_url": server.url(f"/{name}") for name in ("issuer", "list")}
    return signed_badge(server, **urls | ({f"{role}_url": url} if url else {}), revoked=revoked)


def verdicts(server, role, *, url=None):
    """What is said of a good badge, and of one that was taken back."""
    said = []
    for revoked in (False, True):
        source = source_for(server, role, revoked=revoked, url=url)
        said.append(examine(source, fetcher=FETCHER, at=NOON).verdict.value)
    return said


ROLES = ["issuer", "list", "assertion"]


@pytest.mark.parametrize("role", ROLES)
def test_with_a_network_that_works_one_is_valid_and_one_is_not(server, role):
    assert verdicts(server, role) == ["valid", "invalid"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("role", ROLES)
def test_a_fault_makes_it_unknown(server, role, fault):
    server.faults[f"/{role}"] = fault

    said = verdicts(server, role)

    assert f"/{role}" in server.asked
    if (role, fault) == ("assertion", "status 410"):
        assert said == ["invalid", "invalid"]  # Open Badges 2.0: gone is revoked
    else:
        assert said == ["unknown", "unknown"]


def resolving(monkeypatch, names):
    known = socket.getaddrinfo

    def getaddrinfo(host, port, *arguments, **options):
        if host not in names:
            return known(host, port, *arguments, **options)
        if names[host] is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host], port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", [None, "10.0.0.1", "169.254.169.254", "0.0.0.0"])
def test_a_name_that_leads_nowhere_or_inside_makes_it_unknown(server, monkeypatch, role, address):
    resolving(monkeypatch, {"lost.example": address})

    url = f"https://lost.example/{role}"

    assert verdicts(server, role, url=url) == ["unknown", "unknown"]


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_port_makes_it_unknown(server, role):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        assert verdicts(server, role, url=f"http://127.0.0.1:{port}/{role}") == ["unknown"] * 2


@pytest.mark.parametrize("role", ROLES)
def test_no_tls_where_tls_was_promised_makes_it_unknown(server, role):
    url = server.url(f"/{role}", scheme="https")

    assert verdicts(server, role, url=url) == ["unknown", "unknown"]


@pytest.fixture
def tls_port(tmp_path):
    """A port that speaks TLS with a certificate that nobody vouches for."""
    der = certificate(
        ADA_SIGNS, ADA_SIGNS, names=[x509.DNSName("localhost")], end=NOON + timedelta(days=9000)
    )
    pem = x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
    key = ADA_SIGNS.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "both.pem").write_bytes(pem + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listening.accept()
                with connection, context.wrap_socket(connection, server_side=True) as secure:
                    secure.recv(1000)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


@pytest.mark.parametrize("role", ROLES)
def test_a_certificate_that_nobody_vouches_for_makes_it_unknown(server, tls_port, role):
    url = f"https://localhost:{tls_port}/{role}"

    assert verdicts(server, role, url=url) == ["unknown", "unknown"]


@pytest.mark.parametrize("revoked", [False, True])
@pytest.mark.parametrize("role", ROLES)
def test_an_answer_that_was_kept_for_too_long_makes_it_unknown(server, role, revoked):
    now = [0.0]
    fetcher = CachingFetcher(FETCHER, clock=lambda: now[0])
    source = source_for(server, role, revoked=revoked)
    before = examine(source, fetcher=fetcher, at=NOON).verdict

    now[0] = 3600.0
    server.faults[f"/{role}"] = "status 503"
    after = examine(source, fetcher=fetcher, at=NOON).verdict

    assert (before, after) == ("invalid" if revoked else "valid", "unknown")


def test_a_loop_of_redirects_ends(server):
    server.faults["/list"] = "a redirect to itself"

    answer = FETCHER.fetch(Need(server.url("/list"), Purpose.STATUS_LIST))

    assert answer == NotFetched(server.url("/list"), "more than 3 redirects")
    assert server.asked == ["/list"] * 4


def test_an_endless_answer_ends(server):
    server.faults["/list"] = "an endless body"
    patient = replace(FETCHER, timeout=5.0)

    for purpose, most in ((Purpose.KEYS, 1), (Purpose.STATUS_LIST, 16)):
        answer = patient.fetch(Need(server.url("/list"), purpose))
        assert answer.reason == f"the answer is larger than {most} MiB"
