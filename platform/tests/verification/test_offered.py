"""Whatever is offered gets a verdict or one clear sentence, and nothing else."""

from __future__ import annotations

import json
import random

import pytest

from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.core.errors import Invalid
from insigne_platform.verification.services import verify
from verification.outsiders import LISA, LISAS_DOCUMENT, Nobody, badge, signed, world

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n"


def refusal(noon, source=None, text=None, address=None, recipient=None):
    with pytest.raises(Invalid) as refused:
        verify(source, text, address, recipient, at=noon, outside=Nobody())
    (problem,) = refused.value.problems
    return problem.field, str(problem.message)


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        (b"", "This is empty."),
        (b" \n", "This is empty."),
        (b"\xef\xbb\xbf", "This is empty."),
        (b"x" * (10 * 1024 * 1024 + 1), "This is larger than 10 MB."),
        (b"not a badge", "There is no badge in this."),
        (b"\xff\xfe\x00", "There is no badge in this."),
        (b"{", "This cannot be read"),
        (b"{}", "There is no badge in this."),
        (b'{"a": 1, "a": 2}', "This cannot be read"),
        (b"[" * 10_000, "This is a kind of file that we cannot check."),
        (b'{"type":' * 5_000, "This cannot be read"),
        (PNG + b"broken", "This cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "There is no badge inside this file."),
        (b'{"type": ["VerifiablePresentation"]}', "This is a kind of file that we cannot check."),
        (b"eyJh.eyJh.x", "This cannot be read"),
    ],
)
def test_what_is_no_badge_is_refused_with_one_sentence(noon, source, begins):
    field, message = refusal(noon, source)

    assert field == "file"
    assert message.startswith(begins)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (None, "There is nothing to check."),
        ("", "There is nothing to check."),
        ("some words", "There is no badge in this."),
        ("https://", "This is not a complete web address."),
        ("http://studio.example/1", "We only look at addresses that begin with https://."),
        ("http://localhost/badge", "We only look at addresses that begin with https://."),
        ("https://me:secret@studio.example/1", "This is not a complete web address."),
        ("https://studio.example/" + "a" * 3000, "This is not a complete web address."),
        ("\ud800", "There is no badge in this."),
    ],
)
def test_a_text_that_is_no_badge_is_refused_with_one_sentence(noon, text, begins):
    field, message = refusal(noon, text=text)

    assert field == "text"
    assert message.startswith(begins)


@pytest.mark.parametrize("address", ["ftp://studio.example/1", "javascript:alert(1)", "hello"])
def test_an_address_that_is_none_is_refused(noon, address):
    assert refusal(noon, address=address)[0] == "text"


def test_a_recipient_that_is_no_address_is_refused(noon):
    assert refusal(noon, signed(badge()), recipient="Amina")[0] == "recipient"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/badge",
        "https://[::1]/badge",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
    ],
)
def test_an_address_inside_is_not_asked(noon, address):
    view = verify(None, None, address, None, at=noon)

    assert view.look == "unknown"


def test_our_own_host_in_another_spelling_is_not_asked(noon):
    view = verify(
        None, None, "https://badges.example.org./public/x", None, at=noon, outside=Nobody()
    )

    assert view.look == "unknown"


def test_nobody_is_asked_for_long(noon, monkeypatch):
    monkeypatch.setattr("insigne_platform.verification.looking_up.PATIENCE", -1.0)

    view = verify(signed(badge()), None, None, None, at=noon, outside=Nobody())

    assert view.look == "unknown"


WRONG = [
    None, True, 0, -1, 1e308, "", "x", "\x00", "https://", "\u202e", [], {}, [[]], [{}], [None],
    {"id": []}, {"id": {}}, {"type": 1}, {"@value": 1}, "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00", "urn:x", "did:web:", "did:key:z",
    "https://[", "https://[#z", {"a": [{"b": 1}]},
]  # fmt: skip


def paths_in(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_in(inner, (*path, index))


def with_wrong(document, path, wrong):
    changed = json.loads(json.dumps(document))
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = wrong
    return json.dumps(changed).encode()


@pytest.mark.parametrize("seed", range(3))
def test_hostile_documents_raise_nothing_else(noon, seed):
    chosen = random.Random(seed)
    whole = badge(
        validUntil="2030-01-01T00:00:00Z",
        evidence=[{"id": "https://studio.example/e", "type": ["Evidence"], "name": "E"}],
        credentialStatus={
            "id": "https://studio.example/l#1", "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation", "statusListIndex": "1",
            "statusListCredential": "https://studio.example/l",
        },
    )  # fmt: skip
    subject = whole["credentialSubject"]
    subject["identifier"] = [{"type": "IdentityObject", "identityHash": "A", "hashed": False}]
    subject["result"] = [{"type": ["Result"], "value": "8", "resultDescription": "urn:x"}]
    subject["achievement"] |= {
        "creditsAvailable": 5, "tag": ["a"], "image": {"id": "https://studio.example/i.png"},
        "alignment": [{"type": ["Alignment"], "targetName": "EQF 6", "targetUrl": "https://x.y/"}],
        "resultDescription": [{"id": "urn:x", "type": ["ResultDescription"], "name": "n"}],
    }  # fmt: skip
    document = json.loads(signed(whole))
    paths = [path for path in paths_in(document) if path]

    for _ in range(150):
        source = with_wrong(document, chosen.choice(paths), chosen.choice(WRONG))
        try:
            view = verify(
                source, None, None, "amina@mail.example", at=noon,
                outside=world({LISA: LISAS_DOCUMENT}),
            )  # fmt: skip
        except Invalid:
            continue
        assert view.verdict in ("invalid", "unknown")


@pytest.mark.parametrize("seed", range(2))
def test_hostile_assertions_raise_nothing_else(noon, seed):
    chosen = random.Random(seed)
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "https://studio.example/1",
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": True, "salt": "s", "identity": "sha256$00"},
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        "evidence": "https://studio.example/e",
        "badge": {"type": "BadgeClass", "name": "n", "issuer": {"name": "i"}, "tags": ["t"]},
    }
    paths = [path for path in paths_in(document) if path]

    for _ in range(150):
        source = with_wrong(document, chosen.choice(paths), chosen.choice(WRONG))
        try:
            view = verify(source, None, None, None, at=noon, outside=OfflineFetcher())
        except Invalid:
            continue
        assert view.verdict in ("invalid", "unknown")
