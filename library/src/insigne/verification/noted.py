"""Evidence and an instant that remember what a decision looked at, so that it can be kept.

A decision that is a pure function of evidence and instant stays the same as long as the addresses
that it looked up answer the same, and the instant falls on the same side of everything that it was
compared with.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from insigne.verification.evidence import Evidence, Fetched, Need, Resource


@dataclass(frozen=True, slots=True)
class NotedEvidence(Evidence):
    """Evidence that passes every question on, and notes the answer."""

    asked: Evidence = field(default_factory=Evidence)
    answers: dict[Need, Resource | None] = field(default_factory=dict)

    @classmethod
    def of(cls, evidence: Evidence) -> NotedEvidence:
        """Look at what *evidence* has, and not at what was worked out from it before.

        Whoever found an answer on scratch paper would not look it up, and so not note it.
        """
        whole = {part.name: getattr(evidence, part.name) for part in fields(Evidence)}
        return cls(**whole | {"noted": None}, asked=evidence)

    def look_up(self, need: Need) -> Resource | None:
        """Give what the evidence has, and note it."""
        answer = self.asked.look_up(need)
        self.answers[need] = answer
        return answer


class NotedInstant(datetime):
    """An instant that notes the others that it is compared with.

    Once something else is done with it than comparing, it *is_loose*: then nothing can be said
    about other instants.
    """

    compared: list[datetime]
    is_loose: bool

    @classmethod
    def of(cls, at: datetime) -> NotedInstant:
        """Make one of the same instant."""
        noted = cls.combine(at.date(), at.timetz())
        noted.compared, noted.is_loose = [], False
        return noted

    def pass_on(self, at: datetime) -> None:
        """Let *at*, of which this was made, know what was done, should it be noting that too."""
        if isinstance(at, NotedInstant):
            at.compared += self.compared
            at.is_loose = at.is_loose or self.is_loose

    def window(self) -> Window | None:
        """Give the instants for which every comparison comes out alike, if that can be said."""
        plain = datetime.combine(self.date(), self.timetz())
        if self.is_loose or plain in self.compared:
            return None
        return Window(
            after=max((other for other in self.compared if other < plain), default=None),
            before=min((other for other in self.compared if other > plain), default=None),
        )

    def __lt__(self, other: Any) -> bool:
        self.compared.append(other)
        return super().__lt__(other)

    def __le__(self, other: Any) -> bool:
        self.compared.append(other)
        return super().__le__(other)

    def __gt__(self, other: Any) -> bool:
        self.compared.append(other)
        return super().__gt__(other)

    def __ge__(self, other: Any) -> bool:
        self.compared.append(other)
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        self.is_loose = True
        return super().__eq__(other)

    __hash__ = datetime.__hash__

    def __add__(self, other: timedelta) -> Any:
        self.is_loose = True
        return super().__add__(other)

    def __sub__(self, other: Any) -> Any:
        self.is_loose = True
        return super().__sub__(other)

    def __rsub__(self, other: Any) -> Any:
        self.is_loose = True
        return NotImplemented

    def timestamp(self) -> float:
        """Give the seconds since 1970."""
        self.is_loose = True
        return super().timestamp()

    def astimezone(self, tz: Any = None) -> Any:
        """Give the same instant in another zone."""
        self.is_loose = True
        return super().astimezone(tz)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants between two others, neither of them included."""

    after: datetime | None
    before: datetime | None

    def has(self, at: datetime) -> bool:
        """Say whether *at* is among them."""
        return (self.after is None or self.after < at) and (self.before is None or at < self.before)


def is_same_answer(one: Resource | None, other: Resource | None) -> bool:
    """Say whether two answers of an address say the same, whenever they came."""
    if one is other:
        return True
    if isinstance(one, Fetched) and isinstance(other, Fetched):
        return (
            one.status == other.status
            and one.final_url == other.final_url
            and one.is_stale == other.is_stale
            and one.body == other.body
        )
    return one == other
