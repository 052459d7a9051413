"""The facts that this room announces."""

from __future__ import annotations

from dataclasses import dataclass

from insigne_platform.core.outbox import fact


@fact("achievements.achievement_published")
@dataclass(frozen=True, slots=True)
class AchievementPublished:
    """A version of a badge can be awarded from now on."""

    version_id: str


@fact("achievements.approval_asked")
@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """Somebody asked another person to approve a draft."""

    approval_id: str


@fact("achievements.approval_decided")
@dataclass(frozen=True, slots=True)
class ApprovalDecided:
    """A draft was approved or sent back."""

    approval_id: str
