"""Questions to our own books about what was offered."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core import publication
from insigne_platform.core.addresses import path_of

ASSERTIONS: Final = "/public/assertions/"
LONGEST_ID: Final = 300


def revoked_award(credential_id: str) -> Award | None:
    """The award of ours that has this identifier in one of the versions, if it was taken back."""
    if not credential_id.isprintable() or len(credential_id) > LONGEST_ID:
        return None
    is_it = Q(credential_id=credential_id)
    path = path_of(credential_id) or ""
    if path.startswith(ASSERTIONS):
        is_it |= Q(public_id=path.removeprefix(ASSERTIONS))
    return (
        Award.objects.filter(is_it, state=AwardState.REVOKED)
        .select_related("version__achievement__issuer__institution")
        .defer("version__picture_png", "version__picture_svg")
        .first()
    )


def is_published_picture(path: str) -> bool:
    """Say whether a picture of ours stands at *path*."""
    document = publication.document_at(path)
    return document is not None and document.media_type.startswith("image/")
