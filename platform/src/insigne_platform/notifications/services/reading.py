"""Reading what one was told."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from insigne_platform.core.errors import NotPermitted
from insigne_platform.notifications.models import Notification
from insigne_platform.people.models import Person


def mark_read(notification: Notification, *, by: Person, at: datetime) -> None:
    """Note that the person read it; the first time counts."""
    if notification.person_id != by.pk:
        raise NotPermitted(_("This notification is not yours."))
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=at)


def mark_all_read(*, by: Person, at: datetime) -> int:
    """Note that the person read everything; answer how many were unread."""
    return Notification.objects.filter(person=by, read_at=None).update(read_at=at)
