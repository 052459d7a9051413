"""Questions about tokens."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db.models import QuerySet

from insigne_platform.api.models import ApiToken
from insigne_platform.institutions.models import Institution


def tokens_of(institution: Institution) -> QuerySet[ApiToken]:
    """The tokens of an institution, newest first."""
    return ApiToken.objects.filter(institution=institution).select_related("made_by")


def token_of(institution: Institution, token_id: UUID) -> ApiToken | None:
    """One token of an institution."""
    return tokens_of(institution).filter(pk=token_id).first()


def token_with(secret: str) -> ApiToken | None:
    """The token whose secret this is, whether it is still open or not."""
    found = ApiToken.objects.filter(digest=digest_of(secret))
    return found.select_related("made_by", "institution").first()


def digest_of(secret: str) -> str:
    """What is stored of a secret: it has 256 bits, so that nobody finds it from this."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
