"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("grants.member_added")
@dataclass(frozen=True, slots=True)
class MemberAdded:
    """An address acts for an organisation from now on."""

    member_id: str


@fact("grants.access_asked")
@dataclass(frozen=True, slots=True)
class AccessAsked:
    """An organisation asks somebody to see badges."""

    request_id: str


@fact("grants.access_answered")
@dataclass(frozen=True, slots=True)
class AccessAnswered:
    """A holder granted a request, or did not."""

    request_id: str


@fact("grants.grant_used")
@dataclass(frozen=True, slots=True)
class GrantUsed:
    """An organisation looked at what was granted."""

    grant_id: str


@fact("grants.grant_revoked")
@dataclass(frozen=True, slots=True)
class GrantRevoked:
    """A holder took a grant back."""

    grant_id: str
