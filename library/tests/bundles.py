"""What holds several credentials: endorsed badges, learner records, and what Amina shows.

Amina has a key of her own, in her wallet, and is named by it.
"""

import json
from hashlib import sha256

from cast import ADA, BO, OPEN_BADGES_3, VC_2, Issuer, Json, badge
from insigne.canonicalization import canonicalize
from insigne.encoding import multibase
from insigne.keys.private_key import PrivateKey
from insigne.proofs import jose

CLR_2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DOMAIN, CHALLENGE = "https://employer.example", "2f1c7d0e-once"

AMINAS_KEY = PrivateKey.from_seed(b"n" * 32)
AMINA = f"did:key:{AMINAS_KEY.public_key.to_multikey()}"
AMINAS_METHOD = f"{AMINA}#{AMINAS_KEY.public_key.to_multikey()}"


def endorsement(
    by: Issuer = BO, *, of: str = "https://uppsala.example/badges/1", **changes
) -> Json:
    """What Bo thinks of Ada's badge."""
    return {
        "@context": [VC_2, OPEN_BADGES_3],
        "id": "urn:uuid:3a3ad5f3-5f0e-4d5a-8f5d-0b9b2b8f5a10",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "An endorsement",
        "issuer": {"id": by.id, "type": ["Profile"], "name": by.name},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": of,
            "type": ["EndorsementSubject"],
            "endorsementComment": "We ask our own students for it.",
        },
        **changes,
    }


def endorsed(*endorsements: Json, **changes) -> Json:
    """Ada's badge with endorsements of the achievement; still unsigned."""
    credential = badge(**changes)
    credential["credentialSubject"]["achievement"]["endorsement"] = list(endorsements)
    return credential


def aminas(by: Issuer = ADA, number: int = 1, **changes) -> Json:
    """A badge of Amina's, named by her own key; still unsigned."""
    credential = badge(by, id=f"urn:uuid:00000000-0000-4000-8000-00000000000{number}", **changes)
    subject = credential["credentialSubject"]
    achievement = {**subject["achievement"], "id": f"https://uppsala.example/badges/{number}"}
    return {**credential, "credentialSubject": {**subject, "id": AMINA, "achievement": achievement}}


def association(source: int = 1, target: int = 2, kind: str = "isPartOf") -> Json:
    return {
        "type": "Association",
        "associationType": kind,
        "sourceId": f"https://uppsala.example/badges/{source}",
        "targetId": f"https://uppsala.example/badges/{target}",
    }


def record(*held: Json, by: Issuer = ADA, associations: tuple[Json, ...] = (), **changes) -> Json:
    """Ada's record of what Amina learned; still unsigned."""
    subject: Json = {"id": AMINA, "type": ["ClrSubject"], "verifiableCredential": list(held)}
    if associations:
        subject["association"] = list(associations)
    return {
        "@context": [VC_2, CLR_2, OPEN_BADGES_3],
        "id": "urn:uuid:5b1f0c7e-7f39-4b52-9c1e-1f3d1f0f6a77",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "What Amina learned",
        "issuer": {"id": by.id, "type": ["Profile"], "name": by.name},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": subject,
        **changes,
    }


def presentation(*shown: object, holder: object = AMINA, **changes) -> Json:
    """What Amina shows; still unsigned."""
    whole = {
        "@context": [VC_2],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": list(shown),
        **changes,
    }
    return {name: value for name, value in whole.items() if value not in (None, [])}


def held(
    unsigned: Json,
    key: PrivateKey = AMINAS_KEY,
    method: str = AMINAS_METHOD,
    *,
    purpose: str = "authentication",
    **options: object,
) -> Json:
    """Sign a presentation as its holder, for whoever asked.

    Challenge and domain stand in the proof, which is made here step by step (VC-DI, "Add Proof").
    """
    chosen = {"challenge": CHALLENGE, "domain": DOMAIN, **options}
    proof = {
        "type": "DataIntegrityProof",
        "created": "2026-06-01T11:59:00Z",
        "verificationMethod": method,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": purpose,
        **{name: value for name, value in chosen.items() if value is not None},
    }
    return {**unsigned, "proof": proof_over(unsigned, proof, key)}


def proof_over(unsigned: Json, options: Json, key: PrivateKey) -> Json:
    """Sign as eddsa-rdfc-2022 says ("Hashing"): the options first, then the document."""
    configured = canonicalize({"@context": unsigned["@context"], **options}).encode()
    signed = sha256(configured).digest() + sha256(canonicalize(unsigned).encode()).digest()
    return {**options, "proofValue": multibase.encode_base58btc(key.sign(signed))}


def held_token(
    unsigned: Json,
    key: PrivateKey = AMINAS_KEY,
    kid: str = AMINAS_METHOD,
    *,
    typ: str = "vp+jwt",
    **claims,
) -> str:
    """Sign a presentation as a token (VC-JOSE-COSE)."""
    asked = {"nonce": CHALLENGE, "aud": DOMAIN, **claims}
    payload = {**unsigned, **{name: value for name, value in asked.items() if value is not None}}
    return jose.sign_compact(
        json.dumps(payload).encode(), signer=key, header={"typ": typ, "kid": kid}
    )


def enveloped(
    token: str, kind: str = "Presentation", media_type: str = "application/vp+jwt"
) -> Json:
    return {
        "@context": [VC_2],
        "id": f"data:{media_type},{token}",
        "type": f"EnvelopedVerifiable{kind}",
    }
