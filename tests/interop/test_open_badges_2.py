"""Open Badges 2.0: what we write is accepted by 1EdTech's reference validator."""

import json
from datetime import UTC, datetime

import pytest

from documents import contexts
from insigne.credentials import open_badges_2 as ob2
from insigne.credentials.recipient import identity_hash
from insigne.issuance import issue_open_badges_2
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType

pytestmark = pytest.mark.interop

BASE = "https://badges.uu.example"
CONTEXT = "https://w3id.org/openbadges/v2"


def issuer(**more: object) -> dict[str, object]:
    return {
        "@context": CONTEXT,
        "id": f"{BASE}/issuers/1",
        "type": "Issuer",
        "name": "Uppsala",
        "url": BASE,
        "email": "badges@uu.example",
        **more,
    }


def badge_class() -> dict[str, object]:
    return {
        "@context": CONTEXT,
        "id": f"{BASE}/badges/1",
        "type": "BadgeClass",
        "name": "Reading ice",
        "description": "Reads sea ice.",
        "image": f"{BASE}/badges/1/image.svg",
        "criteria": {"narrative": "Passed the exam."},
        "issuer": f"{BASE}/issuers/1",
    }


def assertion(verification: dict[str, object]) -> dict[str, object]:
    return {
        "@context": CONTEXT,
        "id": f"{BASE}/assertions/1",
        "type": "Assertion",
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "sea",
            "identity": identity_hash("amina@uu.example", "sea"),
        },
        "badge": f"{BASE}/badges/1",
        "verification": verification,
        "issuedOn": "2026-10-01T09:00:00Z",
    }


def served(*documents: dict[str, object]) -> dict[str, str]:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    pages = {str(each["id"]): json.dumps(each) for each in documents}
    vocabulary = {CONTEXT: json.dumps(contexts()[CONTEXT])}
    return pages | vocabulary | {f"{BASE}/badges/1/image.svg": picture}


def test_the_reference_validator_accepts_a_hosted_assertion(reference_validator):
    hosted = assertion({"type": "HostedBadge"})

    report = reference_validator(
        input=hosted["id"],
        documents=served(hosted, badge_class(), issuer()),
        recipient={"email": "amina@uu.example"},
    )

    assert report["messages"] == []
    assert report["valid"] is True


def test_the_reference_validator_accepts_our_signed_assertion(reference_validator):
    key = PrivateKey.generate(KeyType.RSA)
    key_document = {
        "@context": CONTEXT,
        "id": f"{BASE}/keys/1",
        "type": "CryptographicKey",
        "owner": f"{BASE}/issuers/1",
        "publicKeyPem": key.public_key.to_pem().decode(),
    }
    signed = assertion({"type": "SignedBadge", "creator": f"{BASE}/keys/1"})
    del signed["@context"]
    signed = {"@context": CONTEXT, **signed, "id": "urn:uuid:7d1f3a30-6d24-4bd4-b4f4-0d2b2a1c7d10"}

    token = issue_open_badges_2(signed, signer=key).decode()
    documents = served(badge_class(), issuer(publicKey=f"{BASE}/keys/1"), key_document)
    report = reference_validator(input=token, documents=documents)
    head, payload, signature = token.split(".")
    forged = reference_validator(
        input=f"{head}.{payload}.{'A' * len(signature)}", documents=documents
    )

    assert report["messages"] == []
    assert report["valid"] is True
    assert forged["valid"] is False


def test_the_reference_validator_accepts_what_we_write_whole(reference_validator):
    profile = ob2.IssuerProfile(
        f"{BASE}/issuers/1",
        "Uppsala",
        BASE,
        "badges@uu.example",
        telephone="+46184710000",
        verification=ob2.IssuerPolicy((f"{BASE}/assertions/",), ("badges.uu.example",)),
    )
    badge = ob2.BadgeClass(
        f"{BASE}/badges/1",
        "Reading ice",
        "Reads sea ice.",
        f"{BASE}/badges/1/image.svg",
        "Passed the exam.",
        profile.id,
        criteria_id=f"{BASE}/badges/1/criteria",
        alignment=(ob2.Alignment("EQF 6", "https://europa.eu/eqf/6", target_code="6"),),
        tags=("ice", "sea"),
        version="2",
        language="en",
    )
    hosted = ob2.Assertion(
        f"{BASE}/assertions/1",
        ob2.Recipient.of_email("amina@uu.example", salt="sea"),
        badge.id,
        datetime(2026, 3, 2, 12, tzinfo=UTC),
        evidence=(f"{BASE}/work/1", ob2.Evidence(narrative="Measured for a week.")),
        narrative="In two steps.",
        expires=datetime(2090, 1, 1, tzinfo=UTC),
    )

    report = reference_validator(
        input=hosted.id,
        documents=served(hosted.to_json(), badge.to_json(), profile.to_json()),
        recipient={"email": "amina@uu.example"},
    )

    assert report["messages"] == []
    assert report["valid"] is True
