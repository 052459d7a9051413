"""Who asks: a token, the person who made it, and the one institution that it is for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from insigne_platform.api import limits
from insigne_platform.api.models import ApiToken
from insigne_platform.api.problems import Refusal
from insigne_platform.api.scopes import SCOPES
from insigne_platform.api.selectors import token_with
from insigne_platform.api.services import note_use
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_see
from insigne_platform.people.models import Person


@dataclass(frozen=True, slots=True)
class Caller:
    """For whom a program acts: never more than the person may, and in one institution."""

    token: ApiToken

    @property
    def person(self) -> Person:
        """Who made the token, and whose rights count at this moment."""
        return self.token.made_by

    @property
    def institution(self) -> Institution:
        """Where the program acts; everything elsewhere is not there for it."""
        return self.token.institution


class ApiRequest(HttpRequest):
    """A request as views behind `Scope` get it."""

    auth: Caller


class Scope(HttpBearer):
    """The bearer token of a request, if it is for this (RFC 6750)."""

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        if scope and scope not in SCOPES:
            raise ValueError(f"there is no scope {scope}")
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        """Answer for whom the program acts, or refuse it."""
        at = timezone.now()
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise Refusal(
                401, _("Send a token: Authorization: Bearer …"), WWW_Authenticate="Bearer"
            )
        token = token_with(secret.strip())
        if token is None or not token.is_open(at) or not _works_there(token):
            limits.count_failure(request.META.get("REMOTE_ADDR", ""), at=at)
            raise Refusal(
                401,
                _("This token is not known, has ended, or its maker works here no more."),
                WWW_Authenticate='Bearer error="invalid_token"',
            )
        limits.count_request(str(token.pk), at=at)
        if self.scope and self.scope not in token.scopes:
            raise Refusal(
                403,
                _("This token is not for that; it lacks the scope %(scope)s.")
                % {"scope": self.scope},
                WWW_Authenticate=f'Bearer error="insufficient_scope", scope="{self.scope}"',
            )
        note_use(token, at=at)
        return Caller(token)

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Not asked: `__call__` does it all, so that each refusal says what is wrong."""
        raise NotImplementedError


def _works_there(token: ApiToken) -> bool:
    return may_see(token.made_by, token.institution)
