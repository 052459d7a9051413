"""Signatures around a credential: VC-JWT as Open Badges has it, and SD-JWT VC."""

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from openbadgeslib.ob3.signer import OB3Signer
from openbadgeslib.ob3.verifier import OB3Verifier

from bench import npm
from bench.materials import documents, one_after_another
from bench.sample import KEY, METHOD, credential
from bench.timing import Peer, Row, Timer, race, timer
from bench.tokens_sample import CLAIMS, DISCLOSABLE
from insigne.encoding import strict_json
from insigne.proofs import jose, sd_jwt, vc_jwt
from insigne.proofs.sd_jwt_vc import issue_sd_jwt_vc


def measure() -> list[Row]:
    """Rows for both kinds of token, with EdDSA."""
    return [*_vc_jwt(), *_sd_jwt_vc()]


def _vc_jwt() -> list[Row]:
    following = one_after_another(documents())
    tokens = [_token(document) for document in documents()]
    issuing = [_pyjwt_issuing(), npm.peer("jose", "issue vc-jwt")]
    verifying = [_pyjwt_verifying(tokens[7]), npm.peer("jose", "verify vc-jwt")]
    their_issuing, their_verifying = _openbadgeslib(tokens[7])
    return [
        *race("issue vc-jwt EdDSA", timer(lambda: _token(following())), [*issuing, their_issuing]),
        *race("verify vc-jwt EdDSA", _verify_tokens(tokens), [*verifying, their_verifying]),
    ]


def _token(document: dict[str, object]) -> str:
    """Sign, as the peers do: without the checks of the credential that `issue` makes."""
    return vc_jwt.secure(document, signer=KEY)


def _verify_tokens(tokens: list[str]) -> Timer:
    following, key = one_after_another(tokens), KEY.public_key

    def verify() -> None:
        jws = jose.parse_compact(following())
        assert jose.is_signature_valid(jws, key)
        strict_json.parse(jws.payload)

    return timer(verify)


def _pyjwt_issuing() -> Peer:
    key, document = load_pem_private_key(KEY.to_pem(), None), credential()
    assert isinstance(key, Ed25519PrivateKey)
    header = {"jwk": KEY.public_key.to_jwk()}
    call = timer(lambda: jwt.encode(document, key, algorithm="EdDSA", headers=header))
    return Peer("PyJWT", call)


def _pyjwt_verifying(token: str) -> Peer:
    key = load_pem_public_key(KEY.public_key.to_pem())
    assert isinstance(key, Ed25519PublicKey)
    call = timer(
        lambda: jwt.decode(
            token, key, algorithms=["EdDSA"], options={"verify_exp": False, "verify_nbf": False}
        )
    )
    return Peer("PyJWT", call)


def _openbadgeslib(token: str) -> tuple[Peer, Peer]:
    payload = strict_json.parse(jose.parse_compact(token).payload)
    assert isinstance(payload, dict)
    signer = OB3Signer(KEY.to_pem(), "EdDSA")
    verifier = OB3Verifier(KEY.public_key.to_pem())
    return (
        Peer("openbadgeslib", timer(lambda: signer.sign_payload(payload))),
        Peer("openbadgeslib", timer(lambda: verifier.verify(token))),
    )


def _sd_jwt_vc() -> list[Row]:
    pointers = [f"/{name}" for name in DISCLOSABLE]
    issued = [
        issue_sd_jwt_vc(CLAIMS, signer=KEY, kid=METHOD, disclosable=pointers).to_text()
        for _ in range(500)
    ]
    following = one_after_another(issued)

    def verify() -> None:
        read = sd_jwt.read(following())
        jws = jose.parse_compact(read.token.issuer_jwt)
        assert jose.is_signature_valid(jws, KEY.public_key)

    ours = timer(
        lambda: issue_sd_jwt_vc(CLAIMS, signer=KEY, kid=METHOD, disclosable=pointers).to_text()
    )
    package = "@sd-jwt/sd-jwt-vc"
    return [
        *race("issue sd-jwt-vc", ours, [npm.peer(package, "issue sd-jwt-vc")]),
        *race("verify sd-jwt-vc", timer(verify), [npm.peer(package, "verify sd-jwt-vc")]),
    ]
