"""The people of the tests: Ada issues for Uppsala, Bo issues elsewhere, and Mallory pretends.

Keys are made from fixed seeds, so that what they sign is the same every day.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from insigne.credentials.sd_jwt_credential import sd_jwt_claims_of
from insigne.keys.private_key import PrivateKey
from insigne.proofs import data_integrity, vc_jwt
from insigne.proofs.sd_jwt import SdJwt
from insigne.proofs.sd_jwt_vc import issue_sd_jwt_vc
from insigne.status.status_list_credential import status_list_credential
from insigne.verification.evidence import Fetched

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
VC_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_ID = "https://uppsala.example/status/1"

Json = dict[str, object]


@dataclass(frozen=True)
class Issuer:
    """Somebody with a key and an address, at which the key is listed."""

    id: str
    name: str
    key: PrivateKey

    @property
    def method(self) -> str:
        return f"{self.id}#key-1"

    def document(self) -> Json:
        method = {
            "id": self.method,
            "type": "Multikey",
            "controller": self.id,
            "publicKeyMultibase": self.key.public_key.to_multikey(),
        }
        return {
            "@context": ["https://www.w3.org/ns/cid/v1"],
            "id": self.id,
            "type": "Profile",
            "name": self.name,
            "verificationMethod": [method],
            "assertionMethod": [self.method],
        }

    def signed(self, credential: Mapping[str, object], method: str = "") -> Json:
        return data_integrity.secure(
            credential,
            signer=self.key,
            verification_method=method or self.method,
            created=datetime(2026, 1, 1, tzinfo=UTC),
        )

    def token(self, credential: Mapping[str, object], *, kid: str | None = None) -> str:
        return vc_jwt.secure(credential, signer=self.key, kid=kid or self.method)

    def published(self) -> Json:
        """What the issuer says at its well-known address (SD-JWT VC)."""
        jwk = {"kid": self.method, **self.key.public_key.to_jwk()}
        return {"issuer": self.id, "jwks": {"keys": [jwk]}}

    def shown(
        self,
        credential: Mapping[str, object],
        disclosable: Collection[str] = ("/credentialSubject/identifier",),
        **options: Any,
    ) -> SdJwt:
        """The badge as an SD-JWT VC, with salts that are the same every day."""
        return issue_sd_jwt_vc(
            sd_jwt_claims_of(credential),
            signer=self.key,
            kid=self.method,
            disclosable=disclosable,
            **{"holder_key": AMINA.public_key, "random_bytes": counted_bytes(), **options},
        )

    def token_with_key(self, credential: Mapping[str, object]) -> str:
        return vc_jwt.secure(credential, signer=self.key)


AMINA = PrivateKey.from_seed(b"n" * 32)  # the holder's own key
ADAS_KEYS = "https://uppsala.example/.well-known/jwt-vc-issuer/issuers/1"


def counted_bytes() -> Callable[[int], bytes]:
    """Give randomness that is none: 1, 2, 3 …"""
    numbers = count(1)
    return lambda size: next(numbers).to_bytes(size)


ADA = Issuer("https://uppsala.example/issuers/1", "Uppsala", PrivateKey.from_seed(b"a" * 32))
BO = Issuer("https://elsewhere.example/issuers/2", "Elsewhere", PrivateKey.from_seed(b"b" * 32))
MALLORY = Issuer("https://mallory.example/me", "Uppsala", PrivateKey.from_seed(b"m" * 32))


def badge(by: Issuer = ADA, **changes: object) -> Json:
    """A badge that Amina was given; a change to None takes a member away."""
    whole: Json = {
        "@context": [VC_2, OPEN_BADGES_3],
        "id": "urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-8f6d0d3c6c6f",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": by.id, "type": ["Profile"], "name": by.name},
        "validFrom": "2026-01-01T00:00:00Z",
        "name": "Clinical reasoning",
        "credentialSubject": {
            "id": "urn:uuid:0a52f3f3-8b0b-4b0a-9e0c-0d1b7a3b1c11",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://uppsala.example/badges/1",
                "type": ["Achievement"],
                "name": "Clinical reasoning",
                "description": "Reasons from findings to a diagnosis.",
                "criteria": {"narrative": "Two cases, assessed."},
            },
        },
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def status_entry(index: int = 7, purpose: str = "revocation") -> Json:
    return {
        "id": f"{LIST_ID}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": LIST_ID,
    }


def status_list(
    by: Issuer = ADA, *, revoked: int | None = None, purpose: str = "revocation", **changes: str
) -> Json:
    bits = bytearray(131072 // 8)
    if revoked is not None:
        bits[revoked // 8] |= 0x80 >> (revoked % 8)
    listed = status_list_credential(
        id=LIST_ID,
        issuer=by.id,
        purpose=purpose,
        bits=bytes(bits),
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return by.signed({**listed, **changes})


def answer(url: str, document: object, *, status: int = 200, final_url: str = "") -> Fetched:
    """What a server said at noon."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return Fetched(url, final_url or url, status, body, "application/json", NOON)


def answers(documents: Mapping[str, object]) -> dict[str, Fetched]:
    return {url: answer(url, document) for url, document in documents.items()}
