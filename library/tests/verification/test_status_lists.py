"""Lists of several sizes and purposes, by others than the issuer, in tokens, and of another day."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, BO, LIST_ID, NOON, answer, answers, badge, status_entry
from insigne.credentials.received import ReceivedCredential
from insigne.proofs import jose
from insigne.status import status_list_credential
from insigne.status.bitstring import entries_with
from insigne.verification import Anchors, Evidence
from insigne.verification.checks import status
from insigne.verification.words import sentence

START = datetime(2026, 1, 1, tzinfo=UTC)
MESSAGES = ("under review", "accepted", "withdrawn", "lost")
REVOCATIONS = "https://uppsala.example/revocations"


def listed(values=None, *, size=1, by=ADA, purpose="revocation", secured=True, **changes):
    document = status_list_credential(
        id=LIST_ID,
        issuer=by.id,
        purpose=purpose,
        bits=entries_with(values or {}, size=size),
        valid_from=START,
        ttl=changes.pop("ttl", None),
    )
    return by.signed(document | changes) if secured else document | changes


def finding_on(entries, body, *, at=NOON, anchors=None, fetched_at=NOON, documents=None):
    if isinstance(body, str):
        body = body.encode()
    known = answers({ADA.id: ADA.document(), BO.id: BO.document(), **(documents or {})})
    known[LIST_ID] = replace(answer(LIST_ID, body), at=fetched_at)
    received = ReceivedCredential.parse(json.dumps(badge(credentialStatus=entries)).encode())
    return status.check(received, Evidence(known, anchors=anchors or Anchors()), at)


def sized(size, purpose, index=7):
    messages = [
        {"status": f"{value:#x}", "message": MESSAGES[value % 4]} for value in range(2**size)
    ]
    return status_entry(index, purpose) | {"statusSize": size, "statusMessage": messages}


@pytest.mark.parametrize("size", [1, 2, 4, 8])
def test_an_entry_of_any_size_is_read(size):
    entry = sized(size, "revocation")
    most = 2**size - 1

    assert finding_on(entry, listed({6: most, 8: most}, size=size)).code == "status.ok"
    taken_back = finding_on(entry, listed({7: most}, size=size))
    assert (taken_back.code, taken_back.values["reason"]) == ("status.revoked", MESSAGES[most % 4])


def test_a_list_has_to_be_long_enough_for_its_size():
    finding = finding_on(sized(2, "revocation"), listed({}, size=1))

    assert finding.code == "status.untrusted"
    assert "too short" in finding.detail


def test_one_list_may_serve_two_purposes_and_the_worst_counts():
    both = listed({7: 1}, purpose=["revocation", "suspension"])
    entries = [status_entry(7, "suspension"), status_entry(7, "revocation")]

    assert finding_on(entries[0], both).code == "status.suspended"
    assert finding_on(entries[1], both).code == "status.revoked"
    assert finding_on(status_entry(7, "refresh"), both).code == "status.none"
    assert finding_on(entries, both).outcome == "failed"


def test_a_suspension_may_be_lifted():
    entry = status_entry(7, "suspension")

    assert finding_on(entry, listed({7: 1}, purpose="suspension")).code == "status.suspended"
    assert finding_on(entry, listed({}, purpose="suspension")).code == "status.ok"


def test_a_message_is_passed_on_and_takes_nothing_back():
    finding = finding_on(sized(2, "message"), listed({7: 2}, size=2, purpose="message"))

    assert (finding.outcome, finding.code) == ("passed", "status.none")
    assert finding.values["message"] == "withdrawn"
    assert sentence(finding, "en") == (
        "The issuer has no way to revoke this badge, and says: withdrawn"
    )


def test_a_message_stands_beside_what_the_other_entry_says():
    both = listed({7: 1}, purpose=["message", "revocation"])
    messages = [{"status": "0x0", "message": ""}, {"status": "0x1", "message": "Well done."}]
    entries = [status_entry(7, "message") | {"statusMessage": messages}, status_entry(8)]

    finding = finding_on(entries, both)

    assert (finding.code, finding.values["message"]) == ("status.ok", "Well done.")
    assert sentence(finding, "nl").endswith("niet ingetrokken, en zegt: Well done.")


def test_a_newer_badge_is_announced_and_takes_nothing_back():
    entry = status_entry(7, "refresh")

    announced = finding_on(entry, listed({7: 1}, purpose="refresh"))
    nothing = finding_on(entry, listed({}, purpose="refresh"))

    assert (announced.outcome, announced.values["refresh"]) == ("passed", LIST_ID)
    assert "has a newer one" in sentence(announced, "en")
    assert (nothing.outcome, "refresh" in nothing.values) == ("passed", False)


@pytest.mark.parametrize("purpose", ["message", "refresh"])
def test_words_that_cannot_be_read_are_no_doubt(purpose):
    entry = status_entry(7, purpose)

    for wrong in (b"{}", listed({}, purpose="revocation"), listed(purpose=purpose, secured=False)):
        finding = finding_on(entry, wrong)
        assert (finding.outcome, finding.code) == ("passed", "status.none")
    assert finding_on({**entry, "statusListIndex": "07"}, b"{}").code == "status.none"
    assert finding_on({**entry, "statusSize": 3}, b"{}").code == "status.none"


def test_a_purpose_that_nobody_knows_is_a_doubt():
    assert finding_on(status_entry(7, "amusement"), listed()).code == "status.unsupported"
    assert finding_on(status_entry(7) | {"statusSize": 3}, listed()).code == "status.unsupported"
    assert finding_on([status_entry()] * 9, listed()).code == "status.unsupported"


def test_a_list_at_no_web_address_is_malformed():
    entry = status_entry() | {"statusListCredential": "urn:uuid:1"}

    assert finding_on(entry, listed()).code == "status.malformed"


def test_a_registered_delegate_may_publish_the_list():
    delegated = Anchors(status_delegates={ADA.id: frozenset({BO.id})})
    for_another = Anchors(status_delegates={BO.id: frozenset({ADA.id})})
    entry, by_bo = status_entry(7), listed({7: 1}, by=BO)

    assert finding_on(entry, by_bo, anchors=delegated).code == "status.revoked"
    assert finding_on(entry, by_bo, anchors=for_another).code == "status.untrusted"
    assert finding_on(entry, by_bo).code == "status.untrusted"
    assert not Anchors().may_list_status("", "")


def test_a_list_is_of_its_time():
    assert finding_on(status_entry(), listed(validFrom="2026-06-01T12:05:00Z")).code == "status.ok"
    assert (
        finding_on(status_entry(), listed(validFrom="2026-06-01T12:05:01Z")).code == "status.stale"
    )
    assert finding_on(status_entry(), listed(validUntil="2026-06-01T11:55:00Z")).code == "status.ok"
    assert (
        finding_on(status_entry(), listed(validUntil="2026-06-01T11:54:59Z")).code == "status.stale"
    )
    assert finding_on(status_entry(), listed(validUntil="soon")).code == "status.untrusted"


def test_a_list_without_its_day_has_none_to_begin():
    assert finding_on(status_entry(), listed(validFrom="2020-01-01T00:00:00Z")).code == "status.ok"
    assert finding_on(status_entry(), ADA.signed(
        {name: value for name, value in listed(secured=False).items() if name != "validFrom"}
    )).code == "status.ok"  # fmt: skip


@pytest.mark.parametrize(
    ("ttl", "age", "code"),
    [
        (timedelta(minutes=10), timedelta(minutes=15), "status.ok"),
        (timedelta(minutes=10), timedelta(minutes=15, seconds=1), "status.stale"),
        (timedelta(0), timedelta(0), "status.ok"),
        (timedelta(0), timedelta(hours=1), "status.stale"),
        (timedelta(days=365 * 20), timedelta(days=100), "status.ok"),
        (None, timedelta(days=100), "status.ok"),
    ],
)
def test_a_list_that_limits_its_age_is_not_believed_beyond(ttl, age, code):
    assert finding_on(status_entry(), listed(ttl=ttl), fetched_at=NOON - age).code == code


def token(payload, **header):
    whole = {"typ": "vc+jwt", "kid": ADA.method} | header
    return jose.sign_compact(json.dumps(payload).encode(), signer=ADA.key, header=whole)


SECONDS = int(NOON.timestamp())


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({}, "status.revoked"),
        ({"iss": ADA.id, "jti": LIST_ID}, "status.revoked"),
        ({"exp": SECONDS + 1}, "status.revoked"),
        ({"exp": SECONDS - 299.5}, "status.revoked"),
        ({"exp": SECONDS - 301}, "status.stale"),
        ({"nbf": SECONDS + 299}, "status.revoked"),
        ({"nbf": SECONDS + 301}, "status.stale"),
        ({"nbf": "now"}, "status.untrusted"),
        ({"exp": "tomorrow"}, "status.untrusted"),
        ({"exp": True}, "status.untrusted"),
        ({"exp": 10**30}, "status.untrusted"),
        ({"iss": BO.id}, "status.untrusted"),
        ({"jti": f"{LIST_ID}0"}, "status.untrusted"),
        ({"issuer": BO.id}, "status.untrusted"),
    ],
)
def test_a_list_may_come_in_a_token(claims, code):
    payload = {**listed({7: 1}, secured=False), **claims}

    assert finding_on(status_entry(7), token(payload)).code == code


def test_a_list_of_the_older_data_model_may_come_in_a_token():
    document = listed({7: 1}, secured=False)
    document["@context"] = ["https://www.w3.org/2018/credentials/v1"]
    del document["issuer"], document["validFrom"], document["id"]
    claims = {"iss": ADA.id, "jti": LIST_ID, "nbf": 1767225600, "vc": document}

    assert finding_on(status_entry(7), token(claims)).code == "status.revoked"
    late = token({**claims, "nbf": SECONDS + 600})
    assert finding_on(status_entry(7), late).code == "status.stale"


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "status.ok"),
        ({"id": None, "issuer": {"id": ADA.id}}, "status.ok"),
        ({"id": "https://uppsala.example/other"}, "status.untrusted"),
        ({"id": 7}, "status.untrusted"),
        ({"issuer": BO.id}, "status.untrusted"),
        ({"issuer": None}, "status.untrusted"),
        ({"revokedCredential": None}, "status.ok"),
        ({"issuer": ...}, "status.ok"),
        ({"revokedCredential": {"id": badge()["id"]}}, "status.revoked"),
    ],
)
def test_a_1edtech_list_has_to_be_the_one_that_was_named(changes, verdict):
    whole = {"id": REVOCATIONS, "issuer": ADA.id, "revokedCredential": [], **changes}
    document = {name: value for name, value in whole.items() if value is not ...}
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}

    assert finding_on(entry, b"{}", documents={REVOCATIONS: document}).code == verdict


def test_a_delegate_may_publish_a_1edtech_list_too():
    document = {"id": REVOCATIONS, "issuer": BO.id, "revokedCredential": []}
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    delegated = Anchors(status_delegates={ADA.id: {BO.id}})

    found = finding_on(entry, b"{}", documents={REVOCATIONS: document}, anchors=delegated)

    assert found.code == "status.ok"


@pytest.mark.parametrize("identifier", [None, "urn:uuid:1"])
def test_a_1edtech_list_has_a_web_address(identifier):
    entry = {"id": identifier, "type": "1EdTechRevocationList"}

    assert finding_on(entry, b"{}").code == "status.malformed"


def test_a_badge_without_an_id_is_in_no_list():
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    source = json.dumps(badge(credentialStatus=entry, id=None)).encode()

    found = status.check(ReceivedCredential.parse(source), Evidence(), NOON)

    assert found.code == "status.malformed"
