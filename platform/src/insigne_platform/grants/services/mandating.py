"""Mandates: an organisation says which agency asks in its name, why, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.grants.models import Kind, Mandate, Organisation
from insigne_platform.grants.permissions import must_run
from insigne_platform.grants.services.organising import plain_domain
from insigne_platform.people.models import Person

MOST_DAYS: Final = 365


@transaction.atomic
def give_mandate(
    principal: Organisation,
    *,
    agency_domain: str,
    purpose: str,
    days: int,
    by: Person,
    at: datetime,
) -> Mandate:
    """Let the agency with this domain ask in the name of *principal*, for one purpose.

    Raises `Conflict` while the domain of *principal* is not proved, and `Invalid` for an agency
    that has proved none.
    """
    must_run(by, principal)
    if not principal.is_proved:
        raise Conflict(_("Prove your domain first. Without that nobody knows who you are."))
    domain, purpose = plain_domain(agency_domain) or "", purpose.strip()
    agency = Organisation.objects.filter(
        domain=domain, proved_at__isnull=False, kind=Kind.AGENCY
    ).first()
    problems = []
    if agency is None or agency.pk == principal.pk:
        message = _("No screening agency has proved this domain here.")
        problems.append(Problem("agency_domain", message))
    if not purpose:
        problems.append(Problem("purpose", _("Say what for.")))
    elif len(purpose) > 200:
        problems.append(Problem("purpose", _("This is too long.")))
    elif holds_citizen_number(purpose):
        problems.append(Problem("purpose", _(REFUSED)))
    if not 1 <= days <= MOST_DAYS:
        problems.append(Problem("days", _("Choose 1 to 365 days.")))
    if problems or agency is None:
        raise Invalid(problems)
    mandate = Mandate.objects.create(
        principal=principal, agency=agency, purpose=purpose, ends_at=at + timedelta(days=days)
    )
    audit.record(by, "mandate.given", mandate)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Person, at: datetime) -> Mandate:
    """End a mandate: the agency asks no more, and sees no more of what was granted for it."""
    must_run(by, mandate.principal)
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.ended_at is None:
        mandate.ended_at = at
        mandate.save(update_fields=["ended_at"])
        audit.record(by, "mandate.ended", mandate)
    return mandate
