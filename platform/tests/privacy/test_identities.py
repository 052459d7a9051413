"""Addresses are one's own affair: nothing that others see or keep has one, or a hash of one."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from urllib.parse import quote

import pytest
from django.test import Client

from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.core.models import AuditEntry, OutboxFact, PublicDocument
from insigne_platform.core.tokens import token_for
from insigne_platform.people.models import AccountMerge
from privacy.conftest import CANARIES, SCHOOL

pytestmark = pytest.mark.django_db

FORMATS = ("ob3", "ob3-jwt", "ob2")
FILES = ("png", "svg", "json", "jwt", "png-ob2")
PUBLIC = (
    "share", "share/check", "share/badge.png", "badge", "badge as JSON", "issuer", "issuer as JSON",
    "assertion", "assertion as JSON",
)  # fmt: skip


def spellings_of(email: str) -> set[bytes]:
    """An address as it may stand somewhere: plain, in a URL, in JSON, in base64, or its name."""
    plain = email.encode()
    found = {plain, quote(email).encode(), plain.upper()}
    for shift in range(3):  # where it begins within a group of three bytes
        text = base64.b64encode(b"\0" * shift + plain)
        found.add(text[4 if shift else 0 : len(text) - 4])
    for name in ("sha256", "sha1", "md5"):
        digest = hashlib.new(name, plain, usedforsecurity=False)
        found |= {digest.hexdigest().encode(), base64.b64encode(digest.digest())[:24]}
    return found


def told_in(body: bytes) -> list[str]:
    """Whose address stands in *body*, however written, or hashed with a salt that is there."""
    inner = [body, *_payloads(body)]
    told = {e for e in CANARIES for text in inner for each in spellings_of(e) if each in text}
    return sorted(told | {e for e in CANARIES for text in inner if _is_hashed_in(e, text)})


def _payloads(body: bytes) -> list[bytes]:
    """What is said in a JWT, in JSON inside a picture or page included."""
    found = []
    for part in re.findall(rb"eyJ[\w-]+\.([\w-]+)\.", body):
        found.append(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    return found


def _is_hashed_in(email: str, text: bytes) -> bool:
    """Say whether a hash stands here of the address with a word beside it as the salt."""
    hashes = set(re.findall(rb"[0-9a-f]{64}", text))
    if not hashes:
        return False
    salts = {b"", *re.findall(rb"[\w.:+/=-]{1,64}", text)}
    return any(
        hashlib.sha256(word).hexdigest().encode() in hashes
        for salt in salts
        for word in (email.encode() + salt, salt + email.encode())
    )


def _public_page(life, what):
    badge = f"/public/badges/{life.version.achievement.public_id}/v{life.version.number}"
    paths = {
        "share": life.share, "share/check": f"{life.share}/check",
        "share/badge.png": f"{life.share}/badge.png", "badge": badge,
        "issuer": f"/public/issuers/{life.version.achievement.issuer.public_id}",
        "assertion": f"/public/assertions/{life.award.public_id}",
    }  # fmt: skip
    name, _as, is_json = what.partition(" as ")
    accept = "application/json" if is_json else "text/html"
    answer = Client().get(paths[name], headers={"accept": accept})
    if answer.status_code == 405:
        answer = Client().post(paths[name])
    return answer


# --- what could leak is found -------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        SCHOOL.encode(),
        json.dumps({"to": SCHOOL.upper()}).encode(),
        quote(SCHOOL).encode(),
        base64.b64encode(b"to:" + SCHOOL.encode()),
        hashlib.sha256(SCHOOL.encode()).hexdigest().encode(),
        b'{"salt":"s4lt","identity":"sha256$'
        + hashlib.sha256(SCHOOL.encode() + b"s4lt").hexdigest().encode() + b'"}',
        b"eyJhbGciOiJFUzI1NiJ9." + base64.urlsafe_b64encode(SCHOOL.encode()).rstrip(b"=") + b".x",
    ],
    ids=["plain", "upper", "url", "base64", "hash", "salted", "jwt"],
)  # fmt: skip
def test_an_address_is_found_however_it_is_written(body):
    assert told_in(body) == [SCHOOL]


def test_the_copy_that_a_holder_asks_for_has_a_hash_and_is_found(life, cast, noon):
    copy = backpack.with_address(
        life.holding, "amina@mail.example", by=cast.amina, at=noon, kind="json"
    )

    assert told_in(copy.content) == ["amina@mail.example"]


# --- what others see ----------------------------------------------------------------------------


@pytest.mark.parametrize("what", PUBLIC)
def test_no_public_page_has_an_address(life, what):
    answer = _public_page(life, what)

    assert answer.status_code == 200
    assert told_in(answer.content) == []
    assert told_in(str(answer.headers).encode()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_no_credential_has_an_address(life, noon, format):
    assert told_in(awards.document(life.award, format, at=noon)) == []


@pytest.mark.parametrize("kind", FILES)
def test_no_file_that_is_taken_along_has_an_address(life, cast, noon, kind):
    assert told_in(backpack.download(life.holding, kind, by=cast.amina, at=noon).content) == []


def test_no_stored_public_document_has_an_address(life):
    stored = {found.path: told_in(bytes(found.body)) for found in PublicDocument.objects.all()}

    assert len(stored) > 3
    assert {path for path, told in stored.items() if told} == set()


def test_the_subject_of_a_badge_is_at_random(life, noon):
    document = json.loads(awards.document(life.award, "ob3", at=noon))

    assert document["credentialSubject"]["id"] == life.award.subject_urn
    assert life.award.subject_urn.startswith("urn:uuid:")
    assert "identifier" not in document["credentialSubject"]


def test_two_badges_of_one_person_do_not_tell_that_they_are(life, cast, noon):
    other = awards.award_one(
        life.version, awards.Recipient(email=CANARIES[1]), by=cast.ada, at=noon
    )

    assert other.subject_urn != life.award.subject_urn


# --- what we keep of it -------------------------------------------------------------------------


def test_the_log_names_nobody(life):
    assert "addresses/<int:address_id>/give-up" in life.log
    assert "account/merge/<str:token>" in life.log
    assert told_in(life.log.encode()) == []


def test_the_log_has_no_token(life):
    tokens = [token_for("merge", merge.pk) for merge in AccountMerge.objects.all()]

    assert len(tokens) == 1
    assert [token for token in [*tokens, life.share.rpartition("/")[2]] if token in life.log] == []


def test_the_audit_trail_names_nobody(life):
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    written = json.dumps(list(AuditEntry.objects.values("action", "details", "object_id")))

    assert {"address.given_up", "address.end_set", "account.merged", "account.merge_undone"} <= (
        actions
    )
    assert told_in(written.encode()) == []


def test_no_fact_names_anybody(life):
    facts = {fact.name: json.dumps(fact.payload) for fact in OutboxFact.objects.all()}

    assert {"people.address_given_up", "people.merge_asked", "people.accounts_merged"} <= set(facts)
    assert [name for name, payload in facts.items() if told_in(payload.encode())] == []


# --- what others are told -----------------------------------------------------------------------


def test_a_letter_about_merging_does_not_name_who_asked(life, mailoutbox):
    letter = next(m for m in mailoutbox if m.subject == "Is this your account too?")
    whole = letter.body + letter.alternatives[0].content

    assert told_in(whole.encode()) == ["eva@employer.example"]  # the reader's own


def test_no_address_stands_in_the_address_of_a_page(life):
    page = life.door.get("/account/email/").content.decode()
    links = re.findall(r'(?:href|action|src)="([^"]*)"', page)

    assert len(links) > 5
    assert told_in(" ".join(links).encode()) == []


@pytest.mark.parametrize("path", ["/account/email/", "/account/merge"])
def test_pages_about_addresses_are_kept_in_no_cache(life, path):
    answer = life.door.get(path)

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
