"""Issuing and verifying with a proof inside the document, award after award of one badge."""

import hashlib
import json

import rfc8785
from nacl.signing import SigningKey
from openbadgeslib.ob3.ldp import add_data_integrity_proof, verify_data_integrity_proof

from bench import limits, npm, with_pyld
from bench.limits import SEED
from bench.materials import compiled, documents, fetcher, one_after_another, secured, values
from bench.sample import KEY, METHOD, NOON, credential
from bench.timing import Peer, Row, Timer, race, timer
from insigne.adapters.gathering import examine
from insigne.canonicalization import canonicalize
from insigne.encoding import strict_json
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey
from insigne.proofs.data_integrity import is_proof_valid, proofs_of, secure

RDFC, JCS, ECDSA = "eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019"
P256_KEY = PrivateKey.generate(KeyType.P256)


def measure() -> list[Row]:
    """Rows for the cryptosuites; what is compared is seen to be right first."""
    _require_equal()
    text = canonicalize(credential())
    [proof] = proofs_of(json.loads(secured()[7]))
    issuing = [
        *limits.issuing(text),
        with_pyld.issuing(credential(), proof),
        npm.peer("@digitalbazaar/vc", f"issue {RDFC}"),
        npm.peer("@digitalcredentials/vc", f"issue {RDFC}"),
        _openbadgeslib_issuing(),
    ]
    verifying = [
        *limits.verifying(text),
        with_pyld.verifying(secured()[7]),
        npm.peer("@digitalbazaar/vc", f"verify {RDFC}"),
        npm.peer("@digitalcredentials/vc", f"verify {RDFC}"),
        _openbadgeslib_verifying(),
    ]
    return [
        *race(f"issue {RDFC} compiled", _compiled(), issuing),
        *race(f"issue {RDFC} general", _general(RDFC), issuing),
        *race(f"verify {RDFC}", _proof_alone(secured(), KEY.public_key), verifying),
        *race(f"verify {RDFC} full", _whole(), verifying),
        *_jcs(),
        *_ecdsa(),
    ]


def _require_equal() -> None:
    """Speed that is not exact does not count."""
    if canonicalize(credential()) != with_pyld.canonical(credential()):
        raise AssertionError("PyLD canonicalizes the credential otherwise")
    general = issue(documents()[9], signer=KEY, verification_method=METHOD, at=NOON)
    if compiled().issue(values()[9], at=NOON) != general:
        raise AssertionError("a compiled badge issues something else")
    report = examine(general, fetcher=fetcher(), at=NOON)
    if not report.is_valid or len(report.findings) < 5:
        raise AssertionError(report.summary())


def _compiled() -> Timer:
    badge, following = compiled(), one_after_another(values())
    return timer(lambda: badge.issue(following(), at=NOON))


def _general(proof: str) -> Timer:
    following = one_after_another(documents())
    return timer(
        lambda: issue(following(), signer=KEY, verification_method=METHOD, at=NOON, proof=proof)
    )


def _proof_alone(awards: list[bytes], key: PublicKey) -> Timer:
    following = one_after_another(awards)

    def verify() -> None:
        document = strict_json.parse(following())
        assert isinstance(document, dict)
        assert is_proof_valid(document, document["proof"], key)

    return timer(verify)


def _whole() -> Timer:
    following, at_hand = one_after_another(secured()), fetcher()
    return timer(lambda: examine(following(), fetcher=at_hand, at=NOON))


def _openbadgeslib_issuing() -> Peer:
    pem = KEY.to_pem()
    call = timer(lambda: add_data_integrity_proof(credential(), pem, METHOD, created=NOON))
    return Peer("openbadgeslib", call)


def _openbadgeslib_verifying() -> Peer:
    public, text = KEY.public_key.to_pem(), secured()[7]
    return Peer(
        "openbadgeslib", timer(lambda: verify_data_integrity_proof(json.loads(text), public))
    )


def _jcs() -> list[Row]:
    text = rfc8785.dumps(credential()).decode()
    issuing = [*limits.issuing(text), npm.peer("@digitalbazaar/vc", f"issue {JCS}")]
    verifying = [*limits.verifying(text), npm.peer("@digitalbazaar/vc", f"verify {JCS}")]
    return [
        *race(f"issue {JCS}", _proof_added(JCS, KEY), [*issuing, _rfc8785()]),
        *race(f"verify {JCS}", _proof_alone(secured(JCS), KEY.public_key), verifying),
    ]


def _proof_added(cryptosuite: str, key: PrivateKey) -> Timer:
    following = one_after_another(documents())
    return timer(
        lambda: strict_json.to_bytes(
            secure(
                following(),
                signer=key,
                verification_method=METHOD,
                created=NOON,
                cryptosuite=cryptosuite,
            )
        )
    )


def _rfc8785() -> Peer:
    document, key = credential(), SigningKey(SEED)
    configuration = rfc8785.dumps({"@context": document["@context"], "type": "DataIntegrityProof"})

    def sign() -> None:
        texts = configuration, rfc8785.dumps(document)
        key.sign(b"".join(hashlib.sha256(text).digest() for text in texts))

    return Peer("rfc8785", timer(sign), "with PyNaCl")


def _ecdsa() -> list[Row]:
    awards = [
        strict_json.to_bytes(
            secure(
                document,
                signer=P256_KEY,
                verification_method=METHOD,
                created=NOON,
                cryptosuite=ECDSA,
            )
        )
        for document in documents()
    ]
    peers = {
        kind: [npm.peer("@digitalbazaar/vc", f"{kind} {ECDSA}")] for kind in ("issue", "verify")
    }
    return [
        *race(f"issue {ECDSA} P-256", _proof_added(ECDSA, P256_KEY), peers["issue"]),
        *race(f"verify {ECDSA} P-256", _proof_alone(awards, P256_KEY.public_key), peers["verify"]),
    ]
