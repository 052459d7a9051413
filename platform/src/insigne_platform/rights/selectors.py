"""Questions about copies of everything."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from insigne_platform.people.models import Person
from insigne_platform.rights.models import Export


def exports_of(person: Person) -> QuerySet[Export]:
    """The copies that the person asked for lately, newest first, without what is in them."""
    return Export.objects.filter(person=person).defer("archive")


def export_of(person: Person, export_id: UUID) -> Export | None:
    """One copy of the person's."""
    return exports_of(person).filter(pk=export_id).first()


def archive_of(export: Export) -> bytes | None:
    """The zip itself; None while it is made, and after its week."""
    found = Export.objects.filter(pk=export.pk).values_list("archive", flat=True).first()
    return bytes(found) if found else None
