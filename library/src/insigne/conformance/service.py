"""What an implementation under test can do: operations, each from one JSON value to another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

type Json = Mapping[str, Any]
type Operate = Callable[[Json, Json], Json]

ISSUE: Final = "/credentials/issue"
VERIFY: Final = "/credentials/verify"
DERIVE: Final = "/credentials/derive"
STATUS: Final = "/credentials/status"
VERIFY_PRESENTATION: Final = "/presentations/verify"

VERIFIED: Final[Json] = {"verified": True, "checks": ["proof"], "warnings": [], "errors": []}


@dataclass(frozen=True, slots=True)
class Kind:
    """How one sort of operation is asked for and answered (VC-API)."""

    member: str
    success: HTTPStatus
    refusal: HTTPStatus


KINDS: Final[Mapping[str, Kind]] = {
    ISSUE: Kind("credential", HTTPStatus.CREATED, HTTPStatus.UNPROCESSABLE_ENTITY),
    VERIFY: Kind("verifiableCredential", HTTPStatus.OK, HTTPStatus.BAD_REQUEST),
    DERIVE: Kind("verifiableCredential", HTTPStatus.CREATED, HTTPStatus.UNPROCESSABLE_ENTITY),
    STATUS: Kind("credentialStatus", HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY),
    VERIFY_PRESENTATION: Kind("verifiablePresentation", HTTPStatus.OK, HTTPStatus.BAD_REQUEST),
}


@dataclass(frozen=True, slots=True)
class Implementation:
    """One implementation to test: whose key it signs with, and what can be asked of it.

    An operation is given the document and the options, and raises an `InsigneError` to refuse.
    `documents` are what it publishes, by path.
    """

    name: str
    tags: tuple[str, ...]
    issuer: str
    operations: Mapping[str, Operate]
    documents: Mapping[str, Callable[[], Json]] = field(default_factory=dict)
