"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("awards.batch_opened")
@dataclass(frozen=True, slots=True)
class BatchOpened:
    """Awards were decided, and their documents are to be made; told again if that stopped."""

    batch_id: str


@fact("awards.list_offered")
@dataclass(frozen=True, slots=True)
class ListOffered:
    """A list of recipients is to be read."""

    list_id: str


@fact("awards.batch_approval_asked")
@dataclass(frozen=True, slots=True)
class BatchApprovalAsked:
    """A large batch waits until another person lets it begin."""

    batch_id: str


@fact("awards.batch_approved")
@dataclass(frozen=True, slots=True)
class BatchApproved:
    """Another person let a large batch begin."""

    batch_id: str


@fact("awards.claims_to_mail")
@dataclass(frozen=True, slots=True)
class ClaimsToMail:
    """Some of a batch are still to be told what they earned."""

    batch_id: str


@fact("awards.awards_issued")
@dataclass(frozen=True, slots=True)
class AwardsIssued:
    """Every award of a batch has its document."""

    batch_id: str


@fact("awards.award_revoked")
@dataclass(frozen=True, slots=True)
class AwardRevoked:
    """An award was taken back."""

    award_id: str


@fact("awards.award_claimed")
@dataclass(frozen=True, slots=True)
class AwardClaimed:
    """Who earned an award keeps it."""

    award_id: str


@fact("awards.award_declined")
@dataclass(frozen=True, slots=True)
class AwardDeclined:
    """Who earned an award does not want it, or not yet."""

    award_id: str


@fact("awards.award_suspended")
@dataclass(frozen=True, slots=True)
class AwardSuspended:
    """An award does not count for now."""

    award_id: str


@fact("awards.suspension_lifted")
@dataclass(frozen=True, slots=True)
class SuspensionLifted:
    """An award that was suspended counts again."""

    award_id: str


@fact("awards.change_opened")
@dataclass(frozen=True, slots=True)
class ChangeOpened:
    """Something was decided for many awards; told again if that stopped."""

    change_id: str
