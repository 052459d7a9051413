"""What facts about awards and evidence mean to who holds them or is to claim them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress

from insigne_platform.awards.models import Award, AwardState
from insigne_platform.earning.models import AddedEvidence, AddedState
from insigne_platform.grants.models import AccessRequest, Grant
from insigne_platform.notifications.models import Kind
from insigne_platform.notifications.services.noting import note, note_all
from insigne_platform.people.selectors import person_with_verified

AT_ONCE = 500
WITHOUT_PICTURES = ("version__picture_png", "version__picture_svg")


def note_of_batch(batch_id: UUID, *, at: datetime) -> None:
    """Tell who proved an address that a badge waits for it; a few statements for every 500."""
    waiting = Award.objects.filter(batch=batch_id, state=AwardState.ISSUED, holder=None)
    proved = EmailAddress.objects.filter(
        verified=True, email__in=waiting.exclude(recipient_email="").values("recipient_email")
    )
    people = {each.email: each.user for each in proved.select_related("user")}
    emails = sorted(people)
    for start in range(0, len(emails), AT_ONCE):
        rows = waiting.filter(recipient_email__in=emails[start : start + AT_ONCE])
        told = {
            (people[email], str(award_id)): {"badge": name}
            for award_id, email, name in rows.values_list("pk", "recipient_email", "badge_name")
        }
        note_all(Kind.NEW_BADGE, told, at=at)


def note_of_award(award_id: UUID, kind: Kind, *, at: datetime) -> None:
    """Tell the holder that her badge was revoked or suspended, and why, or counts again."""
    found = Award.objects.select_related("version", "holder").defer(*WITHOUT_PICTURES)
    award = found.filter(pk=award_id, holder__isnull=False).first()
    if award is None or award.holder is None:
        return
    reasons = {Kind.REVOKED: award.revocation_reason, Kind.SUSPENDED: award.suspension_reason}
    moments = {Kind.REVOKED: award.revoked_at, Kind.SUSPENDED: award.suspended_at}
    moment = moments.get(kind) or at
    reference = f"{award.pk}:{moment:%Y%m%d%H%M}"
    parameters = {
        "badge": award.version.text_in("name", award.holder.language),
        "reason": reasons.get(kind, ""),
    }
    note(award.holder, kind, reference=reference, at=at, **parameters)


def note_of_evidence(evidence_id: UUID, *, at: datetime) -> None:
    """Tell the holder that the issuer accepted her evidence."""
    found = AddedEvidence.objects.select_related("person", "award__version")
    evidence = found.filter(pk=evidence_id, state=AddedState.APPROVED).first()
    if evidence is not None:
        name = evidence.award.version.text_in("name", evidence.person.language)
        note(evidence.person, Kind.EVIDENCE, reference=str(evidence.pk), at=at, badge=name)


def note_of_request(request_id: UUID, *, at: datetime) -> None:
    """Tell who has the address that an organisation asks; not of one that she does not hear."""
    found = AccessRequest.objects.select_related("organisation")
    request = found.filter(pk=request_id, is_silenced=False).first()
    person = person_with_verified(request.address) if request is not None else None
    if request is None or person is None or not request.waits(at):
        return
    name = request.organisation.name
    note(person, Kind.REQUEST, reference=str(request.pk), at=at, organisation=name)


def note_of_use(grant_id: UUID, *, at: datetime) -> None:
    """Tell the holder that an organisation looked; once for every hour."""
    grant = Grant.objects.select_related("person", "organisation").filter(pk=grant_id).first()
    if grant is None or grant.last_used_at is None:
        return
    reference = f"{grant.pk}:{grant.last_used_at:%Y%m%d%H}"
    name = grant.organisation.name
    note(grant.person, Kind.GRANT_USED, reference=reference, at=at, organisation=name)
