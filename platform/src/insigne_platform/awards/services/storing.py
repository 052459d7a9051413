"""Storing new awards, with what the lists of an institution need of them."""

from __future__ import annotations

from collections.abc import Sequence

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award, KnownRecipient
from insigne_platform.core.inserting import insert_missing, insert_rows


def placed(version: AchievementVersion) -> dict[str, object]:
    """What every award of a version says for the lists: whose it is, and what it is called."""
    return {
        "institution_id": version.achievement.issuer.institution_id,
        "badge_name": version.name_en or version.name_nl,
    }


def store_awards(awards: Sequence[Award]) -> None:
    """Add new awards, and who is found by them; in the transaction of whoever calls."""
    insert_rows(Award, awards)
    know_recipients(awards)


def know_recipients(awards: Sequence[Award]) -> None:
    """Have awards be found by the names and addresses of those who got them."""
    wanted = {
        (award.institution_id, award.recipient_email.lower(), award.recipient_name.lower())
        for award in awards
    }
    # In their order, so that two who store at once never wait for each other.
    insert_missing(KnownRecipient, ("institution", "email", "name"), sorted(wanted))
