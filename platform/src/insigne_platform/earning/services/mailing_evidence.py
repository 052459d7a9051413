"""Telling the office and the holder about evidence that was added, each thing once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from insigne_platform.earning.models import AddedEvidence, AddedState
from insigne_platform.earning.services.mailing import send

WITH_ISSUER = "award__achievement__issuer__institution"


def mail_evidence(evidence_id: UUID, *, at: datetime) -> bool:
    """Tell the issuer that evidence waits; whose it is stands behind the link only."""
    evidence = _waiting_for(evidence_id, office_told_at=None)
    if evidence is None:
        return False
    issuer = evidence.award.achievement.issuer
    send(
        issuer.email,
        "evidence_waits",
        language="nl" if issuer.name_nl else "en",
        achievement=evidence.award.achievement,
        path=f"/issuing/evidence/{evidence.pk}",
    )
    AddedEvidence.objects.filter(pk=evidence.pk).update(office_told_at=at)
    return True


def mail_evidence_outcome(evidence_id: UUID, *, at: datetime) -> bool:
    """Tell the holder what the issuer decided."""
    evidence = _waiting_for(evidence_id, answered_at=None, decided_at__isnull=False)
    if evidence is None:
        return False
    is_approved = evidence.state == AddedState.APPROVED
    send(
        evidence.person.email,
        "evidence_approved" if is_approved else "evidence_declined",
        language=evidence.person.language,
        achievement=evidence.award.achievement,
        path="/backpack",
        name=evidence.person.display_name,
        message=evidence.reason,
    )
    AddedEvidence.objects.filter(pk=evidence.pk).update(answered_at=at)
    return True


def _waiting_for(evidence_id: UUID, **what: object) -> AddedEvidence | None:
    found = AddedEvidence.objects.select_related(WITH_ISSUER, "person")
    return found.filter(pk=evidence_id, **what).first()
