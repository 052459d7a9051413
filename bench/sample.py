"""The credential of the benchmarks: a course badge with alignments, a grade and evidence."""

from datetime import UTC, datetime

from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.keys.private_key import PrivateKey

NOON = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
KEY = PrivateKey.from_seed(b"insigne benchmark key, 32 bytes.")
DID = did_key_of(KEY.public_key)
METHOD = verification_method_of_did_key(DID)
LOREM = "Reads sea ice from satellite pictures and defends the reading. " * 6


def credential() -> dict[str, object]:
    """About four kilobytes of Open Badges 3.0."""
    alignments = [
        {
            "type": ["Alignment"],
            "targetName": f"Outcome {number}: {LOREM[:60]}",
            "targetUrl": f"https://competences.example/{number}",
            "targetFramework": "Example framework",
        }
        for number in range(3)
    ]
    achievement = {
        "id": "https://badges.example/3/badges/reading-ice",
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": "Reading ice",
        "description": LOREM,
        "criteria": {"narrative": LOREM},
        "creditsAvailable": 5,
        "inLanguage": "en",
        "image": {
            "id": "https://badges.example/badges/reading-ice/image",
            "type": "Image",
            "caption": "A floe under a low sun",
        },
        "alignment": alignments,
        "resultDescription": [
            {
                "id": "urn:uuid:5b8a2c54-0b87-4d3e-9c44-6a8f65f0f7a1",
                "type": ["ResultDescription"],
                "name": "Grade",
                "resultType": "LetterGrade",
            }
        ],
        "tag": ["ice", "remote sensing", "climate"],
    }
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:6d1f3a30-6d24-4bd4-b4f4-0d2b2a1c7d10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Reading ice",
        "issuer": {
            "id": DID,
            "type": ["Profile"],
            "name": "Uppsala",
            "url": "https://uu.example",
            "description": LOREM[:200],
        },
        "validFrom": "2026-10-01T09:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0b6c7a0e-4d2f-4a51-8c1b-7a2f0c0f1f8e",
            "type": ["AchievementSubject"],
            "achievement": achievement,
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": "urn:uuid:5b8a2c54-0b87-4d3e-9c44-6a8f65f0f7a1",
                    "value": "8",
                }
            ],
        },
        "evidence": [
            {
                "id": "https://evidence.example/1",
                "type": ["Evidence"],
                "name": "Report",
                "narrative": LOREM[:240],
            }
        ],
        "credentialStatus": {
            "id": "https://badges.example/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://badges.example/status/1",
        },
    }
