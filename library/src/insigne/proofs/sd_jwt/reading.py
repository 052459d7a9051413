"""Reading a whole SD-JWT, before anything in it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.proofs import jose
from insigne.proofs.sd_jwt.processing import Disclosed, disclosed
from insigne.proofs.sd_jwt.token import SdJwt


@dataclass(frozen=True, slots=True)
class ReadSdJwt:
    """A token, the header of its signed part, and the claims as disclosed."""

    token: SdJwt
    header: Mapping[str, object]
    disclosed: Disclosed

    @property
    def claims(self) -> Mapping[str, object]:
        """The claims as they read with what was disclosed."""
        return self.disclosed.claims


def read(token: SdJwt | str) -> ReadSdJwt:
    """Read a token. Raises `MalformedError`, or `UnsupportedError` for a hash that is not ours."""
    whole = SdJwt.parse(token) if isinstance(token, str) else token
    jws = jose.parse_compact(whole.issuer_jwt)
    payload = strict_json.parse(jws.payload)
    if not isinstance(payload, dict):
        raise MalformedError("the payload of the SD-JWT is not a JSON object")
    return ReadSdJwt(whole, jws.header, disclosed(payload, whole.disclosures))
