"""What this room does about facts: it tells applicants and reviewers what happened."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from insigne_platform.awards.events import AwardClaimed, AwardsIssued
from insigne_platform.awards.models import Award, Batch
from insigne_platform.core import outbox
from insigne_platform.earning import selectors, services
from insigne_platform.earning.events import (
    ApplicationMoved,
    EvidenceAdded,
    EvidenceDecided,
    NominationDecided,
    NominationSent,
    NominatorInvited,
    RegistrationMoved,
    ResultsOffered,
    ResultsToApprove,
    ScoreRecorded,
)
from insigne_platform.earning.models import Score


def mail_about_application(event: ApplicationMoved) -> None:
    """Tell what happened to an application."""
    services.mail_entry(UUID(event.entry_id), at=timezone.now())


def mail_nominator(event: NominatorInvited) -> None:
    """Tell somebody that she may nominate."""
    services.mail_invitation(UUID(event.nominator_id), at=timezone.now())


def mail_nomination(event: NominationSent) -> None:
    """Tell the office that a nomination waits."""
    services.mail_office(UUID(event.nomination_id), at=timezone.now())


def mail_nomination_outcome(event: NominationDecided) -> None:
    """Tell who nominated what came of it."""
    services.mail_outcome(UUID(event.nomination_id), at=timezone.now())


def mail_about_registration(event: RegistrationMoved) -> None:
    """Tell what happened to who registered for a test."""
    services.mail_registration(UUID(event.registration_id), at=timezone.now())


def enter_results(event: ResultsOffered) -> None:
    """Enter the next results of a list; a second telling finds them entered."""
    if services.work_on_results(UUID(event.results_id), at=timezone.now()):
        outbox.publish(ResultsOffered(event.results_id))


def mail_result_approvers(event: ResultsToApprove) -> None:
    """Tell who may approve a list of results that it waits."""
    services.mail_result_approvers(UUID(event.results_id))


def mail_evidence(event: EvidenceAdded) -> None:
    """Tell the office that evidence was added to a badge."""
    services.mail_evidence(UUID(event.evidence_id), at=timezone.now())


def mail_evidence_outcome(event: EvidenceDecided) -> None:
    """Tell the holder what was decided about the evidence."""
    services.mail_evidence_outcome(UUID(event.evidence_id), at=timezone.now())


def run_rules_on_awards(event: AwardsIssued) -> None:
    """Run the rules that ask for the badge of a batch."""
    found = Batch.objects.filter(pk=event.batch_id).values_list("version__achievement", flat=True)
    services.run_rules(selectors.rules_that_need(found), at=timezone.now())


def run_rules_on_claim(event: AwardClaimed) -> None:
    """Run the rules that ask for a badge that somebody keeps now: it may complete a set of hers."""
    found = Award.objects.filter(pk=event.award_id).values_list("achievement", flat=True)
    services.run_rules(selectors.rules_that_need(found), at=timezone.now())


def run_rules_on_score(event: ScoreRecorded) -> None:
    """Run the rules that ask for a score that came in."""
    score = Score.objects.filter(pk=event.score_id).first()
    if score is not None:
        services.run_rules(selectors.rules_on_score(score), at=timezone.now())


def run_due_rules() -> int:
    """Run the rules that were not looked at for a while; for the sweeper."""
    return services.run_due_rules(at=timezone.now())


def resume_results() -> int:
    """Take up the lists of results that a dead worker left; for the sweeper."""
    return services.resume_results(at=timezone.now())
