"""The documents of Open Badges 2.0 and 2.1, written whole and read again."""

from datetime import UTC, datetime

import pytest

from insigne.credentials import open_badges_2 as ob2
from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.open_badges_2_structure import (
    badge_class_problems,
    endorsement_problems,
    issuer_problems,
)
from insigne.credentials.schema import schema_problems

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOME = "https://uu.example/public"
ECTS = ob2.Extension(
    "https://openbadgespec.org/extensions/ectsExtension/context.json",
    "extensions:ECTSExtension",
    (("ECTS", 5),),
)
ISSUER = ob2.IssuerProfile(
    id=f"{HOME}/issuers/1",
    name="Uppsala",
    url="https://uu.example",
    email="badges@uu.example",
    description="A university.",
    image=ob2.Image(f"{HOME}/issuers/1/image", caption="The seal"),
    public_key=(f"{HOME}/keys/1", f"{HOME}/keys/2"),
    revocation_list=f"{HOME}/revocations",
    telephone="+31301234567",
    verification=ob2.IssuerPolicy((f"{HOME}/assertions/",), ("uu.example", "badges.uu.example")),
)
BADGE = ob2.BadgeClass(
    id=f"{HOME}/badges/1",
    name="IJs lezen",
    description="Leest ijs.",
    image=f"{HOME}/badges/1/image",
    criteria_narrative="",
    criteria_id=f"{HOME}/badges/1/criteria",
    issuer=ISSUER.id,
    alignment=(ob2.Alignment("EQF 6", "https://europa.eu/eqf/6", target_code="6"),),
    tags=("ijs", "zee"),
    version="2",
    language="nl",
    related=(f"{HOME}/badges/1/en", f"{HOME}/badges/0"),
    endorsement=(f"{HOME}/endorsements/1",),
    extensions={"ECTSExtension": ECTS},
)
ASSERTION = ob2.Assertion(
    id=f"{HOME}/assertions/1",
    recipient=ob2.Recipient.of_id("urn:uuid:7"),
    badge=BADGE.id,
    issued_on=NOON,
    image=f"{HOME}/assertions/1/image",
    evidence=(f"{HOME}/work/1", ob2.Evidence(narrative="Measured for a week.", genre="Report")),
    narrative="In two steps.",
    expires=datetime(2030, 1, 1, tzinfo=UTC),
)


def test_a_badge_class_is_written_with_all_it_can_say():
    assert BADGE.to_json() == {
        "@context": "https://w3id.org/openbadges/v2",
        "@language": "nl",
        "id": f"{HOME}/badges/1",
        "type": "BadgeClass",
        "name": "IJs lezen",
        "description": "Leest ijs.",
        "image": f"{HOME}/badges/1/image",
        "criteria": {"id": f"{HOME}/badges/1/criteria"},
        "issuer": f"{HOME}/issuers/1",
        "alignment": [
            {"targetName": "EQF 6", "targetUrl": "https://europa.eu/eqf/6", "targetCode": "6"}
        ],
        "tags": ["ijs", "zee"],
        "related": [f"{HOME}/badges/1/en", f"{HOME}/badges/0"],
        "version": "2",
        "endorsement": [f"{HOME}/endorsements/1"],
        "extensions:ECTSExtension": {
            "@context": "https://openbadgespec.org/extensions/ectsExtension/context.json",
            "type": ["Extension", "extensions:ECTSExtension"],
            "ECTS": 5,
        },
    }


def test_an_issuer_says_where_its_assertions_are():
    document = ISSUER.to_json()

    assert document["verification"] == {
        "type": "VerificationObject",
        "startsWith": f"{HOME}/assertions/",
        "allowedOrigins": ["uu.example", "badges.uu.example"],
    }
    assert document["publicKey"] == [f"{HOME}/keys/1", f"{HOME}/keys/2"]
    assert document["image"] == {"id": f"{HOME}/issuers/1/image", "caption": "The seal"}


def test_what_is_written_whole_is_well_formed():
    assert schema_problems(ASSERTION.to_json(), Dialect.OPEN_BADGES_2) == []
    assert badge_class_problems(BADGE.to_json()) == []
    assert issuer_problems(ISSUER.to_json()) == []


def test_a_signed_badge_may_hold_its_badge_and_its_issuer():
    badge = ob2.BadgeClass("urn:b", "Ice", "Reads ice.", "https://uu.example/i", "Read.", ISSUER)
    signed = ob2.Assertion(
        "urn:a", ASSERTION.recipient, badge, NOON, ob2.Verification(creator=f"{HOME}/keys/1")
    )

    document = signed.to_json()

    assert list(_places_of("@context", document)) == [""]
    assert document["badge"]["issuer"]["name"] == "Uppsala"
    assert dialect_of(document) is Dialect.OPEN_BADGES_2
    assert schema_problems(document, Dialect.OPEN_BADGES_2) == []


def test_an_endorsement_says_something_about_a_document():
    endorsement = ob2.Endorsement(
        f"{HOME}/endorsements/1", BADGE.id, "Well examined.", "https://nl.example/issuer", NOON
    ).to_json()

    assert endorsement == {
        "@context": "https://w3id.org/openbadges/v2",
        "id": f"{HOME}/endorsements/1",
        "type": "Endorsement",
        "claim": {"id": f"{HOME}/badges/1", "endorsementComment": "Well examined."},
        "issuer": "https://nl.example/issuer",
        "issuedOn": "2026-03-02T12:00:00Z",
        "verification": {"type": "HostedBadge"},
    }
    assert endorsement_problems(endorsement) == []


def test_a_key_names_its_owner():
    assert ob2.CryptographicKey(f"{HOME}/keys/1", ISSUER.id, "-----BEGIN…").to_json() == {
        "@context": "https://w3id.org/openbadges/v2",
        "id": f"{HOME}/keys/1",
        "type": "CryptographicKey",
        "owner": f"{HOME}/issuers/1",
        "publicKeyPem": "-----BEGIN…",
    }


def test_criteria_without_words_are_a_wrong_call():
    with pytest.raises(ValueError, match="narrative or an id"):
        ob2.BadgeClass("urn:b", "Ice", "Reads ice.", "urn:i", "", "urn:u")


def _places_of(name, node, path=""):
    for key, value in node.items():
        if key == name:
            yield path
        if isinstance(value, dict):
            yield from _places_of(name, value, f"{path}.{key}")
