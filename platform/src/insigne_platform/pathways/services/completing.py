"""Completing a pathway: whoever went the whole way gets its badge, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from insigne_platform.achievements.models import AchievementVersion, VersionState
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, AwardState, Batch
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import ServiceError
from insigne_platform.pathways import selectors
from insigne_platform.pathways.events import PathwayCompleted
from insigne_platform.pathways.models import Completion, Pathway, PathwayState
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

AT_ONCE = 200  # learners in one question


def complete_after_batch(batch_id: UUID, *, at: datetime) -> None:
    """See for everybody in a batch whether a pathway is complete now."""
    batch = Batch.objects.select_related("version").get(pk=batch_id)
    for pathway in selectors.published_with([batch.version.achievement_id]):
        emails = batch.awards.order_by("row_number").values_list("recipient_email", flat=True)
        for part in _parts(list(emails)):
            _complete(pathway, part, at=at)


def complete_everybody(pathway_id: UUID, *, at: datetime) -> None:
    """See for everybody on the way whether the pathway is complete: it was published just now."""
    pathway = (
        Pathway.objects.filter(pk=pathway_id, state=PathwayState.PUBLISHED)
        .select_related(*selectors.WITH_ALL)
        .prefetch_related(selectors.STEPS)
        .first()
    )
    if pathway is None:
        return
    rows = selectors.learners_on(pathway, by=None, at=at)
    for part in _parts([str(row["recipient_email"]) for row in rows]):
        _complete(pathway, part, at=at)


def complete_for_award(award_id: UUID, *, at: datetime) -> None:
    """See for who claimed an award whether a pathway is complete now, over all her addresses."""
    award = Award.objects.select_related("holder").get(pk=award_id)
    person = award.holder
    if person is None:
        return
    for pathway in selectors.published_with([award.achievement_id]):
        if selectors.progress_for(person, pathway, at=at).is_complete:
            _award(pathway, award.recipient_email, person, at=at)


def _parts(emails: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(emails), AT_ONCE):
        yield emails[start : start + AT_ONCE]


def _complete(pathway: Pathway, emails: Sequence[str], *, at: datetime) -> None:
    rows = [{"recipient_email": email, "name": ""} for email in emails if email]
    for learner in selectors.progress_of_learners(pathway, rows, by=None, at=at):
        if learner.completion is None and learner.progress.is_complete:
            _award(pathway, learner.email, None, at=at)


@transaction.atomic
def _award(pathway: Pathway, email: str, person: Person | None, *, at: datetime) -> None:
    """Write down the completion and award the badge; the second time there is nothing to do.

    When awarding is refused (who published it does not award any more, say), the completion
    stands with the reason, so that the staff see what is to be done.
    """
    addresses = [email, *(verified_addresses(person) if person else [])]
    known = Completion.objects.filter(Q(email__in=addresses), pathway=pathway)
    if known.exists():
        return
    completion = Completion.objects.create(
        pathway=pathway, email=email, person=person, completed_at=at
    )
    audit.record(None, "pathway.completed", completion, pathway=pathway.pk)
    outbox.publish(PathwayCompleted(str(completion.pk)))
    if pathway.leads_to_id is None or pathway.published_by is None:
        return
    if _has_it(pathway.leads_to_id, addresses):
        return
    version = _newest(pathway.leads_to_id)
    last = (
        Award.objects.filter(recipient_email=email)
        .exclude(recipient_name="")
        .order_by("-awarded_at")
        .first()
    )
    recipient = awards.Recipient(
        email=email,
        name=last.recipient_name if last else "",
        language=last.language if last else "",
    )
    try:
        with transaction.atomic():
            completion.award = awards.award_one(version, recipient, by=pathway.published_by, at=at)
    except ServiceError as refused:
        completion.trouble = str(refused)[:500]
    completion.save(update_fields=["award", "trouble"])


def _has_it(achievement_id: UUID, addresses: Sequence[str]) -> bool:
    return (
        Award.objects.filter(achievement=achievement_id, recipient_email__in=addresses)
        .exclude(state=AwardState.REVOKED)
        .exists()
    )


def _newest(achievement_id: UUID) -> AchievementVersion:
    return (
        AchievementVersion.objects.filter(achievement=achievement_id, state=VersionState.PUBLISHED)
        .select_related("achievement__issuer")
        .latest("number")
    )
