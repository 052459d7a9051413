"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("institutions.institution_founded")
@dataclass(frozen=True, slots=True)
class InstitutionFounded:
    """An institution speaks here from now on."""

    institution_id: str


@fact("institutions.issuer_added")
@dataclass(frozen=True, slots=True)
class IssuerAdded:
    """An institution gives badges under one more name."""

    issuer_id: str


@fact("institutions.issuer_changed")
@dataclass(frozen=True, slots=True)
class IssuerChanged:
    """What an issuer says of itself is different now."""

    issuer_id: str


@fact("institutions.staff_invited")
@dataclass(frozen=True, slots=True)
class StaffInvited:
    """Somebody is asked by mail to come and work for an institution."""

    invitation_id: str
