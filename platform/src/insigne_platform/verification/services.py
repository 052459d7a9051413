"""Checking what anybody offers; nothing of it is stored, and nothing of it is logged."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from insigne.adapters.fetcher import Fetcher
from insigne.adapters.fetching import HttpFetcher
from insigne.adapters.gathering import gather
from insigne.credentials.reading import id_of
from insigne.verification.judge import judge
from insigne.verification.policy import DefaultPolicy
from insigne_platform.awards import composition as awards
from insigne_platform.core.addresses import is_own
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.verification import selectors
from insigne_platform.verification.composition import (
    Examination,
    Examined,
    OwnRevocation,
    own_picture_paths,
    view_of,
)
from insigne_platform.verification.levels import Judged
from insigne_platform.verification.looking_up import OwnStoreFirst
from insigne_platform.verification.offered import offered
from insigne_platform.verification.stated import Stated
from insigne_platform.verification.view import VerificationView

LONGEST_EMAIL: Final = 254
OUTSIDE: Final[Fetcher] = HttpFetcher()  # https only, and never an address inside


def verify(
    source: bytes | None,
    text: str | None,
    address: str | None,
    recipient: str | None,
    *,
    at: datetime,
    outside: Fetcher = OUTSIDE,
) -> VerificationView:
    """Answer whether what was offered can be relied on: a file, a pasted text or an address.

    With the e-mail address *recipient* it is also asked whose badge it is. What this site
    published is read from its own store; *outside* looks up the rest. Raises `Invalid` with one
    sentence if there is no badge in it to check.
    """
    return examine(source, text, address, recipient, at=at, outside=outside).view


def examine(
    source: bytes | None,
    text: str | None,
    address: str | None,
    recipient: str | None = None,
    *,
    at: datetime,
    outside: Fetcher = OUTSIDE,
) -> Examination:
    """Do as `verify`, and answer besides the view what a backpack needs to keep it."""
    recipient = (recipient or "").strip() or None
    if recipient and (len(recipient) > LONGEST_EMAIL or "@" not in recipient):
        raise Invalid([Problem("recipient", _("This is not a complete e-mail address."))])
    fetcher = OwnStoreFirst(outside, at)
    given = offered(source, text, address, fetcher)
    evidence = gather(given.credential, fetcher, recipient=recipient, at=at)
    report = judge(given.credential, evidence, policy=DefaultPolicy(), at=at)
    examined = Examined(given.credential, given.carrier, evidence, report)

    own_revocation = _own_revocation(examined)
    stated = examined.stated if own_revocation is None else own_revocation.stated
    view = view_of(examined, at=at, picture=_own_picture(stated), own_revocation=own_revocation)
    return Examination(view, given, examined.stated, _is_ours(examined))


def _own_revocation(examined: Examined) -> OwnRevocation | None:
    """Look in our own books for when and why, if it is ours and was proven to be taken back."""
    judged = Judged(examined.report, examined.stated)
    is_hosted_by_us = _is_hosted_by_us(examined)
    if not judged.is_taken_back or not _is_ours(examined):
        return None
    award = selectors.award_taken_back(examined.credential.id)
    if award is None:
        return None
    stated = examined.stated
    if is_hosted_by_us:  # its address says no more than that it is gone, and a copy may lie
        badge = awards.Badge.of(award.version)
        issuer = badge.issuer.to_json()
        stated = Stated(
            awards.hosted_assertion(award),
            badge.achievement.to_json(),
            issuer,
            id_of(issuer),
            stated.dialect,
        )
    if award.is_suspended:
        return OwnRevocation(award.suspended_at, award.suspension_reason, stated, True)
    return OwnRevocation(award.revoked_at, award.revocation_reason, stated)


def _is_ours(examined: Examined) -> bool:
    """Say whether this site gave the badge: it is hosted here, or an issuer of ours signed it."""
    return _is_hosted_by_us(examined) or Judged(examined.report, examined.stated).is_ours


def _is_hosted_by_us(examined: Examined) -> bool:
    judged = Judged(examined.report, examined.stated)
    return judged.finding("source") is not None and is_own(examined.credential.id)


def _own_picture(stated: Stated) -> str | None:
    """Show the picture that we published of the badge; one that lies elsewhere is not fetched."""
    return next(
        (path for path in own_picture_paths(stated) if selectors.is_published_picture(path)), None
    )
