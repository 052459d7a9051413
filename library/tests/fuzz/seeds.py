"""Good inputs, from which the changes begin: signed by the cast, golden, or hostile already."""

import base64
import json
from pathlib import Path

import certificates
from cast import ADA, LIST_ID, NOON, OPEN_BADGES_3, VC_2, badge, status_entry, status_list
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.encoding import base64url, cbor
from insigne.identifiers.key_history import KeyHistory, RegisteredKey
from insigne.keys.private_key import PrivateKey
from insigne.proofs import data_integrity, vc_jose
from insigne.verification import signed_report
from insigne.verification.report import Report
from insigne.verification.trust_list import ListedIssuer, TrustList
from pdfs import SIGNED, pdf_with, sealed

VECTORS = Path(__file__).parents[1] / "vectors"
P256 = PrivateKey.from_jwk(
    {
        "kty": "EC", "crv": "P-256",
        "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
    }
)  # fmt: skip  # the public example of RFC 7517


def as_bytes(*values: object) -> list[bytes]:
    return [
        value
        if isinstance(value, bytes)
        else value.encode()
        if isinstance(value, str)
        else json.dumps(value).encode()
        for value in values
    ]


# --- seeds --------------------------------------------------------------------------------------

BADGE = json.dumps(ADA.signed(badge())).encode()
BADGE_WITH_STATUS = json.dumps(ADA.signed(badge(credentialStatus=status_entry()))).encode()
TOKENS = as_bytes(ADA.token(badge()), ADA.token_with_key(badge()))
WORLD = {
    ADA.id: json.dumps(ADA.document()).encode(),
    LIST_ID: json.dumps(status_list()).encode(),
}
HOSTILE = sorted((VECTORS / "hostile").glob("*/*"))
GOLDEN = sorted((VECTORS / "golden").glob("*/*/*"))
ALL_FILES = [
    path.read_bytes() for path in (*GOLDEN, *HOSTILE) if path.suffix not in (".toml", ".md")
]
FILES = ALL_FILES[:: len(ALL_FILES) // 120 or 1]
"""Some of them, from everywhere: the rest of a minute is for changing them."""

CREDENTIALS = [content for content in FILES if content[:1] == b"{"]
PICTURES = [content for content in ALL_FILES if content[:1] in (b"\x89", b"<")][:60]
PDFS = [pdf_with({"credential.json": SIGNED}), sealed(pdf_with({"credential.json": SIGNED}))]
PRESENTATION = {
    "@context": [VC_2, OPEN_BADGES_3],
    "type": ["VerifiablePresentation"],
    "holder": ADA.id,
    "verifiableCredential": [ADA.signed(badge())],
}
SD_JWT = vc_jose.secure_sd_jwt(
    badge(),
    signer=ADA.key,
    kid=ADA.method,
    disclosable=["/credentialSubject/achievement", "/name"],
    random_bytes=lambda count: b"s" * count,
).to_text()


def _sd_credential() -> dict[str, object]:
    return data_integrity.secure(
        badge(),
        signer=P256,
        verification_method=ADA.method,
        created=NOON,
        cryptosuite="ecdsa-sd-2023",
        mandatory_pointers=["/issuer"],
        secrets=data_integrity.ProofSecrets(b"k" * 32, P256),
    )


SD_BASE = _sd_credential()
SD_DERIVED = data_integrity.derive(SD_BASE, selective_pointers=["/name"])
SECURED = [
    data_integrity.secure(
        badge(), signer=signer, verification_method=ADA.method, created=NOON, cryptosuite=suite
    )
    for suite, signer in (
        ("eddsa-rdfc-2022", ADA.key),
        ("eddsa-jcs-2022", ADA.key),
        ("ecdsa-rdfc-2019", P256),
    )
]
QUADS = (
    b'<urn:a> <urn:p> "x"@en .\n_:a <urn:p> _:b <urn:g> .\n_:b <urn:q> "1"^^<urn:t> .\n',
    b'_:e0 <urn:p> _:e1 .\n_:e1 <urn:p> _:e2 .\n_:e2 <urn:p> _:e0 .\n',
)  # fmt: skip
SCHEMAS = [
    {"type": "object", "properties": {"id": {"type": "string", "pattern": "^urn:"}}},
    {"$defs": {"a": {"$ref": "#/$defs/a"}}, "allOf": [{"$ref": "#/$defs/a"}]},
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "unevaluatedProperties": False},
    {"oneOf": [{"required": ["id"]}, {"not": {"required": ["id"]}}], "items": {"maxItems": 2}},
]
JWKS = [key.to_jwk() for key in (ADA.key, P256)]
PUBLIC_JWKS = [key.public_key.to_jwk() for key in (ADA.key, P256)]
DIDS = [
    f"did:key:{ADA.key.public_key.to_multikey()}",
    f"did:key:{P256.public_key.to_multikey()}",
    "did:jwk:" + base64url.encode(json.dumps(PUBLIC_JWKS[0]).encode()),
]
WEB = [
    "https://a.example/x?y#z", "http://localhost:8000/", "did:web:a.example%3A3000:user:alice",
    "https://a.example/\nhttps://a.example/b", "https://xn--bcher-kva.example/\nhttps://b/",
    "https://[::1]:8443/#k",
]  # fmt: skip
REPORTS = [
    examine(source, fetcher=MappingFetcher(WORLD), at=NOON).to_json()
    for source in (BADGE, BADGE_WITH_STATUS, b"{}", TOKENS[0])
]
SIGNED_REPORT = signed_report.sign(
    Report(at=NOON),
    signed_report.digest_of(b""),
    signer=ADA.key,
    verification_method=ADA.method,
    at=NOON,
)
STATUS = {"entry": status_entry(), "list": status_list(revoked=7)}
REVOCATIONS = [
    {"id": "urn:l", "issuer": ADA.id, "revokedCredential": [{"id": "urn:x", "revoked": True}]},
    {"id": "urn:l", "revokedAssertions": ["urn:x", {"uid": "1", "revocationReason": "so"}]},
]
KEY_DOCUMENTS = [
    *PUBLIC_JWKS,
    {"keys": PUBLIC_JWKS},
    {"issuer": ADA.id, "jwks": {"keys": [{**PUBLIC_JWKS[0], "kid": "1"}]}},
    {"id": "urn:k", "owner": ADA.id, "publicKeyPem": ADA.key.public_key.to_pem().decode()},
]
CBOR = [cbor.encode([b"x" * 3, [1, 2, {3: b"y"}], ["a"], 70000])]
INSTANTS = ["2026-01-01T00:00:00Z", "2026-12-31T23:59:59.999+14:00", "2026-01-01 00:00-0330"]
PEMS = [key.public_key.to_pem() for key in (ADA.key, P256)]
SECRET_PEMS = [ADA.key.to_pem(), P256.to_pem(b"password")]
SD_VALUES = [SD_BASE["proof"]["proofValue"], SD_DERIVED["proof"]["proofValue"]]
DERIVE = {"document": SD_BASE, "pointers": ["/name", "/credentialSubject/achievement/name"]}
ROOTS = (certificates.root(),)
CHAIN = [certificates.leaf(), certificates.between()]
X5C = [base64.b64encode(each).decode() for each in CHAIN]
KEYS = KeyHistory((RegisteredKey(ADA.key.public_key, NOON),), is_complete=True)
TRUST_LIST = TrustList(
    "https://surf.example/trust", 1, NOON, NOON, (ListedIssuer(ADA.id, "Uppsala", keys=KEYS),)
)
TRUST_DOCUMENTS = [KEYS.to_json(), TRUST_LIST.to_json()]
SIGNED_PRESENTATION = data_integrity.secure(
    PRESENTATION,
    signer=ADA.key,
    verification_method=ADA.method,
    created=NOON,
    proof_purpose="authentication",
    challenge="another",
)
