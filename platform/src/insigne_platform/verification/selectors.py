"""Questions to our own books about what was offered."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core import publication
from insigne_platform.core.addresses import path_of

TAKEN_BACK: Final = Q(state=AwardState.REVOKED) | Q(suspended_at__isnull=False)
ASSERTIONS: Final = "/public/assertions/"
LONGEST_ID: Final = 300


def award_taken_back(credential_id: str) -> Award | None:
    """The award of ours with this identifier in one of the versions, if it is taken back.

    For good, or for as long as it is suspended.
    """
    named = _named(credential_id)
    return None if named is None else _whole(Award.objects.filter(TAKEN_BACK, named)).first()


def award_named(credential_id: str) -> Award | None:
    """The award of ours with this identifier in one of the versions."""
    named = _named(credential_id)
    return None if named is None else _whole(Award.objects.filter(named)).first()


def _named(credential_id: str) -> Q | None:
    if not credential_id.isprintable() or not 0 < len(credential_id) <= LONGEST_ID:
        return None
    is_it = Q(credential_id=credential_id)
    path = path_of(credential_id) or ""
    if path.startswith(ASSERTIONS):
        is_it |= Q(public_id=path.removeprefix(ASSERTIONS))
    return is_it


def _whole(found: QuerySet[Award]) -> QuerySet[Award]:
    return found.select_related("version__achievement__issuer__institution").defer(
        "version__picture_png", "version__picture_svg"
    )


def is_published_picture(path: str) -> bool:
    """Say whether a picture of ours stands at *path*."""
    document = publication.document_at(path)
    return document is not None and document.media_type.startswith("image/")
