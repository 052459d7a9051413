"""Evidence that is added to a badge afterwards: the holder adds and shows, the issuer decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core import audit, outbox
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import EvidenceAdded, EvidenceDecided
from insigne_platform.earning.evidence import OfferedFile
from insigne_platform.earning.models import AddedEvidence, AddedFile, AddedState
from insigne_platform.earning.permissions import may_judge
from insigne_platform.earning.selectors import added_to
from insigne_platform.earning.services.applying import links_in, read_evidence
from insigne_platform.people.models import Person

MOST_PIECES = 10
LONGEST_REASON = 1000


@transaction.atomic
def add_evidence(
    award: Award,
    *,
    text: str = "",
    links: str = "",
    files: Sequence[OfferedFile] = (),
    by: Person,
    at: datetime,
) -> AddedEvidence:
    """Add evidence to a badge of one's own; nobody but the issuer sees it, until both agree.

    Raises `Invalid` with everything that is wrong, `Conflict` where no more can be added.
    """
    award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if award.holder_id != by.pk:
        raise NotPermitted(_("This is not your badge."))
    if award.state != AwardState.ISSUED:
        raise Conflict(_("This badge was revoked; nothing can be added to it."))
    if added_to(award).count() >= MOST_PIECES:
        said = _("You added evidence to this badge ten times. Remove some of it first.")
        raise Conflict(said)
    taken, problems = read_evidence(text, links, files)
    if not (text.strip() or links.strip() or files):
        problems.append(Problem("text", _("Add a text, a link or a file.")))
    if holds_citizen_number(text):
        problems.append(Problem("text", _(REFUSED)))
    if problems:
        raise Invalid(problems)

    evidence = AddedEvidence.objects.create(
        award=award, person=by, text=text.strip(), links=links_in(links), added_at=at
    )
    for file in taken:
        AddedFile.objects.create(
            evidence=evidence,
            name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            content=file.content,
        )
    audit.record(by, "evidence.added", evidence, award=award.pk, files=len(taken))
    outbox.publish(EvidenceAdded(str(evidence.pk)))
    return evidence


@transaction.atomic
def show_evidence(evidence: AddedEvidence, *, is_shown: bool, by: Person) -> AddedEvidence:
    """Say whether who opens a link to the badge may see this; before it is approved nobody does."""
    _must_own(evidence, by)
    evidence.is_shown = is_shown
    evidence.save(update_fields=["is_shown"])
    audit.record(by, "evidence.shown" if is_shown else "evidence.hidden", evidence)
    return evidence


@transaction.atomic
def remove_evidence(evidence: AddedEvidence, *, by: Person) -> None:
    """Throw away what one added, decided or not; the badge stays as it is."""
    _must_own(evidence, by)
    audit.record(by, "evidence.removed", evidence, award=evidence.award_id)
    evidence.delete()


@transaction.atomic
def approve_evidence(evidence: AddedEvidence, *, by: Person, at: datetime) -> AddedEvidence:
    """Say for the issuer that this evidence belongs to the badge."""
    return _decide(evidence, AddedState.APPROVED, "", by, at)


@transaction.atomic
def decline_evidence(
    evidence: AddedEvidence, reason: str, *, by: Person, at: datetime
) -> AddedEvidence:
    """Say for the issuer that it does not, and tell the holder why."""
    if not reason.strip():
        raise Invalid([Problem("reason", _("Say why; the holder reads it."))])
    if len(reason) > LONGEST_REASON:
        raise Invalid([Problem("reason", _("At most 1000 characters."))])
    return _decide(evidence, AddedState.DECLINED, reason.strip(), by, at)


def _decide(
    evidence: AddedEvidence, state: str, reason: str, by: Person, at: datetime
) -> AddedEvidence:
    if not may_judge(by, evidence):
        raise NotPermitted(_("You do not decide on this evidence."))
    decided = AddedEvidence.objects.filter(pk=evidence.pk, state=AddedState.WAITING).update(
        state=state, reason=reason, decided_by=by, decided_at=at
    )
    if not decided:
        raise Conflict(_("This evidence was decided on already, or its holder removed it."))
    evidence.refresh_from_db()
    audit.record(by, f"evidence.{state}", evidence, award=evidence.award_id)
    outbox.publish(EvidenceDecided(str(evidence.pk)))
    return evidence


def _must_own(evidence: AddedEvidence, by: Person) -> None:
    if evidence.person_id != by.pk:
        raise NotPermitted(_("This is not evidence of yours."))
