"""Others on the network: an issuer elsewhere, and one who must not be asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from insigne.adapters.fetcher import MappingFetcher
from insigne.keys.private_key import PrivateKey
from insigne.proofs import data_integrity
from insigne.verification.evidence import Fetched, Need, Resource

Json = dict[str, object]

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
LISA = "https://studio.example/issuers/lisa"
KEY = PrivateKey.from_seed(b"l" * 32)
METHOD = {
    "id": f"{LISA}#key-1",
    "type": "Multikey",
    "controller": LISA,
    "publicKeyMultibase": KEY.public_key.to_multikey(),
}
LISAS_DOCUMENT: Json = {
    "@context": ["https://www.w3.org/ns/cid/v1"],
    "id": LISA,
    "type": "Profile",
    "name": "Studio Lisa",
    "verificationMethod": [METHOD],
    "assertionMethod": [METHOD["id"]],
}


class Nobody:
    """Whoever is asked over the network here was asked by mistake."""

    def fetch(self, need: Need) -> Resource:
        raise AssertionError(f"{need.url} was asked for over the network")


def world(documents: Mapping[str, object]) -> MappingFetcher:
    """The network, on which these documents stand and nothing else answers."""
    return MappingFetcher(
        {url: json.dumps(document).encode() for url, document in documents.items()}
    )


def answer(url: str, status: int, document: object) -> Fetched:
    body = json.dumps(document).encode()
    return Fetched(url, url, status, body, "application/json", LONG_AGO)


def badge(issuer: str = LISA, **changes: object) -> Json:
    """A badge that Lisa gives; a change to None takes a member away."""
    whole: Json = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-8f6d0d3c6c6f",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Studio Lisa"},
        "validFrom": "2026-01-01T00:00:00Z",
        "name": "Sewing",
        "credentialSubject": subject(),
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def subject(**achievement: object) -> Json:
    return {
        "id": "urn:uuid:0a52f3f3-8b0b-4b0a-9e0c-0d1b7a3b1c11",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://studio.example/badges/1",
            "type": ["Achievement"],
            "name": "Sewing",
            "description": "Sews a straight line.",
            "criteria": {"narrative": "A shirt."},
            **achievement,
        },
    }


def signed(credential: Json, method: str = f"{LISA}#key-1") -> bytes:
    secured = data_integrity.secure(
        credential, signer=KEY, verification_method=method, created=LONG_AGO
    )
    return json.dumps(secured).encode()


ASSERTION = "https://studio.example/assertions/1"
BADGE_CLASS = "https://studio.example/badges/1"
PROFILE = "https://studio.example/profile"


def assertion(**changes: object) -> Json:
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "id": ASSERTION,
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": False, "identity": "amina@mail.example"},
        "badge": BADGE_CLASS,
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        **changes,
    }


def studio(**changes: object) -> Json:
    """The documents of Lisa's Open Badges 2.0 badge."""
    return {
        ASSERTION: assertion(),
        BADGE_CLASS: {
            "@context": "https://w3id.org/openbadges/v2",
            "id": BADGE_CLASS,
            "type": "BadgeClass",
            "name": "Sewing",
            "description": "Sews a straight line.",
            "image": "https://studio.example/sewing.png",
            "criteria": {"narrative": "A shirt."},
            "issuer": PROFILE,
            "tags": ["thread"],
        },
        PROFILE: {
            "@context": "https://w3id.org/openbadges/v2",
            "id": PROFILE,
            "type": "Issuer",
            "name": "Studio Lisa",
            "url": "https://studio.example/",
            "email": "lisa@studio.example",
        },
        **changes,
    }
