"""What we write is what the specifications ask for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from insigne.canonicalization import canonicalize
from insigne.credentials import open_badges_2 as ob2
from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.open_badges_2_structure import badge_class_problems, issuer_problems
from insigne.credentials.open_badges_3 import (
    AchievementSubject,
    BitstringStatusListEntry,
    Evidence,
    OpenBadgeCredential,
    Result,
)
from insigne.credentials.open_badges_3_achievement import (
    Achievement,
    Alignment,
    Criteria,
    Related,
    ResultDescription,
)
from insigne.credentials.open_badges_3_profile import (
    Address,
    IdentifierEntry,
    IdentityObject,
    Image,
    Profile,
)
from insigne.credentials.schema import schema_problems

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
UPPSALA = Profile(
    id="https://uu.example/public/3/issuers/1",
    name="Uppsala",
    url="https://uu.example/",
    email="badges@uu.example",
    image=Image("https://uu.example/logo.png", caption="Uppsala"),
    address=Address(address_country_code="NL"),
    other_identifier=(IdentifierEntry("00IC", "ext:BRIN"),),
    parent_org=Profile("https://uu.example/", "University"),
)
ICE = Achievement(
    id="https://uu.example/public/achievements/ice",
    name="Reading ice",
    description="The holder reads ice.",
    criteria=Criteria("Pass the exam on the ice."),
    achievement_type="MicroCredential",
    creator=UPPSALA,
    credits_available=2.5,
    field_of_study="0532",
    image=Image("https://uu.example/ice.png"),
    in_language="en",
    version="2",
    alignment=(Alignment("read ice", "https://esco.example/ice", "ESCO", target_type="ext:ESCO"),),
    result_description=(
        ResultDescription("urn:uuid:9", "Grade", "ext:Grade", value_min="1", value_max="10"),
    ),
    other_identifier=(IdentifierEntry("56981", "ext:CROHO"),),
    related=(Related("https://uu.example/public/achievements/ice-1", "en", "1"),),
    tag=("ice", "snow"),
)
FULL = OpenBadgeCredential(
    id="urn:uuid:1",
    name="Reading ice",
    image=Image("https://uu.example/ice.png"),
    issuer=UPPSALA,
    valid_from=NOON,
    valid_until=datetime(2031, 1, 1, tzinfo=UTC),
    awarded_date=NOON,
    credential_subject=AchievementSubject(
        achievement=ICE,
        id="urn:uuid:2",
        identifier=(IdentityObject.of_email("amina@example.org", salt="s"),),
        activity_start_date=NOON,
        credits_earned=5.0,
        result=(Result("urn:uuid:9", "8"),),
    ),
    evidence=(Evidence(id="https://uu.example/e/1", name="Photo", narrative="On the ice."),),
    credential_status=BitstringStatusListEntry("https://uu.example/status/1", 94567),
    has_credential_schema=True,
)


def test_a_full_credential_is_as_the_schema_wants_it():
    document = FULL.to_json()

    assert dialect_of(document) == Dialect.OPEN_BADGES_3
    assert schema_problems(document, Dialect.OPEN_BADGES_3) == []
    assert "94567" in canonicalize(document)


def test_the_status_entry_is_as_the_specification_writes_it():
    assert FULL.to_json()["credentialStatus"] == {
        "id": "https://uu.example/status/1#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": "https://uu.example/status/1",
    }


def test_a_small_credential_has_nothing_empty_in_it():
    subject = AchievementSubject(Achievement("urn:a", "A", "B", Criteria("C")), id="urn:s")

    document = OpenBadgeCredential("urn:c", Profile("urn:i", "I"), NOON, subject).to_json()

    assert document == {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:c",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "urn:i", "type": ["Profile"], "name": "I"},
        "validFrom": "2026-03-02T12:00:00Z",
        "credentialSubject": {
            "id": "urn:s",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:a",
                "type": ["Achievement"],
                "name": "A",
                "description": "B",
                "criteria": {"narrative": "C"},
            },
        },
    }


def test_whole_numbers_are_written_whole():
    subject = FULL.to_json()["credentialSubject"]

    assert repr(subject["creditsEarned"]) == "5"
    assert repr(subject["achievement"]["creditsAvailable"]) == "2.5"


def test_a_subject_without_identity_is_a_wrong_call():
    with pytest.raises(ValueError, match="id or an identifier"):
        AchievementSubject(ICE)


def test_criteria_without_words_are_a_wrong_call():
    with pytest.raises(ValueError, match="narrative or an id"):
        Criteria()


def test_a_citizen_number_is_never_an_identity():
    with pytest.raises(ValueError, match="never"):
        IdentityObject("sha256$00", "nationalIdentityNumber")


def test_an_assertion_is_as_version_2_wants_it():
    assertion = ob2.Assertion(
        id="https://uu.example/public/assertions/1",
        recipient=ob2.Recipient.of_email("beth@example.org", salt="deadsea"),
        badge="https://uu.example/public/badges/ice",
        issued_on=NOON,
    )

    document = assertion.to_json()

    assert schema_problems(document, Dialect.OPEN_BADGES_2) == []
    assert document == {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "https://uu.example/public/assertions/1",
        "type": "Assertion",
        "recipient": {
            "type": "email",
            "hashed": True,
            "identity": "sha256$b6877bb4361da770ac2c9fa2f28136de8dc93d823bbc1de438d5987e3f4032ef",
            "salt": "deadsea",
        },
        "badge": "https://uu.example/public/badges/ice",
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-03-02T12:00:00Z",
    }


def test_a_signed_assertion_names_its_key():
    verification = ob2.Verification(creator="https://uu.example/keys/1").to_json()

    assert verification == {"type": "SignedBadge", "creator": "https://uu.example/keys/1"}


def test_badge_class_and_issuer_are_as_version_2_wants_them():
    badge = ob2.BadgeClass(
        "https://uu.example/b", "Ice", "Reads ice.", "https://uu.example/i.png", "Read.", "urn:i"
    )
    issuer = ob2.IssuerProfile(
        "https://uu.example/i",
        "Uppsala",
        "https://uu.example",
        "a@uu.example",
        public_key=("urn:k",),
    )

    assert badge_class_problems(badge.to_json()) == []
    assert issuer_problems(issuer.to_json()) == []
    assert issuer.to_json()["publicKey"] == "urn:k"


def test_a_recipient_may_be_a_name_that_says_nothing():
    recipient = ob2.Recipient.of_id("urn:uuid:7").to_json()

    assert recipient == {"type": "id", "hashed": False, "identity": "urn:uuid:7"}


def test_a_revoked_assertion_says_little():
    assert ob2.revoked_assertion("urn:a", reason="An error.") == {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "urn:a",
        "type": "Assertion",
        "revoked": True,
        "revocationReason": "An error.",
    }
