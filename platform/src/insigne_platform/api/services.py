"""What happens to tokens: they are made, used and revoked."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.api.models import ApiToken
from insigne_platform.api.permissions import may_manage_tokens
from insigne_platform.api.scopes import SCOPES
from insigne_platform.api.selectors import digest_of
from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

PREFIX = "insigne_"  # so that whoever finds one, a program too, sees what it is
MOST_NAME = 100
USED_AGAIN_AFTER = timedelta(minutes=5)


@transaction.atomic
def make_token(
    institution: Institution,
    *,
    name: str,
    scopes: Sequence[str],
    by: Person,
    at: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """Make a token, and answer its secret: nobody can read that again afterwards."""
    if not may_manage_tokens(by, institution):
        raise NotPermitted(_("You do not administer this institution."))
    name = " ".join(name.split())
    if problems := _problems_with(name, scopes, expires_at, at):
        raise Invalid(problems)

    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        institution=institution,
        made_by=by,
        name=name,
        scopes=[scope for scope in SCOPES if scope in scopes],
        digest=digest_of(secret),
        ending=secret[-4:],
        expires_at=expires_at,
    )
    audit.record(by, "token.made", token, institution=institution.pk, scopes=token.scopes)
    return token, secret


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person, at: datetime) -> ApiToken:
    """Have a token let nobody in any more; doing it twice is no harm."""
    if not may_manage_tokens(by, token.institution):
        raise NotPermitted(_("You do not administer this institution."))
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        audit.record(by, "token.revoked", token, institution=token.institution_id)
    return token


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Write down that a token was used; to the nearest minutes, so that reading stays cheap."""
    if token.last_used_at is None or at - token.last_used_at > USED_AGAIN_AFTER:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)


def _problems_with(
    name: str, scopes: Sequence[str], expires_at: datetime | None, at: datetime
) -> list[Problem]:
    problems = []
    if not name:
        problems.append(Problem("name", _("Name the token after what uses it.")))
    if len(name) > MOST_NAME:
        problems.append(Problem("name", _("A name has at most 100 characters.")))
    if not scopes or set(scopes) - set(SCOPES):
        problems.append(Problem("scopes", _("Choose what the token is for.")))
    if expires_at is not None and expires_at <= at:
        problems.append(Problem("expires_at", _("This day is over.")))
    return problems
