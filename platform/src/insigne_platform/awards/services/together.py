"""Awarding to a few hundred people at once, as one batch: for who knows them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.events import BatchOpened
from insigne_platform.awards.models import Award, Batch
from insigne_platform.awards.recipients import Recipient, check_recipients
from insigne_platform.awards.services.awarding import must_award
from insigne_platform.awards.services.entering import new_awards
from insigne_platform.awards.services.storing import store_awards
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Problem
from insigne_platform.people.models import Person


@transaction.atomic
def award_together(
    version: AchievementVersion,
    recipients: Sequence[Recipient],
    *,
    label: str,
    by: Person,
    at: datetime,
) -> tuple[list[Award], list[Problem]]:
    """Award a badge to all of them who do not have it, and say by row who cannot be awarded.

    Each row has a number of its own. Whether that are more than one person may decide is for the
    caller to ask. Where nobody is new there is no batch.
    """
    must_award(by, version)
    good, problems = check_recipients([each.as_row() for each in recipients], at=at)
    batch = Batch(version=version, awarded_by=by, label=label[:200], total=0, worked_at=at)
    awards = new_awards(batch, good, at) if good else []
    if awards:
        batch.total, batch.already = len(awards), len(good) - len(awards)
        batch.save()
        store_awards(awards)
        audit.record(by, "batch.opened", batch, total=batch.total, already=batch.already)
        outbox.publish(BatchOpened(str(batch.pk)))
    return awards, problems
