"""What the W3C's suite for VC-JOSE-COSE asks on the command line: a file in, a result out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from insigne.conformance import rules
from insigne.conformance.enveloping import claims_of
from insigne.credentials.data_model import ENVELOPED_CREDENTIAL, has_type
from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import PublicKey
from insigne.proofs import vc_jose

type Json = Mapping[str, object]


class Result(StrEnum):
    """The four results that the suite knows."""

    SUCCESS = "success"
    FAILURE = "failure"
    INDETERMINATE = "indeterminate"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and the token that was made or the reason why not."""

    result: Result
    data: str = ""

    def to_json(self) -> dict[str, str]:
        """Write it as the suite reads it."""
        return {"result": self.result.value, "data": self.data}


FEATURES: Final[Mapping[str, str]] = {
    "credential_jose": vc_jose.CREDENTIAL,
    "credential_sdjwt": vc_jose.CREDENTIAL_SD_JWT,
    "presentation_jose": vc_jose.PRESENTATION,
}
UNSPOKEN_FEATURES: Final = frozenset({"credential_cose", "presentation_cose", "presentation_sdjwt"})


def issue(source: bytes, key: bytes, feature: str, disclosable: Sequence[str] = ()) -> Outcome:
    """Secure a document with the secret key of a verification method."""
    return _outcome_of(feature, lambda media_type: _issue(source, key, media_type, disclosable))


def verify(source: bytes, key: bytes, feature: str) -> Outcome:
    """Check a token with the public key of a verification method."""
    return _outcome_of(feature, lambda media_type: _verify(source, key, media_type))


def _outcome_of(feature: str, act: Callable[[str], str]) -> Outcome:
    if feature in UNSPOKEN_FEATURES:
        return Outcome(Result.INDETERMINATE, f"{feature} is not spoken here")
    try:
        return Outcome(Result.SUCCESS, act(FEATURES[feature]))
    except UnsupportedError as error:
        return Outcome(Result.INDETERMINATE, str(error))
    except InsigneError as error:
        return Outcome(Result.FAILURE, str(error))


def _issue(source: bytes, key: bytes, media_type: str, disclosable: Sequence[str]) -> str:
    document, method = _object(source), _object(key)
    secret = method.get("secretKeyJwk", method)
    signer = PrivateKey.from_jwk(_mapping(secret, "secretKeyJwk"))
    kid = _kid(method)
    if media_type == vc_jose.PRESENTATION:
        rules.require_presentation(document)
        _require_enveloped(document)
        rules.require_defined_terms(document)
        return vc_jose.secure_presentation(document, signer=signer, kid=kid)
    rules.require_credential(document)
    rules.require_defined_terms(document)
    if media_type == vc_jose.CREDENTIAL:
        return vc_jose.secure(document, signer=signer, kid=kid)
    return vc_jose.secure_sd_jwt(
        document, signer=signer, kid=kid, disclosable=disclosable
    ).to_text()


def _verify(source: bytes, key: bytes, media_type: str) -> str:
    method = _object(key)
    public = PublicKey.from_jwk(_mapping(method.get("publicKeyJwk", method), "publicKeyJwk"))
    claims = claims_of(_token_in(source), media_type, public)
    if media_type == vc_jose.PRESENTATION:
        _require_enveloped(claims)
    return ""


def _require_enveloped(presentation: Json) -> None:
    """Ask that every credential is secured; its own key is not at hand, so not whether rightly."""
    credentials = presentation.get("verifiableCredential", [])
    for each in credentials if isinstance(credentials, list) else [credentials]:
        if not has_type(_mapping(each, "verifiableCredential"), ENVELOPED_CREDENTIAL):
            raise MalformedError("is not enveloped", path="verifiableCredential")


def _token_in(source: bytes) -> str:
    """Read a token, alone or in the `data` of an earlier result."""
    try:
        text = source.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise MalformedError("the token is not ASCII text") from error
    if not text.startswith("{"):
        return text
    token = _object(source).get("data")
    if not isinstance(token, str):
        raise MalformedError("is not text", path="data")
    return token


def _kid(method: Json) -> str:
    kid = method.get("id", method.get("kid"))
    if not isinstance(kid, str):
        raise MalformedError("is not the address of a key", path="id")
    return kid


def _object(source: bytes) -> Json:
    return _mapping(strict_json.parse(source), "")


def _mapping(value: object, path: str) -> Json:
    if not isinstance(value, Mapping):
        raise MalformedError("is not a JSON object", path=path)
    return value
