"""What this room does when an institution or an issuer appears or changes."""

from __future__ import annotations

from insigne_platform.institutions.events import InstitutionFounded, IssuerAdded, IssuerChanged
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.signing import services


def make_keys(event: InstitutionFounded) -> None:
    """Give a new institution its keys."""
    services.make_keys(Institution.objects.get(pk=event.institution_id))


def publish_issuer(event: IssuerAdded | IssuerChanged) -> None:
    """Publish what verifiers read of an issuer."""
    services.publish_issuer(Issuer.objects.get(pk=event.issuer_id))
