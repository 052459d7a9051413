"""What a running platform issues is verified by others, from the documents that it serves."""

import base64
import json
import sqlite3
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from documents import contexts

sys.path.insert(0, str(Path(__file__).parents[2] / "platform" / "tests"))

from browser.conftest import Demo, start_demo

pytestmark = pytest.mark.interop


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start_demo(tmp_path_factory.mktemp("interop") / "data")
    yield running
    running.stop()


def rows(demo: Demo, question: str) -> list[tuple]:
    """Ask the demo's tables: what a holder downloads is behind her login."""
    database = sqlite3.connect(f"file:{demo.data / 'insigne.sqlite3'}?mode=ro", uri=True)
    try:
        return database.execute(question).fetchall()
    finally:
        database.close()


def served(url: str) -> bytes:
    """What a stranger gets at an address of the demo."""
    asked = urllib.request.Request(url, headers={"Accept": "application/ld+json"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return answer.read()


def credentials_of(demo: Demo) -> list[dict[str, object]]:
    bodies = rows(demo, "select body from awards_issueddocument where format = 'ob3'")
    return [json.loads(body) for (body,) in bodies]


def test_digitalbazaar_vc_verifies_with_the_served_issuer_document(demo, node):
    issued = credentials_of(demo)
    issuers = {each["issuer"]["id"] for each in issued}
    documents = contexts() | {url: json.loads(served(url)) for url in issuers}

    now = f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"  # the demo awards today

    answers = [
        node("digitalbazaar_verify", credential=each, documents=documents, now=now)
        for each in issued
        if "validUntil" not in each
    ]

    assert len(answers) >= 5
    assert answers == [{"verified": True, "error": None}] * len(answers)


def test_digitalbazaar_vc_verifies_the_served_status_list(demo, node):
    entries = {
        each["credentialStatus"]["statusListCredential"]: each["issuer"]["id"]
        for each in credentials_of(demo)
    }

    for url, issuer in entries.items():
        status_list = json.loads(served(url))
        documents = contexts() | {issuer: json.loads(served(issuer))}
        answer = node(
            "digitalbazaar_verify",
            credential=status_list,
            documents=documents,
            now=status_list["validFrom"],
        )
        assert answer == {"verified": True, "error": None}


def test_the_reference_validator_reads_the_hosted_assertions(demo, reference_validator):
    paths = rows(
        demo,
        "select path, status, media_type, body from core_publicdocument "
        "where path like '/public/%' and path not like '/public/3/%'",
    )
    documents = {
        demo.url + path: body.decode() if "json" in kind or "svg" in kind else _png(body)
        for path, status, kind, body in paths
        if status == 200
    }
    documents["https://w3id.org/openbadges/v2"] = json.dumps(
        contexts()["https://w3id.org/openbadges/v2"]
    )
    current = [
        url
        for url, body in documents.items()
        if "/public/assertions/" in url and "expires" not in json.loads(body)
    ]

    reports = [reference_validator(input=url, documents=documents) for url in current]

    assert len(reports) >= 5
    assert [report["messages"] for report in reports] == [[]] * len(reports)
    assert [report["valid"] for report in reports] == [True] * len(reports)


def _png(body: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(body).decode()
