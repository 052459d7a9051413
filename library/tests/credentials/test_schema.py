"""What the schemas say, and what ships with us of them."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

import pytest

from insigne.credentials.dialect import Dialect
from insigne.credentials.schema import (
    ACHIEVEMENT,
    BUNDLED,
    PROFILE,
    bundled_schema_problems,
    is_bundled_schema,
    schema_problems,
)

FOLDER = files("insigne.credentials").joinpath("schemas")
SOURCES = tomllib.loads(FOLDER.joinpath("SOURCES.toml").read_text())["schema"]

SIMPLE = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:1",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "https://uu.example/", "type": ["Profile"], "name": "Uppsala"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "urn:uuid:2",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:3",
            "type": ["Achievement"],
            "name": "Ice",
            "description": "Reads ice.",
            "criteria": {"narrative": "Read ice."},
        },
    },
}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["file"])
def test_shipped_schemas_are_those_that_were_published(source):
    content = FOLDER.joinpath(source["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == source["sha256"]
    assert is_bundled_schema(source["id"])


def test_every_shipped_schema_has_a_source(shared_vectors):
    assert {source["id"] for source in SOURCES} == set(BUNDLED)
    for source in SOURCES:
        published = (shared_vectors / "schemas" / source["file"]).read_bytes()
        assert FOLDER.joinpath(source["file"]).read_bytes() == published


def test_a_good_credential_has_no_problems():
    assert schema_problems(SIMPLE, Dialect.OPEN_BADGES_3) == []
    assert bundled_schema_problems(SIMPLE, ACHIEVEMENT) == []


def test_a_problem_says_where_and_repeats_no_value():
    broken = SIMPLE | {"validFrom": "on Amina's birthday"}

    problems = schema_problems(broken, Dialect.OPEN_BADGES_3)

    assert problems == ['validFrom: the value is not a "date-time"']


def test_a_subject_is_identified_and_criteria_say_something():
    achievement = SIMPLE["credentialSubject"]["achievement"] | {"criteria": {}}
    subject = {"type": ["AchievementSubject"], "achievement": achievement}

    problems = schema_problems(SIMPLE | {"credentialSubject": subject}, Dialect.OPEN_BADGES_3)

    assert problems == [
        "credentialSubject: neither id nor identifier says whom it is about",
        "credentialSubject.achievement.criteria: neither id nor narrative is given",
    ]


def test_other_schemas_are_not_fetched():
    assert not is_bundled_schema("https://attacker.example/schema.json")
    assert bundled_schema_problems({}, PROFILE) != []


def test_many_problems_are_cut_short():
    alignments = [{"type": ["Alignment"], "targetName": 5} for _ in range(50)]
    achievement = SIMPLE["credentialSubject"]["achievement"] | {"alignment": alignments}
    subject = SIMPLE["credentialSubject"] | {"achievement": achievement}

    problems = schema_problems(SIMPLE | {"credentialSubject": subject}, Dialect.OPEN_BADGES_3)

    assert len(problems) == 20


def test_numbers_beyond_64_bits_are_no_crash():
    subject = SIMPLE["credentialSubject"] | {"creditsEarned": 10**39}

    assert schema_problems(SIMPLE | {"credentialSubject": subject}, Dialect.OPEN_BADGES_3) == []


def test_an_assertion_without_its_parts_says_which():
    assertion = {"type": "Assertion", "issuedOn": "yesterday", "recipient": {}, "badge": None}
    parts = {"recipient": {"salt": 1}, "verification": {"type": "shouted"}, "badge": {"id": "b"}}

    assert schema_problems(assertion, Dialect.OPEN_BADGES_2) == [
        "id: is missing",
        "recipient: is missing",
        "badge: is missing",
        "verification: is missing",
        "issuedOn: is not an instant with a time zone",
        "@context: is missing",
    ]
    assert schema_problems(assertion | parts, Dialect.OPEN_BADGES_2) == [
        "id: is missing",
        "recipient.type: is missing",
        "recipient.identity: is missing",
        "recipient.hashed: is missing",
        "recipient.salt: is not a text",
        "badge.type: is not BadgeClass",
        "badge.id: is not an IRI",
        "badge.name: is missing",
        "badge.description: is missing",
        "badge.image: is missing",
        "badge.criteria: is missing",
        "badge.issuer: is missing",
        "verification.type: is not HostedBadge or SignedBadge",
        "issuedOn: is not an instant with a time zone",
        "@context: is missing",
    ]


def test_nobody_looks_at_what_we_do_not_speak():
    assert schema_problems({}, Dialect.UNKNOWN) == []
