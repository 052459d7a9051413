"""Lists that name what was revoked."""

from __future__ import annotations

import json

import pytest

from insigne.errors import MalformedError
from insigne.status.revocation_list import (
    credential_revocation_list,
    credential_revocation_list_entry,
    credential_revocation_reason_of,
    revocation_list,
    revocation_reason_of,
)


def test_the_list_of_1edtech_is_read(shared_vectors):
    path = shared_vectors / "1edtech/ob20/assets/revocation-list.json"
    published = json.loads(path.read_text())

    reasons = [
        revocation_reason_of({"id": assertion}, published)
        for assertion in (
            "https://example.org/beths-robotics-badge-revoked.json",
            "urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9",
            "urn:uuid:6deb4a00-ebce-4b28-8cc2-afa705ef7be4",
            "https://example.org/beths-robotics-badge.json",
        )
    ]

    assert reasons == ["A good reason, for sure", "", "", None]


def test_a_uid_names_an_assertion_too():
    published = {"revokedAssertions": [{"uid": "abc", "revocationReason": "Error"}]}

    assert revocation_reason_of({"uid": "abc"}, published) == "Error"
    assert revocation_reason_of({"id": "urn:1", "uid": "abc"}, published) == "Error"
    assert revocation_reason_of({"id": "urn:1"}, published) is None


def test_nothing_is_not_revoked_by_nothing():
    assert revocation_reason_of({}, {"revokedAssertions": [{}, {"id": None}, None, ""]}) is None


def test_one_entry_may_stand_alone():
    assert revocation_reason_of({"id": "urn:1"}, {"revokedAssertions": "urn:1"}) == ""


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_what_we_publish_has_two_entries_at_least(count):
    revoked = {f"urn:{number}": "Error" for number in range(count)}

    published = revocation_list(
        id="https://x.example/r", issuer="https://x.example", revoked=revoked
    )

    assert len(published["revokedAssertions"]) == max(count, 2)
    assert published["revokedAssertions"][:count] == [
        {"id": assertion, "revocationReason": "Error"} for assertion in revoked
    ]
    assert all(revocation_reason_of({"id": assertion}, published) for assertion in revoked)


def test_credentials_are_named_in_1edtech_s_list():
    published = {
        "id": "https://x.example/r",
        "issuer": "https://x.example",
        "revokedCredential": [
            {"id": "urn:1", "revoked": True, "revocationReason": "Error"},
            {"id": "urn:2", "revoked": False},
            {"id": "urn:3"},
            {"id": " https://x.example/%C3%A9 "},
        ],
    }

    reasons = [
        credential_revocation_reason_of(credential, published)
        for credential in ("urn:1", "urn:2", "urn:3", "urn:4", "https://x.example/é")
    ]

    assert reasons == ["Error", None, "", None, ""]


def test_1edtech_s_list_is_written_with_all_that_its_readers_look_for():
    published = credential_revocation_list(
        id="https://x.example/r",
        issuer="https://x.example",
        revoked={"urn:1": "Error", "urn:2": ""},
    )

    assert published == {
        "id": "https://x.example/r",
        "issuer": "https://x.example",
        "revokedCredential": [
            {"id": "urn:1", "revoked": True, "revocationReason": "Error"},
            {"id": "urn:2", "revoked": True},
        ],
    }
    assert credential_revocation_reason_of("urn:1", published) == "Error"
    assert credential_revocation_list_entry("https://x.example/r") == {
        "id": "https://x.example/r",
        "type": "1EdTechRevocationList",
    }


@pytest.mark.parametrize("other", [{}, {"revoked": []}, {"type": "Assertion"}])
def test_what_is_no_list_says_nothing(other):
    with pytest.raises(MalformedError):
        revocation_reason_of({"id": "urn:1"}, other)
    with pytest.raises(MalformedError):
        credential_revocation_reason_of("urn:1", other)
