"""The credential that these tests issue, and the documents that others need to read it."""

from copy import deepcopy
from datetime import UTC, datetime

from insigne.contexts.bundle import BUNDLE

NOON = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


def credential(issuer: str) -> dict[str, object]:
    """An Open Badges 3.0 credential with the members that a course badge has."""
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:6d1f3a30-6d24-4bd4-b4f4-0d2b2a1c7d10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Reading ice",
        "issuer": {
            "id": issuer,
            "type": ["Profile"],
            "name": "Uppsala",
            "url": "https://uu.example",
        },
        "validFrom": "2026-10-01T09:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0b6c7a0e-4d2f-4a51-8c1b-7a2f0c0f1f8e",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:d2f0c9d4-1c33-4f0b-8b5a-2e6f5a3b9c11",
                "type": ["Achievement"],
                "achievementType": "MicroCredential",
                "name": "Reading ice",
                "description": "Reads sea ice from satellite pictures: «kruiend ijs», 冰, 🧊.",
                "criteria": {"narrative": "Passed the exam with ≥ 6."},
                "creditsAvailable": 5,
                "inLanguage": "nl",
                "tag": ["ice", "remote sensing"],
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "EQF level 6",
                        "targetUrl": "https://europa.eu/europass/eqf/6",
                        "targetFramework": "European Qualifications Framework",
                    }
                ],
            },
        },
    }


def contexts() -> dict[str, object]:
    """Every bundled context by its address."""
    return {url: dict(BUNDLE[url]) for url in BUNDLE}


def document_of_did_key(did: str) -> dict[str, object]:
    """The controller document that did:key defines (did:key method, "Create a did key")."""
    multikey = did.removeprefix("did:key:")
    method = {"id": f"{did}#{multikey}", "type": "Multikey", "controller": did}
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [method | {"publicKeyMultibase": multikey}],
        "assertionMethod": [f"{did}#{multikey}"],
    }


def documents_for(document: dict[str, object]) -> dict[str, object]:
    """What others look up in order to verify *document*, whose issuer is a did:key."""
    did = document["issuer"]["id"]
    return contexts() | {did: document_of_did_key(did)}


def tampered(document: dict[str, object]) -> dict[str, object]:
    """The same credential that says something else."""
    changed = deepcopy(document)
    changed["credentialSubject"]["achievement"]["name"] = "Reading tea leaves"
    return changed
