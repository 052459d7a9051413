"""Questions to the audit trail: what was done in one institution, newest first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from insigne_platform.core.models import AuditEntry


def entries_of(
    institution: UUID,
    *,
    actor: UUID | None = None,
    prefixes: Collection[str] = (),
    without: Collection[str] = (),
    object_id: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
) -> QuerySet[AuditEntry]:
    """The entries of an institution by one person, about one thing, in a period.

    *prefixes* are the first words of actions ("award", "badge"); *without* those left out.
    """
    found = AuditEntry.objects.filter(institution=institution)
    if actor is not None:
        found = found.filter(actor=actor)
    if object_id:
        found = found.filter(object_id=object_id)
    if since is not None:
        found = found.filter(at__gte=since)
    if before is not None:
        found = found.filter(at__lt=before)
    if prefixes:
        found = found.filter(_begins_with(prefixes))
    if without:
        found = found.exclude(_begins_with(without))
    return found.order_by("-sequence")


def _begins_with(prefixes: Collection[str]) -> Q:
    begins = Q(pk__in=())
    for prefix in prefixes:
        begins |= Q(action__startswith=f"{prefix}.")
    return begins
