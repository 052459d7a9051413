"""Implementations whose proof is a signature around the document: VC-JOSE-COSE, JWT and SD-JWT."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from insigne.conformance import rules
from insigne.conformance.own_keys import OwnKey, issued_by, key_named
from insigne.conformance.service import (
    DERIVE,
    ISSUE,
    VERIFIED,
    VERIFY,
    VERIFY_PRESENTATION,
    Implementation,
    Json,
    Operate,
)
from insigne.credentials.data_model import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    envelope_problems,
    has_type,
)
from insigne.credentials.reading import id_of
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.keys.public_key import PublicKey
from insigne.proofs import jose, sd_jwt, vc_jose
from insigne.proofs.sd_jwt.pointers import pointer_to
from insigne.proofs.sd_jwt.token import SEPARATOR

CLAIMS: Final = frozenset({"iss", "sub", "aud", "jti", "iat", "nbf", "exp", "nonce", "cnf"})
"""Members of a payload that are the token's, and not the document's."""


@dataclass(frozen=True, slots=True)
class Enveloping:
    """A way of enveloping, `vc+jwt` or `vc+sd-jwt`, with a key."""

    media_type: str
    own: OwnKey

    def issue(self, credential: Json, options: Json) -> Json:
        """Secure a credential as ours, and give it enveloped."""
        document = issued_by(credential, self.own.did)
        rules.require_credential(document)
        rules.require_defined_terms(document)
        token = self._token_of(document, options)
        return {"verifiableCredential": vc_jose.enveloped(token, self.media_type)}

    def verify(self, credential: Json, _options: Json) -> Json:
        """Open the envelope, check the signature, and the rules of the data model."""
        if not has_type(credential, ENVELOPED_CREDENTIAL):
            raise MalformedError(f"is not {ENVELOPED_CREDENTIAL}", path="type")
        require_token(credential, self.media_type)
        return VERIFIED

    def verify_presentation(self, presentation: Json, options: Json) -> Json:
        """The same for an enveloped presentation, and for each credential in it."""
        if not has_type(presentation, ENVELOPED_PRESENTATION):
            raise MalformedError(f"is not {ENVELOPED_PRESENTATION}", path="type")
        claims = require_token(presentation, vc_jose.PRESENTATION)
        for option, claim in (("challenge", "nonce"), ("domain", "aud")):
            if option in options and claims.get(claim) != options[option]:
                raise MalformedError("is not what the verifier asked for", path=claim)
        return VERIFIED

    def derive(self, credential: Json, options: Json) -> Json:
        """Show parts of a credential."""
        token = vc_jose.token_in(credential).token
        pointers = options.get("selectivePointers", [])
        if not isinstance(pointers, list) or not all(isinstance(each, str) for each in pointers):
            raise MalformedError("is not a list of JSON Pointers", path="options.selectivePointers")
        shown = sd_jwt.present(token, pointers).to_text()
        return {"verifiableCredential": vc_jose.enveloped(shown, self.media_type)}

    def implementation(self, name: str, tags: Sequence[str]) -> Implementation:
        """Offer what this way can do."""
        operations: dict[str, Operate] = {ISSUE: self.issue, VERIFY: self.verify}
        if self.media_type == vc_jose.CREDENTIAL_SD_JWT:
            operations[DERIVE] = self.derive
        else:
            operations[VERIFY_PRESENTATION] = self.verify_presentation
        return Implementation(name, tuple(tags), self.own.did, operations)

    def _token_of(self, document: Json, options: Json) -> str:
        if self.media_type != vc_jose.CREDENTIAL_SD_JWT:
            return vc_jose.secure(document, signer=self.own.key, kid=self.own.method)
        always = options.get("mandatoryPointers", [])
        return vc_jose.secure_sd_jwt(
            document,
            signer=self.own.key,
            kid=self.own.method,
            disclosable=[pointer for pointer in _leaves(document) if pointer not in always],
        ).to_text()


def require_token(envelope: Json, media_type: str) -> Json:
    """Check the token in an envelope, and give what it says; raise if it is not right."""
    is_presentation = media_type == vc_jose.PRESENTATION
    kind = ENVELOPED_PRESENTATION if is_presentation else ENVELOPED_CREDENTIAL
    if problems := envelope_problems(envelope, kind):
        raise MalformedError("; ".join(problems))
    claims = claims_of(vc_jose.token_in(envelope).token, media_type)
    if is_presentation:
        _require_secured(claims)
    return claims


def claims_of(token: str, media_type: str, key: PublicKey | None = None) -> Json:
    """Check the type and the signature of a token, and the rules of what it says.

    Without *key*, it is the one that the `kid` in the header spells out.
    """
    jws = jose.parse_compact(token.partition(SEPARATOR)[0])
    if jose.media_type_of(jws.header) != media_type:
        raise MalformedError(f"is not {media_type}", path="typ")
    if not jose.is_signature_valid(jws, key or key_named(jws.header.get("kid"))):
        raise MalformedError("the signature is not one over this token")
    claims = _claims(token, jws, media_type)
    _require_own_claims(claims)
    if media_type == vc_jose.PRESENTATION:
        rules.require_presentation(claims)
    else:
        rules.require_credential(claims)
    rules.require_defined_terms({name: claims[name] for name in claims if name not in CLAIMS})
    return claims


def _claims(token: str, jws: jose.Jws, media_type: str) -> Json:
    if media_type == vc_jose.CREDENTIAL_SD_JWT:
        return sd_jwt.read(sd_jwt.SdJwt.parse(token)).claims
    claims = strict_json.parse(jws.payload)
    if not isinstance(claims, dict):
        raise MalformedError("the payload is not a JSON object")
    return claims


def _require_own_claims(claims: Json) -> None:
    """Refuse other documents inside, and an `iss` beside another issuer (VC-JOSE-COSE)."""
    for name in ("vc", "vp"):
        if name in claims:
            raise MalformedError("a claim that would be read in the document's place", path=name)
    named = claims.get("issuer", claims.get("holder"))
    if "iss" in claims and claims["iss"] != id_of(named):
        raise MalformedError("is not the issuer or the holder", path="iss")


def _require_secured(presentation: Json) -> None:
    credentials = presentation.get("verifiableCredential", [])
    for each in credentials if isinstance(credentials, list) else [credentials]:
        if not has_type(each, ENVELOPED_CREDENTIAL):
            raise MalformedError("is not enveloped", path="verifiableCredential")
        require_token(each, vc_jose.token_in(each).media_type)


def _leaves(document: Json) -> list[str]:
    """Point at each thing that is said of the subject, which may then be shown alone."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict):
        return []
    names = [name for name in subject if name not in ("id", "type")]
    return [pointer_to(["credentialSubject", name]) for name in names]
