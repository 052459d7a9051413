"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("earning.application_moved")
@dataclass(frozen=True, slots=True)
class ApplicationMoved:
    """Something was said or decided about an application."""

    entry_id: str


@fact("earning.nominator_invited")
@dataclass(frozen=True, slots=True)
class NominatorInvited:
    """Somebody may nominate people for a badge."""

    nominator_id: str


@fact("earning.nomination_sent")
@dataclass(frozen=True, slots=True)
class NominationSent:
    """People were nominated, and the office is to look at it."""

    nomination_id: str


@fact("earning.nomination_decided")
@dataclass(frozen=True, slots=True)
class NominationDecided:
    """The office decided on a nomination."""

    nomination_id: str


@fact("earning.evidence_added")
@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """A holder added evidence to a badge, and the issuer is to look at it."""

    evidence_id: str


@fact("earning.evidence_decided")
@dataclass(frozen=True, slots=True)
class EvidenceDecided:
    """The issuer decided on evidence that was added."""

    evidence_id: str


@fact("earning.score_recorded")
@dataclass(frozen=True, slots=True)
class ScoreRecorded:
    """A result came in."""

    score_id: str


@fact("earning.registration_moved")
@dataclass(frozen=True, slots=True)
class RegistrationMoved:
    """Something happened to who registered for a test."""

    registration_id: str


@fact("earning.results_offered")
@dataclass(frozen=True, slots=True)
class ResultsOffered:
    """Results of a test are to be entered; told again if that stopped."""

    results_id: str


@fact("earning.results_to_approve")
@dataclass(frozen=True, slots=True)
class ResultsToApprove:
    """Results that award many badges wait until another person approves them."""

    results_id: str
