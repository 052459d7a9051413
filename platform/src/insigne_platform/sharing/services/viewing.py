"""The view log: its entries are the holder's own, and hold nothing of where a viewer sat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import translation

from insigne_platform.backpack.models import Collection, Holding
from insigne_platform.core import audit
from insigne_platform.people.models import Person
from insigne_platform.sharing.models import Link, Shown, Through, View

KEPT: Final = timedelta(days=365)
FIELDS: Final = ("recipient_name", "grade", "narrative", "evidence_url", "expires_at")


def note_view(
    person: Person,
    *,
    at: datetime,
    through: str,
    reference: UUID,
    badges: Sequence[str],
    fields: Sequence[str] = (),
    audience: str = "",
    viewer: str = "",
    purpose: str = "",
) -> View:
    """Write down that something of the person was seen: the hour, and nothing of the network.

    *reference* is the link or grant, *badges* are names (of `names_for`), *fields* names of what
    was shown of them; *viewer* is an organisation whose identity is verified, or nothing.
    """
    return View.objects.create(
        person=person,
        at=_hour(at),
        through=through,
        reference=reference,
        badges=list(badges),
        fields=list(fields),
        audience=audience,
        viewer=viewer,
        purpose=purpose,
    )


def seen_in_a_page(link: Link, *, at: datetime) -> None:
    """Write down that a link was seen inside another page, once for every hour."""
    seen = View(
        person=link.person,
        at=_hour(at),
        through=Through.PAGE,
        reference=link.pk,
        badges=names_for(link.person, [link.shown]),
        audience=link.audience,
        purpose=link.purpose,
    )
    View.objects.bulk_create([seen], ignore_conflicts=True)  # the table lets one in


def names_for(holder: Person, shown: Sequence[Shown]) -> list[str]:
    """What these are called in the holder's own language: a viewer's would tell of the viewer."""
    with translation.override(holder.language):
        return [name_of(each) for each in shown]


@transaction.atomic
def forget_views(
    person: Person, reference: UUID | None = None, *, entry: UUID | None = None
) -> int:
    """Delete the person's log, what it holds of one link, or one *entry*; answer how much."""
    views = View.objects.filter(person=person)
    if reference is not None:
        views = views.filter(reference=reference)
    if entry is not None:
        views = views.filter(pk=entry)
    deleted, _each = views.delete()
    audit.record(person, "views.deleted", person, count=deleted)
    return deleted


def forget_old_views(*, at: datetime) -> int:
    """Delete what is older than twelve months; answer how much."""
    deleted, _each = View.objects.filter(at__lt=at - KEPT).delete()
    return deleted


def name_of(shown: Shown) -> str:
    """What a badge or collection is called, in the language of this moment."""
    if isinstance(shown, Holding):
        return str(shown.award.version.name)
    if isinstance(shown, Collection):
        return shown.name
    return shown.name or shown.file_name


def fields_of(badge: Shown) -> list[str]:
    """What of a badge a viewer is shown beside its name, issuer and date."""
    if not isinstance(badge, Holding):
        return []
    return [name for name in FIELDS if getattr(badge.award, name)]


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
