"""Looking at what was granted: written down first, and never more than was granted."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import Holding
from insigne_platform.backpack.shelf import Badge
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, NotFound
from insigne_platform.disclosure import services as disclosure
from insigne_platform.disclosure.services import Presentation
from insigne_platform.grants.events import GrantUsed
from insigne_platform.grants.models import Grant, GrantedBadge
from insigne_platform.grants.permissions import must_act
from insigne_platform.grants.selectors import badges_of, is_there
from insigne_platform.people.models import Person
from insigne_platform.sharing import services as sharing
from insigne_platform.sharing.models import Through
from insigne_platform.sharing.services.viewing import names_for

WHOLE = "whole"
"""The kind of file of a badge from elsewhere: it is shown as it came, or not at all."""


@transaction.atomic
def open_grant(grant: Grant, *, by: Person, at: datetime) -> Grant:
    """Write down that the organisation looks, before it sees anything.

    Raises `Conflict` for a grant that does not hold any more.
    """
    must_act(by, grant.organisation)
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    _must_hold(grant, at)
    Grant.objects.filter(pk=grant.pk).update(used_count=models.F("used_count") + 1, last_used_at=at)
    request = grant.request
    audience = request.mandate.principal.name if request.mandate else ""
    sharing.note_view(
        grant.person,
        at=at,
        through=Through.GRANT,
        reference=grant.pk,
        badges=names_for(grant.person, [each.badge for each in badges_of(grant)]),
        fields=grant.fields,
        audience=audience,
        viewer=grant.organisation.name,
        purpose=request.purpose,
    )
    outbox.publish(GrantUsed(str(grant.pk)))
    return grant


def shown_of(granted: GrantedBadge, format: str, *, by: Person, at: datetime) -> Presentation:
    """A granted badge as a file with the fields that were granted, and nothing else.

    *format* is one of those of `disclosure`; a badge from elsewhere is given as it came. Raises
    `Conflict` if the grant, or the badge, does not hold any more.
    """
    grant = granted.grant
    must_act(by, grant.organisation)
    _must_hold(grant, at)
    if not is_there(granted) or not grant.person.is_active:
        raise NotFound(_("This badge is not there any more."))
    return presented(granted.badge, grant.fields, format, of=grant.person, at=at)


def presented(
    badge: Badge, fields: list[str], format: str, *, of: Person, at: datetime
) -> Presentation:
    """What somebody gets of a badge of which these fields are granted."""
    if isinstance(badge, Holding):
        return disclosure.present(badge.award, fields, format, by=of, at=at)
    content = sharing.document_of(badge, at=at)
    return Presentation("badge.json", "application/octet-stream", content)


def _must_hold(grant: Grant, at: datetime) -> None:
    if not grant.holds(at):
        raise Conflict(_("This grant does not hold any more: it ended, or was taken back."))
