"""The credential of the benchmarks: a course badge with alignments, results and evidence.

4,015 bytes of JSON, 103 quads, 10 blank nodes, 13.6 kB of canonical N-Quads.
"""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any

from insigne.keys.private_key import PrivateKey

NOON = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
KEY = PrivateKey.from_seed(b"insigne benchmark key, 32 bytes.")
ISSUER = "did:web:badges.example.org:issuers:institute-of-sea-and-ice"
METHOD = f"{ISSUER}#key-1"
ISSUER_DOCUMENT = "https://badges.example.org/issuers/institute-of-sea-and-ice/did.json"
LIST = "https://badges.example.org/status/3"
CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_ACHIEVEMENT = "https://badges.example.org/badges/5e0f31c2-9b7d-4c61-8a34-77d0c2be91aa"
_GRADE = "urn:uuid:5b8a2c54-0b87-4d3e-9c44-6a8f65f0f7a1"
_CREDITS = "urn:uuid:c1f7e6d2-3a49-4e0b-8f15-92d4b6a70c3e"


def credential(number: int = 7, *, issuer: str = ISSUER) -> dict[str, Any]:
    """The award of that number; each has its own id, recipient, dates, grade and status index."""
    own_id = uuid.uuid5(uuid.NAMESPACE_OID, f"award {number}")
    day = f"2026-03-{1 + number % 28:02d}"
    return {
        "@context": CONTEXTS,
        "id": f"urn:uuid:{own_id}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Reading Ice from Satellites",
        "description": "Microcredential for the course of five ECTS on sea ice seen from above.",
        "image": {
            "id": f"https://badges.example.org/awards/{own_id}/image.png",
            "type": "Image",
            "caption": "A floe under a low sun, for Reading Ice",
        },
        "issuer": _issuer(issuer),
        "validFrom": f"{day}T10:{number % 60:02d}:00Z",
        "validUntil": "2031-03-01T00:00:00Z",
        "awardedDate": f"{day}T09:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_recipient(number)],
            "activityStartDate": "2026-01-12T00:00:00Z",
            "activityEndDate": "2026-02-27T00:00:00Z",
            "creditsEarned": 5,
            "achievement": _achievement(),
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": _GRADE,
                    "value": f"{6 + number % 4}.{number % 10}",
                    "status": "Completed",
                },
                {"type": ["Result"], "resultDescription": _CREDITS, "value": "5"},
            ],
        },
        "evidence": [
            {
                "id": f"https://badges.example.org/awards/{own_id}/evidence/1",
                "type": ["Evidence"],
                "name": "Ice chart",
                "narrative": "The chart and all its data are in the archive of the institute.",
                "genre": "Report",
            }
        ],
        "credentialStatus": {
            "id": f"{LIST}#{number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(number),
            "statusListCredential": LIST,
        },
        "credentialSchema": {
            "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
            "ob_v3p0_achievementcredential_schema.json",
            "type": "JsonSchema",
        },
    }


def controller_document(key: PrivateKey = KEY) -> dict[str, object]:
    """The document in which the issuer lists its key."""
    method = {
        "id": METHOD,
        "type": "Multikey",
        "controller": ISSUER,
        "publicKeyMultibase": key.public_key.to_multikey(),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": ISSUER,
        "verificationMethod": [method],
        "assertionMethod": [METHOD],
    }


def _issuer(issuer: str) -> dict[str, object]:
    return {
        "id": issuer,
        "type": ["Profile"],
        "name": "Institute of Sea and Ice, Example University",
        "url": "https://www.example.org/sea-and-ice",
        "email": "badges@example.org",
        "image": {
            "id": "https://badges.example.org/issuers/institute-of-sea-and-ice/logo.png",
            "type": "Image",
        },
    }


def _recipient(number: int) -> dict[str, object]:
    salt = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
    identity = hashlib.sha256(f"student{number}@example.org{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${identity}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def _achievement() -> dict[str, object]:
    return {
        "id": _ACHIEVEMENT,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": "Reading Ice from Satellites",
        "description": "The holder finds and orders pictures from satellites, tells new ice from "
        "old ice and open water, draws a chart that a pilot can use, and says to peers and to a "
        "wider public how sure it is.",
        "criteria": {
            "narrative": "Pass the written exam (grade 5.5 or better), hand in an ice chart with "
            "its data, and defend the reading of one picture. Assessed in person, by name."
        },
        "image": {
            "id": "https://badges.example.org/badges/5e0f31c2/image.png",
            "type": "Image",
            "caption": "A floe under a low sun",
        },
        "inLanguage": "en",
        "fieldOfStudy": "0532",
        "creditsAvailable": 5,
        "tag": ["ice", "charts", "remote sensing", "climate"],
        "alignment": [
            _alignment("read charts", "ESCO", "2f3b6c1e-8d5a-4b7e-9c02-61a4d8e7f513"),
            _alignment("analyse pictures", "ESCO", "b80d4e92-1c6f-4a35-8e7b-f25c90a3d641"),
            {
                "type": ["Alignment"],
                "targetName": "EQF level 7",
                "targetUrl": "https://frameworks.example.org/eqf/7",
                "targetFramework": "European Qualifications Framework",
                "targetType": "ext:EQF",
                "targetCode": "EQF7",
            },
        ],
        "resultDescription": [
            {
                "id": _GRADE,
                "type": ["ResultDescription"],
                "name": "Final grade",
                "resultType": "GradePointAverage",
                "valueMin": "1",
                "valueMax": "10",
                "requiredValue": "5.5",
            },
            {
                "id": _CREDITS,
                "type": ["ResultDescription"],
                "name": "ECTS credits",
                "resultType": "ext:ECTS",
                "allowedValue": ["0", "5"],
            },
        ],
    }


def _alignment(name: str, framework: str, code: str) -> dict[str, object]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": f"https://frameworks.example.org/skill/{code}",
        "targetFramework": f"{framework} v1.2",
        "targetType": f"ext:{framework}",
        "targetCode": code,
    }
