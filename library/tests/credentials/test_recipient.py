"""Is this badge about the person with this address?"""

from __future__ import annotations

import hashlib

import pytest

from insigne.credentials.recipient import (
    OLDER_ALGORITHMS,
    identity_hash,
    is_comparable,
    is_recipient,
)

# printf 'beth@example.orgdeadsea' | sha256sum
BETH = "sha256$b6877bb4361da770ac2c9fa2f28136de8dc93d823bbc1de438d5987e3f4032ef"


def test_the_hash_is_that_of_identity_and_salt():
    assert identity_hash("beth@example.org", "deadsea") == BETH


def test_md5_is_known_too():
    # printf 'beth@example.orgdeadsea' | md5sum
    assert (
        identity_hash("beth@example.org", "deadsea", "md5")
        == "md5$fcb69ba7911d8779b5a2949e4dcce26b"
    )
    assert identity_hash("", "", "md5") == "md5$d41d8cd98f00b204e9800998ecf8427e"


def test_other_algorithms_are_refused():
    with pytest.raises(ValueError, match="sha256 or md5"):
        identity_hash("a@example.org", "", "sha1")


@pytest.mark.parametrize(
    "identity",
    [
        {"type": "email", "hashed": True, "salt": "deadsea", "identity": BETH},
        {
            "type": "email",
            "hashed": True,
            "salt": "deadsea",
            "identity": "sha256$" + BETH[7:].upper(),
        },
        {"type": "email", "hashed": False, "identity": "Beth@Example.org"},
        {
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "hashed": True,
            "salt": "deadsea",
            "identityHash": BETH,
        },
    ],
)
@pytest.mark.parametrize("email", ["beth@example.org", "Beth@Example.ORG", " beth@example.org "])
def test_beth_is_the_recipient(identity, email):
    assert is_recipient(identity, email)
    assert not is_recipient(identity, "bo@example.org")


SHA_1 = {
    "type": "email",
    "hashed": True,
    "salt": "deadsea",
    "identity": "sha1$" + hashlib.sha1(b"beth@example.orgdeadsea").hexdigest(),
}


def test_older_versions_hashed_with_sha_1_too():
    assert is_recipient(SHA_1, "beth@example.org", algorithms=OLDER_ALGORITHMS)
    assert not is_recipient(SHA_1, "bo@example.org", algorithms=OLDER_ALGORITHMS)
    assert not is_recipient(SHA_1, "beth@example.org")


@pytest.mark.parametrize(
    ("identity", "can_be"),
    [
        ({"hashed": False, "identity": "beth@example.org"}, True),
        ({"hashed": True, "identity": BETH}, True),
        ({"hashed": True, "identity": BETH[:-1]}, False),
        ({"hashed": True, "identity": BETH[:-1] + "g"}, False),
        ({"hashed": True, "identity": BETH, "salt": 5}, False),
        ({"hashed": True, "identity": "beth@example.org"}, False),
        ({"hashed": True}, False),
        ({"hashed": False, "identity": ""}, False),
        (SHA_1, False),
    ],
)
def test_only_what_is_in_the_clear_or_hashed_as_we_know_can_be_compared(identity, can_be):
    assert is_comparable(identity) is can_be


@pytest.mark.parametrize(
    "identity",
    [
        {},
        {"type": "email"},
        {"type": "url", "hashed": False, "identity": "beth@example.org"},
        {"identityType": "name", "hashed": False, "identityHash": "beth@example.org"},
        {"type": "email", "hashed": True, "identity": BETH},
        {"type": "email", "hashed": True, "salt": 5, "identity": BETH},
        {"type": "email", "hashed": True, "salt": "deadsea", "identity": BETH[7:]},
        {"type": "email", "hashed": True, "salt": "deadsea", "identity": "sha1$00"},
        {"type": "email", "hashed": True, "salt": "", "identity": "beth@example.org"},
        {"type": "email", "hashed": False, "identity": ["beth@example.org"]},
        {"type": ["email"], "hashed": False, "identity": ""},
    ],
)
def test_what_does_not_name_beth_does_not(identity):
    assert not is_recipient(identity, "beth@example.org")
