"""Issuing and verifying a credential, beside npm @digitalbazaar/vc and PyPI openbadgeslib."""

import hashlib
import json
import subprocess
from pathlib import Path

from nacl.signing import SigningKey
from openbadgeslib.ob3.ldp import add_data_integrity_proof, verify_data_integrity_proof

from bench.sample import DID, KEY, METHOD, NOON, credential
from bench.timing import Row, microseconds
from insigne.canonicalization import canonicalize
from insigne.contexts.bundle import BUNDLE
from insigne.issuance import issue
from insigne.proofs.data_integrity import is_proof_valid, proofs_of

HERE = Path(__file__).parent
NODE = HERE.parent / ".tools" / "node"


def measure() -> list[Row]:
    """Rows for issuing and verifying, and for the limit that signing itself sets."""
    document = json.loads(issue(credential(), signer=KEY, verification_method=METHOD, at=NOON))
    [proof] = proofs_of(document)
    secured = json.dumps(document).encode()
    issue_us = microseconds(
        lambda: issue(credential(), signer=KEY, verification_method=METHOD, at=NOON)
    )
    verify_us = microseconds(lambda: is_proof_valid(json.loads(secured), proof, KEY.public_key))
    limit_issue, limit_verify = _limits()
    theirs = _digitalbazaar(document)
    their_issue, their_verify = _openbadgeslib(document)
    return [
        Row(
            "issue eddsa-rdfc-2022, all checks", issue_us, "@digitalbazaar/vc", theirs.get("issue")
        ),
        Row("issue eddsa-rdfc-2022, all checks", issue_us, "openbadgeslib", their_issue),
        Row(
            "issue eddsa-rdfc-2022, all checks",
            issue_us,
            "two SHA-256 and one signature",
            limit_issue,
        ),
        Row("verify eddsa-rdfc-2022, proof", verify_us, "@digitalbazaar/vc", theirs.get("verify")),
        Row("verify eddsa-rdfc-2022, proof", verify_us, "openbadgeslib", their_verify),
        Row(
            "verify eddsa-rdfc-2022, proof",
            verify_us,
            "two SHA-256 and one verification",
            limit_verify,
        ),
    ]


def _limits() -> tuple[float, float]:
    """What two hashes and one libsodium operation cost on the same canonical text."""
    text = canonicalize(credential()).encode()
    key = SigningKey(b"insigne benchmark key, 32 bytes.")
    signature = key.sign(b"x" * 64).signature

    def hashes() -> bytes:
        return hashlib.sha256(text[:300]).digest() + hashlib.sha256(text).digest()

    return (
        microseconds(lambda: key.sign(hashes())),
        microseconds(lambda: (hashes(), key.verify_key.verify(b"x" * 64, signature))),
    )


def _digitalbazaar(document: dict[str, object]) -> dict[str, float]:
    """Both times of the npm peer, or nothing where it is not installed."""
    if not (NODE / ".ready").exists():
        return {}
    script = NODE / "bench.mjs"
    script.write_text((HERE / "peers" / "digitalbazaar.mjs").read_text())
    request = {
        "unsecured": credential(),
        "secured": document,
        "did": DID,
        "documents": {url: BUNDLE[url] for url in BUNDLE},
    }
    done = subprocess.run(
        ["node", str(script)], input=json.dumps(request), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _openbadgeslib(document: dict[str, object]) -> tuple[float, float]:
    pem, public = KEY.to_pem(), KEY.public_key.to_pem()
    return (
        microseconds(lambda: add_data_integrity_proof(credential(), pem, METHOD, created=NOON)),
        microseconds(lambda: verify_data_integrity_proof(document, public)),
    )
