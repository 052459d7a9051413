"""This room is for a credential as it came: its bytes, and a reading of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from insigne.credentials.assertion import AssertionView
from insigne.credentials.dialect import ASSERTION_DIALECTS, Dialect, dialect_of
from insigne.credentials.jwt_payload import credential_in
from insigne.credentials.reading import Json, as_object, id_of, objects_of, strings_of, text_of
from insigne.credentials.sd_jwt_credential import credential_in_sd_jwt
from insigne.credentials.sound_forms import Likeness, read_alike
from insigne.encoding import base64url, strict_json, timestamps
from insigne.errors import MalformedError
from insigne.proofs import vc_jose

if TYPE_CHECKING:
    from insigne.baking.pdf import Seal
    from insigne.proofs.sd_jwt import ReadSdJwt

_COMPACT_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\Z")
_SD_JWT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*~")
_ENVELOPE = vc_jose.ENVELOPES[vc_jose.CREDENTIAL]


@dataclass(frozen=True, slots=True)
class ReceivedCredential:
    """The bytes as they came, and a reading of them that never changes them.

    `jws_text` is set when it came as a compact JWS, and `claims` is then that JWS's payload. When
    it came as an SD-JWT, that is `sd_jwt`: then `jws_text` is its signed part, and `claims` are
    those that were disclosed.
    An Open Badges 2.0 badge may be no more than its address: then `is_reference` is true, the
    address is its `id`, and what it says is to be fetched there.
    """

    source: bytes
    document: Json
    dialect: Dialect
    jws_text: str | None = None
    claims: Json | None = None
    is_reference: bool = False
    sd_jwt: ReadSdJwt | None = None
    seal: Seal | None = None
    """The seal of the PDF in which it came, if it came in one that was sealed."""
    likeness: Likeness | None = field(default=None, compare=False, repr=False)
    """How it compares with other badges, if it came as JSON: of use to the check of structure."""

    @classmethod
    def parse(cls, source: bytes) -> ReceivedCredential:
        """Read *source*: JSON, a compact JWS, an SD-JWT, or the address of a hosted badge.

        Nothing is believed yet: a JWS is decoded, not verified. An enveloped credential is read
        as what is in the envelope. Raises `MalformedError` with the path that is wrong, and
        `UnsupportedError` for an envelope or a digest of a kind that we do not speak.
        """
        if source[:1] == b"{":
            return cls._parse_json(source)
        text = _text_of(source)
        if text.startswith("{"):
            return replace(cls._parse_json(text.encode()), source=source)
        if _COMPACT_JWS.match(text):
            return cls._parse_jws(source, text)
        if _SD_JWT.match(text):
            return cls._parse_sd_jwt(source, text)
        if _is_address(text):
            return cls(source, {"id": text}, Dialect.OPEN_BADGES_2, is_reference=True)
        return cls._parse_json(source)

    @classmethod
    def _parse_json(cls, source: bytes) -> ReceivedCredential:
        document, likeness = read_alike(source)
        if not isinstance(document, dict):
            raise MalformedError("the credential is not a JSON object")
        if _ENVELOPE in strings_of(document.get("type")):
            token = vc_jose.token_in(document).token
            return replace(cls.parse(token.encode("ascii")), source=source)
        return cls(source, document, dialect_of(document), likeness=likeness)

    @classmethod
    def _parse_jws(cls, source: bytes, text: str) -> ReceivedCredential:
        claims = _object_of(base64url.decode(text.split(".")[1]), "the payload of the JWS")
        document = credential_in(claims)
        return cls(source, document, dialect_of(document), jws_text=text, claims=claims)

    @classmethod
    def _parse_sd_jwt(cls, source: bytes, text: str) -> ReceivedCredential:
        from insigne.proofs import sd_jwt  # noqa: PLC0415  # a room that other badges do without

        read = sd_jwt.read(text)
        return cls(
            source,
            credential_in_sd_jwt(read),
            Dialect.SD_JWT_VC,
            jws_text=read.token.issuer_jwt,
            claims=read.claims,
            sd_jwt=read,
        )

    @property
    def id(self) -> str:
        """The credential's own identifier; empty when it has none."""
        return id_of(self.document)

    @property
    def assertion(self) -> AssertionView:
        """What it says as an assertion, if it is one (before 3.0)."""
        return AssertionView.of(self.document, self.dialect)

    @property
    def subject(self) -> Json:
        """Whom the credential is about (3.0); the first, should there be several."""
        return next(iter(objects_of(self.document.get("credentialSubject"))), {})

    @property
    def achievement(self) -> Json:
        """What was earned: the Achievement (3.0) or the BadgeClass, if written out (2.0)."""
        if self.dialect in ASSERTION_DIALECTS:
            return as_object(self.document.get("badge"))
        return as_object(self.subject.get("achievement"))

    @property
    def issuer(self) -> Json:
        """The issuer as the credential itself describes it, which is no proof of anything."""
        if self.dialect in ASSERTION_DIALECTS:
            return as_object(self.achievement.get("issuer"))
        return as_object(self.document.get("issuer"))

    @property
    def issuer_id(self) -> str:
        """Who is said to have issued it; empty where that stands in a document elsewhere (2.0)."""
        if self.dialect in ASSERTION_DIALECTS:
            return id_of(self.achievement.get("issuer"))
        return id_of(self.document.get("issuer"))

    @property
    def name(self) -> str:
        """What it is called: by the achievement, else by the credential."""
        return text_of(self.achievement.get("name")) or text_of(self.document.get("name"))

    @property
    def valid_from(self) -> datetime | None:
        """From when it counts. Raises `MalformedError` when that is no instant."""
        if self.dialect in ASSERTION_DIALECTS:
            return self.assertion.issued_on
        return self._instant("validFrom", "issuanceDate")

    @property
    def valid_until(self) -> datetime | None:
        """Until when it counts, if it ends. Raises `MalformedError` when that is no instant."""
        if self.dialect in ASSERTION_DIALECTS:
            return self.assertion.expires
        return self._instant("validUntil", "expirationDate")

    @property
    def status_entries(self) -> tuple[Json, ...]:
        """Where to ask whether it was withdrawn (3.0, credentialStatus)."""
        return tuple(objects_of(self.document.get("credentialStatus")))

    @property
    def identity_objects(self) -> tuple[Json, ...]:
        """How the recipient is identified, in one way (2.0) or several (3.0)."""
        if self.dialect in ASSERTION_DIALECTS:
            return self.assertion.identity_objects
        return tuple(objects_of(self.subject.get("identifier")))

    def _instant(self, *names: str) -> datetime | None:
        for name in names:
            value = self.document.get(name)
            if isinstance(value, str):
                return timestamps.parse(value)
            if value is not None:
                raise MalformedError("an instant is written as a string", path=name)
        return None


def _text_of(source: bytes) -> str:
    try:
        return source.decode().strip()
    except UnicodeDecodeError as error:
        raise MalformedError("the credential is not UTF-8 text") from error


def _object_of(source: bytes | str, what: str) -> Json:
    document = strict_json.parse(source)
    if not isinstance(document, Mapping):
        raise MalformedError(f"{what} is not a JSON object")
    return document


def _is_address(text: str) -> bool:
    if not text.startswith(("https://", "http://")) or re.search(r"[\s<>\"{}]", text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False
