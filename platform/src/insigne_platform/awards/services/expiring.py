"""Telling holders in time that a badge runs out, once for each badge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPException

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from insigne_platform.awards.models import DAYS_BEFORE, Award, AwardState, ExpiryReminders
from insigne_platform.awards.services.mailing import write
from insigne_platform.core import audit
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.institutions.letters import day_in
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person

log = structlog.get_logger("insigne.awards")

LONGEST = 365
AT_ONCE = 200


@transaction.atomic
def set_reminders(
    institution: Institution, *, is_on: bool, days_before: int, by: Person
) -> ExpiryReminders:
    """Say whether, and how long before, holders are told that their badge runs out."""
    if not may_administer(by, institution):
        raise NotPermitted(_("You do not administer this institution."))
    if not 1 <= days_before <= LONGEST:
        raise Invalid([Problem("days_before", _("Between 1 and 365 days."))])
    reminders, _is_new = ExpiryReminders.objects.update_or_create(
        institution=institution, defaults={"is_on": is_on, "days_before": days_before}
    )
    audit.record(by, "reminders.set", reminders, is_on=is_on, days=days_before)
    return reminders


def remind_expiring(*, at: datetime, most: int = AT_ONCE) -> int:
    """Mail holders whose badge runs out soon and who were not told; answer how many that were."""
    told = 0
    for due in _due(at):
        for award in due[: most - told]:
            told += _remind(award, at)
        if told >= most:
            break
    return told


def _due(at: datetime) -> Iterator[QuerySet[Award]]:
    """The awards to tell of, for every number of days that some institution asks for."""
    kept = list(ExpiryReminders.objects.values_list("institution_id", "is_on", "days_before"))
    own = [house for house, _is_on, _days in kept]
    yield _running_out(at, DAYS_BEFORE).exclude(institution__in=own)
    for days in sorted({days for _house, is_on, days in kept if is_on}):
        houses = [house for house, is_on, theirs in kept if is_on and theirs == days]
        yield _running_out(at, days).filter(institution__in=houses)


def _running_out(at: datetime, days: int) -> QuerySet[Award]:
    return (
        Award.objects.filter(
            Q(expires_at__gt=at, expires_at__lte=at + timedelta(days=days)),
            state=AwardState.ISSUED,
            suspended_at=None,
            is_renewed=False,
            reminded_at=None,
            holder__isnull=False,
        )
        .select_related("version__achievement__issuer__institution", "holder")
        .defer("version__picture_png", "version__picture_svg")
        .order_by("expires_at")
    )


def _remind(award: Award, at: datetime) -> bool:
    """Write down that it is told, and tell it; if the mail does not go, neither happened."""
    holder = award.holder
    if holder is None:
        return False
    try:
        with transaction.atomic():
            is_first = Award.objects.filter(pk=award.pk, reminded_at=None).update(reminded_at=at)
            if not is_first:
                return False
            write(
                holder.email,
                "expiring",
                award,
                language=holder.language,
                name=holder.display_name,
                day=day_in(holder.language, award.expires_at),
                link=absolute("/backpack"),
            )
    except (SMTPException, OSError):
        log.warning("reminder not sent", award=str(award.pk))
        return False
    return True
