"""Decisions that are kept for the next credential, of which many have one issuer and one list.

What is kept is the answer of a pure function of evidence and instant, with everything that it
depends on: what the addresses answered, what the verifier knows beforehand, and the time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from insigne.verification.anchors import Anchors
from insigne.verification.evidence import Evidence, Fetched, Need, Resource
from insigne.verification.noted import NotedEvidence, NotedInstant, Window, is_same_answer

MOST_DECISIONS: Final = 256
LARGEST_ANSWER: Final = 64 * 1024
"""Bytes: a decision that rests on more than that is made anew each time."""

ANY_INSTANT: Final = datetime.min.replace(tzinfo=UTC)
"""For decisions that time has no part in."""


@dataclass(frozen=True, slots=True)
class Decision[Answer]:
    """An answer with all that it hangs on; without a `window`, it holds for no other question."""

    answer: Answer
    answers: Mapping[Need, Resource | None]
    anchors: Anchors
    window: Window | None

    def holds(self, evidence: Evidence, at: datetime) -> bool:
        """Say whether it would be the same with *evidence* at another instant."""
        if self.window is None or self.anchors is not evidence.anchors:
            return False
        for need, answer in self.answers.items():
            if not is_same_answer(evidence.look_up(need), answer):
                return False
        return evidence.witnessed_at is None and self.window.has(at)


def decide[Answer](
    make: Callable[[Evidence, datetime], Answer], evidence: Evidence, at: datetime
) -> Decision[Answer]:
    """Let a decision be made, and note what it looks at. Raises whatever *make* raises."""
    noted_evidence, noted_at = NotedEvidence.of(evidence), NotedInstant.of(at)
    try:
        answer = make(noted_evidence, noted_at)
    finally:
        noted_at.pass_on(at)
    window = noted_at.window() if evidence.witnessed_at is None else None
    return Decision(answer, noted_evidence.answers, evidence.anchors, window)


@dataclass(slots=True)
class KeptDecisions[Question: Hashable, Answer]:
    """The decisions that were made last, by the questions that they answer."""

    most: int = MOST_DECISIONS
    _kept: dict[Question, Decision[Answer]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def answer(
        self,
        question: Question,
        make: Callable[[Evidence, datetime], Answer],
        evidence: Evidence,
        at: datetime = ANY_INSTANT,
    ) -> Answer:
        """Give what was decided if it still holds, and let the decision be made if not."""
        kept = self._kept.get(question)
        if kept is not None and kept.holds(evidence, at):
            return kept.answer
        decision = decide(make, evidence, at)
        if decision.window is not None and _is_small(decision):
            self._keep(question, decision)
        return decision.answer

    def _keep(self, question: Question, decision: Decision[Answer]) -> None:
        with self._lock:
            self._kept.pop(question, None)
            self._kept[question] = decision
            while len(self._kept) > self.most:
                del self._kept[next(iter(self._kept))]


def _is_small(decision: Decision[object]) -> bool:
    """Say whether it rests on what was read, and on not too much of that."""
    read = [answer for answer in decision.answers.values() if isinstance(answer, Fetched)]
    is_all_read = len(read) == len(decision.answers)
    return is_all_read and sum(len(answer.body) for answer in read) <= LARGEST_ANSWER
