"""Questions about what somebody was told."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, When

from insigne_platform.notifications.models import Kind, Muted, Notification
from insigne_platform.people.models import Person


def notifications_of(person: Person, *, kind: str = "") -> QuerySet[Notification]:
    """What the person was told, unread first, then newest first."""
    found = Notification.objects.filter(person=person)
    if kind:
        found = found.filter(kind=kind)
    is_read = Case(When(read_at=None, then=0), default=1, output_field=IntegerField())
    return found.order_by(is_read, "-created_at")


def notification_of(person: Person, notification_id: UUID) -> Notification | None:
    """One of the person's own."""
    return Notification.objects.filter(person=person, pk=notification_id).first()


def unread_count(person: Person) -> int:
    """How many the person did not read yet."""
    return Notification.objects.filter(person=person, read_at=None).count()


def wanted_kinds(person: Person) -> list[str]:
    """The kinds of which the person wants to be told."""
    muted = set(Muted.objects.filter(person=person).values_list("kind", flat=True))
    return [kind.value for kind in Kind if kind.value not in muted]
